package myidc.shared.id;

/** Identity of an offer of machines to another account. */
public record TransferId(long value) implements Id {
    @Override
    public String kind() {
        return "transfer";
    }

    @Override
    public String toString() {
        return text();
    }
}
