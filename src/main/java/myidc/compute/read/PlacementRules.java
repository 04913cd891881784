package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import myidc.compute.event.Resources;
import myidc.compute.packing.RecentDemand;
import myidc.compute.packing.Weights;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.PlacementRuleId;
import myidc.shared.id.SiteId;

/** Reads by what hosts are chosen, and the demand that a choice is weighed by. */
@Singleton
public final class PlacementRules {
    private static final int IN_FORCE_MAX = 1_000;
    private static final Duration DEMAND_KEPT = Duration.ofMinutes(5);

    private final Sql sql;
    private final Clock clock;
    private final Map<Span, Known> demands = new ConcurrentHashMap<>();

    PlacementRules(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** All rules, the latest beginning first. */
    public Page<PlacementRuleView> list(Page.Ask ask) {
        PanacheQuery<PlacementRuleView> query =
                PlacementRuleView.findAll(Sort.descending("beginsAt").and("id", Sort.Direction.Descending));
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    public Optional<PlacementRuleView> find(PlacementRuleId id) {
        return PlacementRuleView.findByIdOptional(id.value());
    }

    /** The rule in force in a site now: its own latest that has begun, else the latest for all sites; empty when there is none. */
    public Optional<PlacementRuleView> inForce(SiteId site) {
        return PlacementRuleView.<PlacementRuleView>find(
                        "beginsAt <= ?1 and (siteId = ?2 or siteId is null) order by siteId nulls last, beginsAt desc, id desc",
                        clock.instant(),
                        site.value())
                .firstResultOptional();
    }

    /** The rules in force at an instant: the one for sites without a rule of their own first, then those of sites. */
    public List<PlacementRuleView> inForce(Instant at) {
        List<Long> ids = sql.rows(
                "select distinct on (site_id) id from placement_rule_view where begins_at <= ?::timestamptz"
                        + " order by site_id nulls first, begins_at desc, id desc limit ?",
                row -> row.getLong(1),
                at,
                IN_FORCE_MAX);
        return ids.stream()
                .map(id -> find(new PlacementRuleId(id)).orElseThrow())
                .toList();
    }

    /**
     * The sizes of guests asked for in a site in the last days, deleted ones included; up to five minutes old. Disk is left
     * out: it may lie in a pool.
     *
     * @param host a host of the usual size
     * @param weights over how many days, and what large guests count by
     */
    public RecentDemand demand(SiteId site, Resources host, Weights weights) {
        Instant now = clock.instant();
        Span span = new Span(site, weights.days());
        Known known = demands.get(span);
        if (known == null
                || known.read().plus(DEMAND_KEPT).isBefore(now)
                || known.read().isAfter(now)) {
            known = new Known(now, counts(site, now.minus(Duration.ofDays(weights.days()))));
            demands.put(span, known);
        }
        return RecentDemand.of(known.counts(), host, weights.large());
    }

    private Map<Resources, Long> counts(SiteId site, Instant since) {
        Map<Resources, Long> counts = new HashMap<>();
        sql.rows(
                "select (shown ->> 'vcpus')::int as vcpus, (shown ->> 'memoryMb')::bigint as memory_mb, count(distinct id)"
                        + " from view_history where kind = 'instance' and valid && tstzrange(?::timestamptz, null)"
                        + " and lower(valid) >= ?::timestamptz and shown ->> 'status' = 'PROVISIONING'"
                        + " and (shown ->> 'siteId')::bigint = ? group by 1, 2 order by 3 desc limit "
                        + RecentDemand.SIZES_MAX,
                row -> counts.merge(new Resources(row.getInt(1), row.getLong(2), 0), row.getLong(3), Long::sum),
                since,
                since,
                site.value());
        return counts;
    }

    private record Span(SiteId site, int days) {}

    private record Known(Instant read, Map<Resources, Long> counts) {}
}
