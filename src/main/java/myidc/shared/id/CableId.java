package myidc.shared.id;

/** Identity of a data cable. */
public record CableId(long value) implements Id {
    @Override
    public String kind() {
        return "cable";
    }

    @Override
    public String toString() {
        return text();
    }
}
