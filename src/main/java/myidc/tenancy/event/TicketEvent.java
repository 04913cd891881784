package myidc.tenancy.event;

import myidc.platform.privacy.Personal;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TicketId;
import myidc.shared.id.TicketReplyId;
import org.jspecify.annotations.Nullable;

/** The life of a support ticket; what people write in it is sealed. */
public sealed interface TicketEvent {
    TicketId ticketId();

    /**
     * A tenant's user asks for help.
     *
     * @param summary sealed by the key of who opened it, as the description is
     * @param about the thing it is about; null where it is about none
     * @param severity 1 for the gravest to 3; null where none was named
     */
    record TicketOpened(
            TicketId ticketId,
            TenantId tenantId,
            PersonId openedBy,
            Personal summary,
            Personal description,
            @Nullable TicketSubject about,
            @Nullable Integer severity)
            implements TicketEvent {}

    /**
     * Somebody wrote in the ticket.
     *
     * @param repliedBy null for an operator without a name, such as a program with the operators' first token
     * @param text sealed by its writer's key; by that of who opened the ticket where staff wrote it
     */
    record TicketReplied(
            TicketId ticketId,
            TenantId tenantId,
            TicketReplyId ticketReplyId,
            @Nullable PersonId repliedBy,
            boolean fromStaff,
            Personal text)
            implements TicketEvent {}

    /** Nothing more is written in the ticket unless staff reopen it. */
    record TicketClosed(
            TicketId ticketId, TenantId tenantId, @Nullable PersonId closedBy, boolean byStaff)
            implements TicketEvent {}

    /** Staff found that there is more to say. */
    record TicketReopened(
            TicketId ticketId, TenantId tenantId, @Nullable PersonId reopenedBy) implements TicketEvent {}

    /**
     * What a ticket is about.
     *
     * @param kind linode, volume, firewall or vpc
     * @param label its name when the ticket was opened
     */
    record TicketSubject(String kind, long id, String label) {}
}
