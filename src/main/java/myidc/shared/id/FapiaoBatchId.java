package myidc.shared.id;

/** Identity of a batch of fapiaos. */
public record FapiaoBatchId(long value) implements Id {
    @Override
    public String kind() {
        return "fapiaobatch";
    }

    @Override
    public String toString() {
        return text();
    }
}
