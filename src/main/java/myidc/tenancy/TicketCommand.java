package myidc.tenancy;

import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TicketId;
import myidc.shared.id.TicketReplyId;
import myidc.tenancy.event.TicketEvent.TicketSubject;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a support ticket. */
public sealed interface TicketCommand {
    record OpenTicket(
            @TargetAggregateIdentifier TicketId ticketId, TenantId tenantId, PersonId openedBy, TicketWish wish)
            implements TicketCommand {}

    record ReplyToTicket(
            @TargetAggregateIdentifier TicketId ticketId, TicketReplyId ticketReplyId, Writer writer, String text)
            implements TicketCommand {}

    record CloseTicket(@TargetAggregateIdentifier TicketId ticketId, Writer writer) implements TicketCommand {}

    record ReopenTicket(@TargetAggregateIdentifier TicketId ticketId, Writer writer) implements TicketCommand {}

    /** What is asked, as it was written. */
    record TicketWish(
            String summary,
            String description,
            @Nullable TicketSubject about,
            @Nullable Integer severity) {}

    /** Who writes; an operator's program may have no name. */
    record Writer(@Nullable PersonId person, boolean staff) {}
}
