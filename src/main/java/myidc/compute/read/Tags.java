package myidc.compute.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.id.TagId;
import myidc.shared.id.TenantId;

/** Reads tags: those that tenants made by themselves, and those that only their guests bear. */
@Singleton
public final class Tags {
    /** A tenant has so many tags at most that nothing bears. */
    public static final int TAGS_MAX = 1_000;

    private static final int GUESTS_MAX = 10_000;

    private final Sql sql;

    Tags(Sql sql) {
        this.sql = sql;
    }

    /** Tags that a tenant made by themselves. */
    public List<String> of(TenantId tenant) {
        return sql.rows("select label from tag_view where tenant_id = ?", row -> row.getString(1), tenant.value());
    }

    /** Tags that a tenant's guests bear. */
    public List<String> borne(TenantId tenant) {
        return sql.rows(
                "select distinct unnest(tags) from instance_view where tenant_id = ?",
                row -> row.getString(1),
                tenant.value());
    }

    /** How many a tenant made by itself. */
    public long made(TenantId tenant) {
        return TagView.count("tenantId", tenant.value());
    }

    /** The tag, when the tenant made it by itself. */
    public Optional<TagId> made(TenantId tenant, String label) {
        return TagView.<TagView>find("tenantId = ?1 and label = ?2", tenant.value(), label)
                .firstResultOptional()
                .map(tag -> new TagId(tag.id));
    }

    /** A tenant's guests that bear the tag, by number; at most 10,000. */
    public List<InstanceView> bearers(TenantId tenant, String label) {
        return InstanceView.<InstanceView>find(
                        "tenantId = ?1 and array_contains(tags, ?2)", Sort.by("id"), tenant.value(), label)
                .page(0, GUESTS_MAX)
                .list();
    }
}
