package myidc.network.read;

import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.network.Cidr;
import myidc.network.Ip;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;

/** How prefixes filled, day by day of UTC, out of who had which address and which blocks were there. */
@Singleton
public final class PrefixCourses {
    /** Days that are looked at, the latest ones. */
    public static final int DAYS_MAX = 180;

    /** More addresses of a network than this are not listed one by one. */
    public static final int ADDRESSES_MAX = 65_536;

    private static final int BLOCKS_MAX = 20_000;

    /** Until when an address was nobody else's: the end of its rest, or of its holding where it did not rest. */
    private static final String GONE = "least(coalesce(quarantine_lifted_at, 'infinity'),"
            + " greatest(released_at, coalesce(quarantined_until, released_at)))";

    private final Sql sql;

    PrefixCourses(Sql sql) {
        this.sql = sql;
    }

    /** What was taken at the end of each day up to an instant, the last day as of that instant. */
    public List<Day> of(PrefixView prefix, Instant until) {
        LocalDate last = day(until);
        LocalDate since = day(prefix.allocatedAt);
        LocalDate first = since.isBefore(last.minusDays(DAYS_MAX - 1L)) ? last.minusDays(DAYS_MAX - 1L) : since;
        if (first.isAfter(last)) {
            return List.of();
        }
        return prefix.container ? blocks(prefix, first, until) : addresses(prefix, first, until);
    }

    private List<Day> addresses(PrefixView prefix, LocalDate first, Instant until) {
        Map<LocalDate, Long> changes = new HashMap<>();
        sql.rows(
                "select greatest(day, ?::date) as day, sum(change) from (select (assigned_at at time zone 'UTC')::date"
                        + " as day, 1 as change from address_view where prefix_id = ? and assigned_at <= ?"
                        + " union all select (" + GONE + " at time zone 'UTC')::date, -1 from address_view"
                        + " where prefix_id = ? and released_at is not null and " + GONE + " <= ?) as each group by 1",
                row -> changes.put(row.getObject(1, LocalDate.class), row.getLong(2)),
                first,
                prefix.id,
                until,
                prefix.id,
                until);
        List<Day> days = new ArrayList<>();
        long taken = 0;
        for (LocalDate day = first; !day.isAfter(day(until)); day = day.plusDays(1)) {
            taken += changes.getOrDefault(day, 0L);
            days.add(new Day(day, BigInteger.valueOf(taken)));
        }
        return days;
    }

    private List<Day> blocks(PrefixView prefix, LocalDate first, Instant until) {
        List<Span> spans = spans(prefix, first.atStartOfDay(ZoneOffset.UTC).toInstant(), until);
        List<Day> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(day(until)); day = day.plusDays(1)) {
            Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            days.add(new Day(day, sum(outermost(spans, end.isAfter(until) ? until : end))));
        }
        return days;
    }

    /** Blocks directly in a container at an instant. */
    public List<Cidr> inside(PrefixView container, Instant at) {
        return outermost(spans(container, at, at), at);
    }

    private List<Span> spans(PrefixView container, Instant from, Instant until) {
        return sql.rows(
                "select shown ->> 'cidr' as cidr, lower(valid) as since, upper(valid) as until from view_history"
                        + " where kind = 'prefix' and (shown ->> 'cidr')::cidr << ?::cidr"
                        + " and (shown ->> 'space')::bigint = ? and valid && tstzrange(?, ?, '[]')"
                        + " order by (shown ->> 'cidr')::cidr limit ?",
                row -> new Span(
                        Cidr.of("cidr", row.getString("cidr")),
                        Sql.instant(row, "since"),
                        Sql.instantOrNull(row, "until")),
                container.cidr,
                container.space,
                from,
                until,
                BLOCKS_MAX);
    }

    /** Those at an instant that lie in no other; spans are in the order of their blocks, wider ones first. */
    private static List<Cidr> outermost(List<Span> spans, Instant at) {
        List<Cidr> outer = new ArrayList<>();
        for (Span span : spans) {
            boolean there = !span.since().isAfter(at)
                    && (span.until() == null || span.until().isAfter(at));
            if (there && (outer.isEmpty() || !outer.getLast().covers(span.block()))) {
                outer.add(span.block());
            }
        }
        return outer;
    }

    private static BigInteger sum(List<Cidr> blocks) {
        return blocks.stream().map(block -> block.usable(true)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Addresses of a network that somebody has or that rest, in order; at most 65,536. */
    public List<Ip> taken(PrefixView network, Instant at) {
        return sql.rows(
                "select distinct address_order from address_view where prefix_id = ? and assigned_at <= ?"
                        + " and (released_at is null or " + GONE + " > ?) order by address_order limit ?",
                row -> new Ip(network.family, new BigInteger(row.getString(1), 16)),
                network.id,
                at,
                at,
                ADDRESSES_MAX);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** What was taken at the end of a day: addresses of a network, of a container those that lie in prefixes. */
    public record Day(LocalDate day, BigInteger taken) {}

    private record Span(Cidr block, Instant since, @Nullable Instant until) {}
}
