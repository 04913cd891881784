package myidc.tenancy.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.platform.privacy.Sealing;
import myidc.shared.id.PersonId;
import myidc.shared.id.TicketId;
import myidc.tenancy.event.PersonEvent.PersonErased;
import myidc.tenancy.event.TicketEvent.TicketClosed;
import myidc.tenancy.event.TicketEvent.TicketOpened;
import myidc.tenancy.event.TicketEvent.TicketReopened;
import myidc.tenancy.event.TicketEvent.TicketReplied;
import myidc.tenancy.event.TicketEvent.TicketSubject;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link TicketView}, {@link TicketReplyView} and, without the texts, what a ticket showed before. */
@Singleton
@ProcessingGroup("tenancy.read")
public final class TicketProjection implements Projection {
    static final String HISTORY = "ticket";
    static final String NEW = "new";
    static final String OPEN = "open";
    static final String CLOSED = "closed";

    private final Sealing sealing;
    private final Histories histories;

    TicketProjection(Sealing sealing, Histories histories) {
        this.sealing = sealing;
        this.histories = histories;
    }

    @Override
    public String name() {
        return "tenancy.tickets";
    }

    @Override
    public List<String> tables() {
        return List.of("ticket_view", "ticket_reply_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(TicketOpened fact, @Timestamp Instant at, @SequenceNumber Long version) {
        TicketView row = new TicketView();
        row.id = fact.ticketId().value();
        row.tenantId = fact.tenantId().value();
        row.openedBy = fact.openedBy().value();
        row.summary = sealing.text(fact.summary());
        row.description = sealing.text(fact.description());
        TicketSubject about = fact.about();
        if (about != null) {
            row.aboutKind = about.kind();
            row.aboutId = about.id();
            row.aboutLabel = about.label();
        }
        row.severity = fact.severity();
        row.state = NEW;
        row.waiting = true;
        row.openedAt = at;
        changed(row, new Change(fact.openedBy(), false, at, version));
        row.persist();
    }

    @EventHandler
    void on(TicketReplied fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PersonId author = fact.repliedBy();
        TicketReplyView reply = new TicketReplyView();
        reply.id = fact.ticketReplyId().value();
        reply.ticketId = fact.ticketId().value();
        reply.author = author == null ? null : author.value();
        reply.fromStaff = fact.fromStaff();
        reply.text = sealing.text(fact.text());
        reply.sealedBy = fact.text().person();
        reply.at = at;
        reply.persist();
        TicketView row = row(fact.ticketId());
        row.replies++;
        row.waiting = !fact.fromStaff();
        if (fact.fromStaff()) {
            row.state = OPEN;
        }
        changed(row, new Change(author, fact.fromStaff(), at, version));
    }

    @EventHandler
    void on(TicketClosed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        TicketView row = row(fact.ticketId());
        row.state = CLOSED;
        row.waiting = false;
        row.closedAt = at;
        changed(row, new Change(fact.closedBy(), fact.byStaff(), at, version));
    }

    @EventHandler
    void on(TicketReopened fact, @Timestamp Instant at, @SequenceNumber Long version) {
        TicketView row = row(fact.ticketId());
        row.state = OPEN;
        row.closedAt = null;
        changed(row, new Change(fact.reopenedBy(), true, at, version));
    }

    @EventHandler
    void on(PersonErased fact) {
        TicketView.update(
                "summary = '', description = '' where openedBy = ?1",
                fact.personId().value());
        TicketReplyView.update("text = '' where sealedBy = ?1", fact.personId().text());
    }

    private void changed(TicketView row, Change change) {
        PersonId who = change.who();
        row.version = change.version();
        row.updatedAt = change.at();
        row.updatedBy = who == null ? null : who.value();
        row.updatedByStaff = change.staff();
        histories.show(HISTORY, row.id, change.at(), row.withoutTexts());
    }

    private static TicketView row(TicketId id) {
        return TicketView.<TicketView>findByIdOptional(id.value()).orElseThrow();
    }

    private record Change(@Nullable PersonId who, boolean staff, Instant at, long version) {}
}
