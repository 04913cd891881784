package myidc.shared.id;

/** Identity of a part of a device. */
public record PartId(long value) implements Id {
    @Override
    public String kind() {
        return "part";
    }

    @Override
    public String toString() {
        return text();
    }
}
