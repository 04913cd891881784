package myidc.shared.id;

/** Identity of a lock on a thing, which keeps it from being deleted. */
public record LockId(long value) implements Id {
    @Override
    public String kind() {
        return "lock";
    }

    @Override
    public String toString() {
        return text();
    }
}
