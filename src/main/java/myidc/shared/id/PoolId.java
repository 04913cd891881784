package myidc.shared.id;

/** Identity of a pool. */
public record PoolId(long value) implements Id {
    @Override
    public String kind() {
        return "pool";
    }

    @Override
    public String toString() {
        return text();
    }
}
