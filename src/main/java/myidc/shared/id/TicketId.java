package myidc.shared.id;

/** Identity of a support ticket. */
public record TicketId(long value) implements Id {
    @Override
    public String kind() {
        return "ticket";
    }

    @Override
    public String toString() {
        return text();
    }
}
