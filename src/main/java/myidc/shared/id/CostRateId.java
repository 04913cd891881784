package myidc.shared.id;

/** Identity of a cost rate. */
public record CostRateId(long value) implements Id {
    @Override
    public String kind() {
        return "costrate";
    }

    @Override
    public String toString() {
        return text();
    }
}
