package myidc.tenancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.privacy.Personal;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TicketId;
import myidc.tenancy.TicketCommand.CloseTicket;
import myidc.tenancy.TicketCommand.OpenTicket;
import myidc.tenancy.TicketCommand.ReopenTicket;
import myidc.tenancy.TicketCommand.ReplyToTicket;
import myidc.tenancy.TicketCommand.TicketWish;
import myidc.tenancy.TicketCommand.Writer;
import myidc.tenancy.event.TicketEvent.TicketClosed;
import myidc.tenancy.event.TicketEvent.TicketOpened;
import myidc.tenancy.event.TicketEvent.TicketReopened;
import myidc.tenancy.event.TicketEvent.TicketReplied;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A question of a tenant's to the house, and what was written about it since. */
final class Ticket {
    static final int SUMMARY_MAX = 64;
    static final int DESCRIPTION_MAX = 64_000;
    static final int REPLY_MAX = 65_535;
    static final int REPLIES_MAX = 500;

    @AggregateIdentifier
    private @Nullable TicketId id;

    private @Nullable TenantId tenant;
    private @Nullable PersonId openedBy;
    private boolean closed;
    private int replies;

    Ticket() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenTicket command, PersonKeys keys) {
        TicketWish wish = command.wish();
        String summary = Check.text("summary", wish.summary(), SUMMARY_MAX);
        String description = Check.text("description", wish.description(), DESCRIPTION_MAX);
        if (wish.severity() != null) {
            Check.range("severity", wish.severity(), 1, 3);
        }
        String key = command.openedBy().text();
        apply(new TicketOpened(
                command.ticketId(),
                command.tenantId(),
                command.openedBy(),
                keys.seal(key, summary),
                keys.seal(key, description),
                wish.about(),
                wish.severity()));
    }

    @CommandHandler
    void decide(ReplyToTicket command, PersonKeys keys) {
        beOpen();
        String text = Check.text("description", command.text(), REPLY_MAX);
        if (replies >= REPLIES_MAX) {
            throw Refused.because(
                    TenancyRefusal.TICKET_REPLIES_EXHAUSTED, "A ticket may have at most " + REPLIES_MAX + " replies");
        }
        Writer writer = command.writer();
        apply(new TicketReplied(
                command.ticketId(),
                Objects.requireNonNull(tenant),
                command.ticketReplyId(),
                writer.person(),
                writer.staff(),
                writer.staff()
                        ? sealedForOpener(keys, text)
                        : keys.seal(known(writer.person()).text(), text)));
    }

    @CommandHandler
    void decide(CloseTicket command) {
        beOpen();
        Writer writer = command.writer();
        apply(new TicketClosed(command.ticketId(), Objects.requireNonNull(tenant), writer.person(), writer.staff()));
    }

    @CommandHandler
    void decide(ReopenTicket command) {
        if (!closed) {
            throw Refused.because(TenancyRefusal.TICKET_NOT_CLOSED, "The ticket is not closed");
        }
        apply(new TicketReopened(
                command.ticketId(),
                Objects.requireNonNull(tenant),
                command.writer().person()));
    }

    @EventSourcingHandler
    void evolve(TicketOpened fact) {
        id = fact.ticketId();
        tenant = fact.tenantId();
        openedBy = fact.openedBy();
    }

    @EventSourcingHandler
    void evolve(TicketReplied fact) {
        replies++;
    }

    @EventSourcingHandler
    void evolve(TicketClosed fact) {
        closed = true;
    }

    @EventSourcingHandler
    void evolve(TicketReopened fact) {
        closed = false;
    }

    /** What staff answer speaks of who asked, and goes with them; after that the ticket has a key of its own. */
    private Personal sealedForOpener(PersonKeys keys, String text) {
        return keys.sealIfKnown(known(openedBy).text(), text)
                .orElseGet(() -> keys.seal(Objects.requireNonNull(id).text(), text));
    }

    private void beOpen() {
        if (closed) {
            throw Refused.because(
                    TenancyRefusal.TICKET_CLOSED, "The ticket is closed; open another one to write about it again");
        }
    }

    private static PersonId known(@Nullable PersonId person) {
        return Objects.requireNonNull(person);
    }
}
