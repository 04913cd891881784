package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Reads sites. */
@Singleton
public final class Sites {
    private static final int MOST = 10_000;

    private final Listing<SiteView> rows;

    Sites(Histories histories) {
        rows = new Listing<>(histories, SiteProjection.HISTORY, SiteView.class);
    }

    public Optional<SiteView> find(SiteId id, @Nullable Instant asOf) {
        return rows.find(id.value(), asOf);
    }

    /** By name now, by number as of an instant. */
    public Page<SiteView> list(@Nullable Instant asOf, Page.Ask ask) {
        return asOf == null ? list(ask) : rows.list(Map.of(), asOf, ask);
    }

    public Optional<SiteView> find(SiteId id) {
        return SiteView.findByIdOptional(id.value());
    }

    /** The site that has this region's identifier. */
    public Optional<SiteView> inRegion(String region) {
        return SiteView.find("region", region).firstResultOptional();
    }

    /** Every site, by name. */
    public List<SiteView> all() {
        return Page.all(this::list, MOST);
    }

    public Page<SiteView> list(Page.Ask ask) {
        PanacheQuery<SiteView> query = SiteView.findAll(Sort.by("name"));
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }
}
