package myidc.shared.id;

/** Identity of a lease. */
public record LeaseId(long value) implements Id {
    @Override
    public String kind() {
        return "lease";
    }

    @Override
    public String toString() {
        return text();
    }
}
