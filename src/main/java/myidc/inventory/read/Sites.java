package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.shared.Page;
import myidc.shared.id.SiteId;

/** Reads sites. */
@Singleton
public final class Sites {
    public Optional<SiteView> find(SiteId id) {
        return SiteView.findByIdOptional(id.value());
    }

    public Page<SiteView> list(Page.Ask ask) {
        PanacheQuery<SiteView> query = SiteView.findAll(Sort.by("name"));
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }
}
