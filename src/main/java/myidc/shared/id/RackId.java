package myidc.shared.id;

/** Identity of a rack. */
public record RackId(long value) implements Id {
    @Override
    public String kind() {
        return "rack";
    }

    @Override
    public String toString() {
        return text();
    }
}
