package myidc.shared.id;

/** Identity of a range of addresses. */
public record RangeId(long value) implements Id {
    @Override
    public String kind() {
        return "range";
    }

    @Override
    public String toString() {
        return text();
    }
}
