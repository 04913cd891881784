package myidc.network.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads prefixes, now or as of an instant. */
@Singleton
public final class Prefixes {
    private static final int AT_A_SITE_MAX = 100;

    private final Histories histories;
    private final Sql sql;

    Prefixes(Histories histories, Sql sql) {
        this.histories = histories;
        this.sql = sql;
    }

    public Optional<PrefixView> find(PrefixId id) {
        return PrefixView.findByIdOptional(id.value());
    }

    public Optional<PrefixView> find(PrefixId id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : histories.asOf(PrefixProjection.HISTORY, id.value(), asOf, PrefixView.class);
    }

    /** The prefix in use that an address is in. */
    public Optional<PrefixView> around(String address) {
        return sql.row(
                        "select prefix_id from prefix_room where cidr >>= ?::inet",
                        row -> new PrefixId(row.getLong(1)),
                        address)
                .flatMap(this::find);
    }

    /** Prefixes of a site, or of all sites when {@code siteId} is null. */
    public Page<PrefixView> list(@Nullable Long siteId, @Nullable Instant asOf, Page.Ask ask) {
        if (asOf != null) {
            Map<String, Long> where = siteId == null ? Map.of() : Map.of("siteId", siteId);
            return histories.asOf(new Histories.Listing(PrefixProjection.HISTORY, asOf, where, ask), PrefixView.class);
        }
        PanacheQuery<PrefixView> query = siteId == null
                ? PrefixView.findAll(Sort.by("siteId", "id"))
                : PrefixView.find("siteId", Sort.by("id"), siteId);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** Prefixes of a family (4 or 6) at a site with at least one free address, the oldest first. */
    public List<PrefixId> withFree(SiteId site, int family) {
        return sql.rows(
                "select prefix_id from prefix_room p where site_id = ? and family(cidr) = ?"
                        + " and (next_address is not null"
                        + " or exists (select from address_free f where f.prefix_id = p.prefix_id))"
                        + " order by prefix_id limit ?",
                row -> new PrefixId(row.getLong(1)),
                site.value(),
                family,
                AT_A_SITE_MAX);
    }

    /** How many addresses of each of these prefixes have a holder. */
    public Map<Long, Long> held(Collection<PrefixView> prefixes, @Nullable Instant asOf) {
        String ids = prefixes.stream().map(prefix -> "" + prefix.id).collect(Collectors.joining(",", "{", "}"));
        String when = asOf == null
                ? "released_at is null"
                : "assigned_at <= ?::timestamptz and (released_at is null or released_at > ?::timestamptz)";
        Object[] values = asOf == null ? new Object[] {ids} : new Object[] {ids, asOf, asOf};
        Map<Long, Long> held = new HashMap<>();
        sql.rows(
                "select prefix_id, count(*) from address_view where prefix_id = any (?::bigint[]) and " + when
                        + " group by prefix_id",
                row -> held.put(row.getLong(1), row.getLong(2)),
                values);
        return held;
    }
}
