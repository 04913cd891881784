package myidc.shared.id;

/** Identity of a guest's configuration. */
public record ConfigId(long value) implements Id {
    @Override
    public String kind() {
        return "config";
    }

    @Override
    public String toString() {
        return text();
    }
}
