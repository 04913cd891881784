package myidc.shared.id;

/** Identity of a reply within a support ticket. */
public record TicketReplyId(long value) implements Id {
    @Override
    public String kind() {
        return "ticketreply";
    }

    @Override
    public String toString() {
        return text();
    }
}
