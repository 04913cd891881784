package myidc.network.read;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads prefixes, now or as of an instant. */
@Singleton
public final class Prefixes {
    private static final int AT_A_SITE_MAX = 100;

    private final Histories histories;
    private final Sql sql;
    private final Clock clock;

    Prefixes(Histories histories, Sql sql, Clock clock) {
        this.histories = histories;
        this.clock = clock;
        this.sql = sql;
    }

    public Optional<PrefixView> find(PrefixId id) {
        return PrefixView.findByIdOptional(id.value());
    }

    public Optional<PrefixView> find(PrefixId id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : histories.asOf(PrefixProjection.HISTORY, id.value(), asOf, PrefixView.class);
    }

    /** The network of the global table, or of a VRF without duplicates, that an address is in. */
    public Optional<PrefixView> around(String address) {
        return sql.row(
                        "select prefix_id from prefix_room where cidr >>= ?::inet and not container"
                                + " order by space, prefix_id limit 1",
                        row -> new PrefixId(row.getLong(1)),
                        address)
                .flatMap(this::find);
    }

    /** Prefixes of a family (4 or 6) at a site with at least one free address, the oldest first. */
    public List<PrefixId> withFree(SiteId site, int family) {
        return sql.rows(
                "select prefix_id from prefix_room p where site_id = ? and family(cidr) = ?"
                        + " and guests and vrf_id is null and not container"
                        + " and (next_address is not null"
                        + " or exists (select from address_free f where f.prefix_id = p.prefix_id))"
                        + " order by prefix_id limit ?",
                row -> new PrefixId(row.getLong(1)),
                site.value(),
                family,
                AT_A_SITE_MAX);
    }

    /** The prefix of a site that private addresses of guests come from: the oldest with a free one. */
    public Optional<PrefixId> privateAt(SiteId site) {
        return sql.row(
                "select p.prefix_id from prefix_room p join prefix_view v on v.id = p.prefix_id"
                        + " where p.site_id = ? and v.role = 'PRIVATE' and family(p.cidr) = 4 and p.vrf_id is null"
                        + " and not p.container and (p.next_address is not null"
                        + " or exists (select from address_free f where f.prefix_id = p.prefix_id))"
                        + " order by p.prefix_id limit 1",
                row -> new PrefixId(row.getLong(1)),
                site.value());
    }

    /** The blocks routed to a guest, such as {@code instance-42}, in order. */
    public List<PrefixId> routedTo(String holder) {
        return sql.rows(
                "select id from prefix_view where role = 'ROUTED' and not container and description = ?"
                        + " order by block limit ?",
                row -> new PrefixId(row.getLong(1)),
                holder,
                AT_A_SITE_MAX);
    }

    /** How many addresses of each of these prefixes have a holder, and how many rest. */
    public Map<Long, Fill> fills(Collection<Long> prefixes, @Nullable Instant asOf) {
        if (prefixes.isEmpty()) {
            return Map.of();
        }
        String ids = prefixes.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        Instant at = asOf == null ? clock.instant() : asOf;
        String held = asOf == null
                ? "select prefix_id, held, 0 as rests from prefix_fill where prefix_id = any (?::bigint[])"
                        + " and ?::timestamptz is not null"
                : "select prefix_id, 1 as held, 0 as rests from address_view where prefix_id = any (?::bigint[])"
                        + " and assigned_at <= ? and (released_at is null or released_at > ?)";
        List<Object> values = new ArrayList<>(List.of(ids, at));
        if (asOf != null) {
            values.add(at);
        }
        values.addAll(List.of(ids, at, at, at));
        Map<Long, Fill> fills = new HashMap<>();
        sql.rows(
                "select prefix_id, sum(held), sum(rests) from (" + held + " union all select prefix_id, 0, 1 from"
                        + " address_view where prefix_id = any (?::bigint[]) and quarantined_until > ? and released_at <= ?"
                        + " and (quarantine_lifted_at is null or quarantine_lifted_at > ?)) as each group by prefix_id",
                row -> fills.put(row.getLong(1), new Fill(row.getLong(2), row.getLong(3))),
                values.toArray());
        return fills;
    }

    /**
     * How full a network is.
     *
     * @param held addresses that have a holder
     * @param resting addresses in quarantine
     */
    public record Fill(long held, long resting) {
        public static final Fill EMPTY = new Fill(0, 0);
    }
}
