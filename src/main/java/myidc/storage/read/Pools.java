package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads storage pools, now or as of an instant, and their reports. */
@Singleton
public final class Pools {
    private final Histories histories;

    Pools(Histories histories) {
        this.histories = histories;
    }

    public Optional<PoolView> find(PoolId id) {
        return PoolView.findByIdOptional(id.value());
    }

    public Optional<PoolView> find(PoolId id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : histories.asOf(PoolProjection.HISTORY, id.value(), asOf, PoolView.class);
    }

    /** Pools of a site, or of all sites when {@code siteId} is null. */
    public Page<PoolView> list(@Nullable Long siteId, @Nullable Instant asOf, Page.Ask ask) {
        if (asOf != null) {
            Map<String, Long> where = siteId == null ? Map.of() : Map.of("siteId", siteId);
            return histories.asOf(new Histories.Listing(PoolProjection.HISTORY, asOf, where, ask), PoolView.class);
        }
        PanacheQuery<PoolView> query = siteId == null
                ? PoolView.findAll(Sort.by("siteId", "name"))
                : PoolView.find("siteId", Sort.by("name"), siteId);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** Pools that a site's new guests may keep their disks in, by their numbers. */
    public List<PoolOffer> offers(SiteId site) {
        return PoolView.<PoolView>find("siteId", Sort.by("id"), site.value()).page(0, Page.SIZE_MAX).list().stream()
                .filter(pool -> pool.wholeSite || pool.hostIds.length > 0)
                .map(PoolOffer::of)
                .toList();
    }

    /** A pool's reports, the latest first; as of an instant those taken by then. */
    public Page<PoolReportView> reports(PoolId pool, @Nullable Instant asOf, Page.Ask ask) {
        PanacheQuery<PoolReportView> query = asOf == null
                ? PoolReportView.find("poolId = ?1 order by takenAt desc", pool.value())
                : PoolReportView.find("poolId = ?1 and takenAt <= ?2 order by takenAt desc", pool.value(), asOf);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }
}
