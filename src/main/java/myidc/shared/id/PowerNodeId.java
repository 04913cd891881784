package myidc.shared.id;

/** Identity of a panel, feed, PDU or bank. */
public record PowerNodeId(long value) implements Id {
    @Override
    public String kind() {
        return "powernode";
    }

    @Override
    public String toString() {
        return text();
    }
}
