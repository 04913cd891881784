package myidc.shared.id;

/** Identity of a power cord. */
public record CordId(long value) implements Id {
    @Override
    public String kind() {
        return "cord";
    }

    @Override
    public String toString() {
        return text();
    }
}
