package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import myidc.billing.BillingRefusal;
import myidc.billing.rating.Sku;
import myidc.billing.rating.Span;
import myidc.platform.db.ReadAhead;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/** Reads who had what, from when until when. */
@Singleton
public final class Presences {
    /** When the fact behind a presence was recorded; a machine's disk comes and goes by the machine's facts. */
    private static final String RECORDED = "(select e.recorded_at from domain_event e where e.aggregate_id ="
            + " regexp_replace(split_part(%1$s, '#', 1), '^disk-', 'instance-')"
            + " and e.sequence_number = split_part(%1$s, '#', 2)::bigint)";

    /** Presences of one tenant that one month may hold. */
    static final int PRESENCES_MAX = 100_000;

    /** More than these of several tenants are not read ahead. */
    private static final int AHEAD_MAX = 20_000;

    private final Sql sql;
    private final ReadAhead ahead;

    Presences(Sql sql, ReadAhead ahead) {
        this.sql = sql;
        this.ahead = ahead;
    }

    /** Reads what {@link #within} and {@link #lateBefore} will be asked for, of all these tenants at once. */
    void readAhead(List<TenantId> tenants, Period period) {
        Long[] ids = tenants.stream().map(TenantId::value).toArray(Long[]::new);
        Map<Long, List<Presence>> found = new HashMap<>();
        List<Long> rows = sql.rows(
                "select * from charging_span where tenant_id = any (?) and started_at < ?"
                        + " and (ended_at is null or ended_at > ?) order by tenant_id, resource, started_at limit ?",
                row -> {
                    found.computeIfAbsent(row.getLong("tenant_id"), any -> new ArrayList<>())
                            .add(presence(row));
                    return row.getLong("tenant_id");
                },
                ids,
                period.until(),
                period.from(),
                AHEAD_MAX + 1);
        if (rows.size() <= AHEAD_MAX) {
            tenants.forEach(
                    tenant -> ahead.keep(new Had(tenant, period), found.getOrDefault(tenant.value(), List.of())));
        }
        Set<Long> late = new HashSet<>(sql.rows(
                "select distinct tenant_id from late_fact where tenant_id = any (?)", row -> row.getLong(1), (Object)
                        ids));
        tenants.stream()
                .filter(tenant -> !late.contains(tenant.value()))
                .forEach(tenant -> ahead.keep(new NeverLate(tenant), List.of()));
    }

    /** What the tenant had at any time of the period. */
    List<Presence> within(TenantId tenant, Period period) {
        return ahead.findOr(new Had(tenant, period), () -> readWithin(tenant, period));
    }

    private List<Presence> readWithin(TenantId tenant, Period period) {
        List<Presence> found = sql.rows(
                "select * from charging_span where tenant_id = ? and started_at < ?"
                        + " and (ended_at is null or ended_at > ?) order by resource, started_at limit ?",
                Presences::presence,
                tenant.value(),
                period.until(),
                period.from(),
                PRESENCES_MAX + 1);
        return bounded(found);
    }

    private static List<Presence> bounded(List<Presence> found) {
        if (found.size() > PRESENCES_MAX) {
            throw Refused.because(
                    BillingRefusal.TOO_MANY_LINES, "More than " + PRESENCES_MAX + " presences in one month");
        }
        return found;
    }

    /**
     * The same by the facts recorded before an instant: a presence that a later fact opened is not there, and one that a
     * later fact ended goes on.
     */
    List<Presence> within(TenantId tenant, Period period, Instant known) {
        List<Presence> found = sql.rows(
                "select opened_event, resource, resource_name, charge, region, contract, quantity, started_at,"
                        + " case when ends.known then ended_at end as ended_at,"
                        + " case when ends.known then closed_event end as closed_event from charging_span,"
                        + " lateral (select " + RECORDED.formatted("closed_event") + " < ?::timestamptz as known) ends"
                        + " where tenant_id = ? and started_at < ? and "
                        + RECORDED.formatted("opened_event") + " < ?::timestamptz"
                        + " and (ended_at is null or ended_at > ? or ends.known is not true)"
                        + " order by resource, started_at limit ?",
                Presences::presence,
                known,
                tenant.value(),
                period.until(),
                known,
                period.from(),
                PRESENCES_MAX + 1);
        return bounded(found);
    }

    /** All that is known of one resource while a tenant had it. */
    List<Presence> ofResource(TenantId tenant, String resource) {
        return sql.rows(
                "select * from charging_span where resource = ? and tenant_id = ? order by started_at limit ?",
                Presences::presence,
                resource,
                tenant.value(),
                PRESENCES_MAX);
    }

    /** Facts of the tenant that were learnt after they happened, before the given instant. */
    List<LateFact> lateBefore(TenantId tenant, Instant before) {
        return ahead.findOr(new NeverLate(tenant), () -> readLate(tenant, before));
    }

    private List<LateFact> readLate(TenantId tenant, Instant before) {
        return sql.rows(
                "select * from late_fact where tenant_id = ? and effective_at < ? order by effective_at, event limit ?",
                row -> new LateFact(
                        row.getString("event"),
                        row.getString("resource"),
                        Sql.instant(row, "effective_at"),
                        Sql.instant(row, "recorded_at")),
                tenant.value(),
                before,
                PRESENCES_MAX);
    }

    private static Presence presence(ResultSet row) throws SQLException {
        return new Presence(
                row.getString("resource"),
                row.getString("resource_name"),
                new Sku(row.getString("charge"), row.getString("region"), row.getString("contract")),
                PriceBooks.decimal(row, "quantity"),
                Sql.instant(row, "started_at"),
                Sql.instantOrNull(row, "ended_at"),
                row.getString("opened_event"),
                row.getString("closed_event"));
    }

    private record Had(TenantId tenant, Period period) implements ReadAhead.Key<List<Presence>> {}

    private record NeverLate(TenantId tenant) implements ReadAhead.Key<List<LateFact>> {}

    /** A fact learnt late. */
    record LateFact(String event, String resource, Instant effectiveAt, Instant recordedAt) {}

    /** One unbroken presence; open while it has no end. */
    record Presence(
            String resource,
            String resourceName,
            Sku sku,
            BigDecimal quantity,
            Instant startedAt,
            @Nullable Instant endedAt,
            String openedEvent,
            @Nullable String closedEvent) {

        /** The presence as it looked from the end of the period: an end after it is not known yet. */
        Optional<Span> seenWithin(Period period) {
            Instant end = endedAt;
            boolean ended = end != null && !end.isAfter(period.until());
            Instant until = ended && end != null ? end : period.until();
            if (!startedAt.isBefore(until) || !until.isAfter(period.from())) {
                return Optional.empty();
            }
            List<String> events = new ArrayList<>();
            events.add(openedEvent);
            if (ended && closedEvent != null) {
                events.add(closedEvent);
            }
            return Optional.of(new Span(resource, sku, new Period(startedAt, until), events, quantity));
        }

        /** The presence by these facts alone; one that none of them opened is not there. */
        Optional<Presence> knownBy(List<String> events) {
            if (!events.contains(openedEvent)) {
                return Optional.empty();
            }
            boolean closed = closedEvent != null && events.contains(closedEvent);
            return Optional.of(
                    closed
                            ? this
                            : new Presence(resource, resourceName, sku, quantity, startedAt, null, openedEvent, null));
        }
    }
}
