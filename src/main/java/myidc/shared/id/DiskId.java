package myidc.shared.id;

/** Identity of a guest's disk. */
public record DiskId(long value) implements Id {
    @Override
    public String kind() {
        return "disk";
    }

    @Override
    public String toString() {
        return text();
    }
}
