package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.shared.Page;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads tenants. */
@Singleton
public final class Tenants {
    public Optional<TenantView> find(TenantId id) {
        return TenantView.findByIdOptional(id.value());
    }

    /** Tenants whose name contains {@code text}, or all when it is null; by name. */
    public Page<TenantView> list(@Nullable String text, Page.Ask ask) {
        PanacheQuery<TenantView> query = text == null
                ? TenantView.findAll(Sort.by("name", "id"))
                : TenantView.find(
                        "position(?1 in lower(name)) > 0",
                        Sort.by("name", "id"),
                        text.toLowerCase(java.util.Locale.ROOT));
        List<TenantView> rows = query.page(ask.page() - 1, ask.size()).list();
        return Page.of(rows, ask, query.count());
    }

    /** Whether the tenant may read only. */
    public boolean suspended(TenantId id) {
        return find(id).map(tenant -> tenant.suspended).orElse(true);
    }
}
