package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.platform.ops.LiveAudience;
import myidc.shared.Page;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;

/** Reads scripts that run at a guest's first start. */
@Singleton
public final class StackScripts implements LiveAudience {
    /** A tenant has so many at most. */
    public static final int MOST = 200;

    /** A tenant's scripts, by number. */
    public List<StackScriptView> of(TenantId tenant) {
        return StackScriptView.<StackScriptView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, MOST)
                .list();
    }

    /** A tenant's own script; another tenant's is as if it were not. */
    public Optional<StackScriptView> find(TenantId tenant, StackScriptId id) {
        return StackScriptView.<StackScriptView>findByIdOptional(id.value())
                .filter(row -> row.tenantId == tenant.value());
    }

    /** A script that the tenant may run: one of its own, or a public one. */
    public Optional<StackScriptView> findSeen(TenantId tenant, StackScriptId id) {
        return StackScriptView.<StackScriptView>findByIdOptional(id.value())
                .filter(row -> row.tenantId == tenant.value() || row.isPublic);
    }

    public Optional<StackScriptView> find(StackScriptId id) {
        return StackScriptView.findByIdOptional(id.value());
    }

    /** A page of what meets a condition, whose text holds parameters and no values. */
    public Page<StackScriptView> page(String where, String orderBy, Page.Ask ask, Object... values) {
        PanacheQuery<StackScriptView> query =
                StackScriptView.find("from StackScriptView where " + where + " order by " + orderBy, values);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    @Override
    public boolean owns(TenantId tenant, String thing) {
        return thing.matches("stackscript-[0-9]{1,18}")
                && find(tenant, new StackScriptId(Long.parseLong(thing.substring(12))))
                        .isPresent();
    }
}
