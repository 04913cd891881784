package myidc.shared.id;

/** Identity of a tenant's own image. */
public record ImageId(long value) implements Id {
    @Override
    public String kind() {
        return "image";
    }

    @Override
    public String toString() {
        return text();
    }
}
