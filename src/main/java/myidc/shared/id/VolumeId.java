package myidc.shared.id;

/** Identity of a volume. */
public record VolumeId(long value) implements Id {
    @Override
    public String kind() {
        return "volume";
    }

    @Override
    public String toString() {
        return text();
    }
}
