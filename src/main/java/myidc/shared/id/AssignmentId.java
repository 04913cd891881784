package myidc.shared.id;

/** Identity of one assignment of an address: a new one each time the address is given out. */
public record AssignmentId(long value) implements Id {
    @Override
    public String kind() {
        return "assignment";
    }

    @Override
    public String toString() {
        return text();
    }
}
