package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Names of tenants, by number. */
    public Map<Long, String> names(Collection<Long> tenants) {
        Map<Long, String> names = new HashMap<>();
        if (!tenants.isEmpty()) {
            TenantView.<TenantView>list("id in ?1", tenants).forEach(tenant -> names.put(tenant.id, tenant.name));
        }
        return names;
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

    /** Whether the tenant's account is closed. */
    public boolean closed(TenantId id) {
        return find(id).map(tenant -> tenant.closedAt != null).orElse(true);
    }

    /** Whether the tenant may read only. */
    public boolean suspended(TenantId id) {
        return find(id).map(tenant -> tenant.suspended).orElse(true);
    }
}
