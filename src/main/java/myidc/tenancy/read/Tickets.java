package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import myidc.platform.asof.Histories;
import myidc.platform.ops.LiveAudience;
import myidc.shared.Page;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TicketId;
import myidc.shared.id.TicketReplyId;
import org.jspecify.annotations.Nullable;

/** Reads support tickets and what was written in them, now or as of an instant. */
@Singleton
public final class Tickets implements LiveAudience {
    /** A tenant has so many open at most. */
    public static final int OPEN_MOST = 100;

    /** The most rows of the past that one answer looks through. */
    private static final int PAST_MOST = 10_000;

    private final Histories histories;

    Tickets(Histories histories) {
        this.histories = histories;
    }

    public Optional<TicketView> find(TicketId id, @Nullable Instant asOf) {
        Optional<TicketView> now = TicketView.findByIdOptional(id.value());
        return asOf == null
                ? now
                : histories
                        .asOf(TicketProjection.HISTORY, id.value(), asOf, TicketView.class)
                        .map(past -> speaking(past, now.orElse(null)));
    }

    /** A page of what meets a condition, whose text holds parameters and no values. */
    public Page<TicketView> page(String where, String orderBy, Page.Ask ask, Object... values) {
        PanacheQuery<TicketView> query =
                TicketView.find("from TicketView where " + where + " order by " + orderBy, values);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** Those of a tenant, or of all, as of an instant; the newest first. */
    public List<TicketView> asOf(@Nullable TenantId tenant, Instant at) {
        Map<String, Long> where = tenant == null ? Map.of() : Map.of("tenantId", tenant.value());
        List<TicketView> past = new ArrayList<>(Page.all(
                ask -> histories.asOf(
                        new Histories.Listing(TicketProjection.HISTORY, at, where, ask), TicketView.class),
                PAST_MOST));
        Map<Long, TicketView> now = new HashMap<>();
        List<Long> ids = past.stream().map(row -> row.id).toList();
        if (!ids.isEmpty()) {
            TicketView.<TicketView>list("id in ?1", ids).forEach(row -> now.put(row.id, row));
        }
        past.sort(Comparator.comparingLong((TicketView row) -> row.id).reversed());
        return past.stream().map(row -> speaking(row, now.get(row.id))).toList();
    }

    /** What was written in a ticket, the first first; at most 500. */
    public List<TicketReplyView> replies(TicketId ticket, @Nullable Instant asOf) {
        return TicketReplyView.<TicketReplyView>find(
                        "ticketId = ?1 and at <= ?2",
                        Sort.by("id"),
                        ticket.value(),
                        asOf == null ? Instant.parse("9999-12-31T00:00:00Z") : asOf)
                .page(0, Page.SIZE_MAX)
                .list();
    }

    public Optional<TicketReplyView> reply(TicketReplyId id) {
        return TicketReplyView.findByIdOptional(id.value());
    }

    /** How many of a tenant's are not closed. */
    public long open(TenantId tenant) {
        return TicketView.count("tenantId = ?1 and state <> ?2", tenant.value(), TicketProjection.CLOSED);
    }

    /** A tenant's that are not closed and in which staff had the last word, by number. */
    public List<TicketView> answered(TenantId tenant) {
        return TicketView.list(
                "tenantId = ?1 and state = ?2 and waiting = false and updatedByStaff = true",
                Sort.by("id"),
                tenant.value(),
                TicketProjection.OPEN);
    }

    /** How many of all tenants wait for an answer of staff's. */
    public long waiting() {
        return TicketView.count("waiting = true");
    }

    /** Everything that goes with a person's key. */
    public List<String> textsOf(PersonId person) {
        return Stream.concat(
                        TicketView.<TicketView>list("openedBy", person.value()).stream()
                                .flatMap(row -> Stream.of(row.summary, row.description)),
                        TicketReplyView.<TicketReplyView>list("sealedBy", person.text()).stream()
                                .map(reply -> reply.text))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public boolean owns(TenantId tenant, String thing) {
        return thing.matches("ticket-[0-9]{1,18}")
                && find(new TicketId(Long.parseLong(thing.substring(7))), null)
                        .filter(row -> row.tenantId == tenant.value())
                        .isPresent();
    }

    /** Texts never change, and go for all times at once. */
    private static TicketView speaking(TicketView past, @Nullable TicketView now) {
        past.summary = now == null ? "" : now.summary;
        past.description = now == null ? "" : now.description;
        return past;
    }
}
