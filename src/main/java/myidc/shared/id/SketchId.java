package myidc.shared.id;

/** Identity of a sketch of volumes. */
public record SketchId(long value) implements Id {
    @Override
    public String kind() {
        return "sketch";
    }

    @Override
    public String toString() {
        return text();
    }
}
