package myidc.shared.id;

/** Identity of an aggregate. */
public record AggregateId(long value) implements Id {
    @Override
    public String kind() {
        return "aggregate";
    }

    @Override
    public String toString() {
        return text();
    }
}
