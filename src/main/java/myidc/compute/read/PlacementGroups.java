package myidc.compute.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.platform.ops.LiveAudience;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementGroupId;
import myidc.shared.id.TenantId;

/** Reads placement groups. */
@Singleton
public final class PlacementGroups implements LiveAudience {
    /** A tenant has so many groups at most. */
    public static final int GROUPS_MAX = 100;

    /** A group has so many members at most. */
    public static final int MEMBERS_MAX = 10;

    private final Sql sql;

    PlacementGroups(Sql sql) {
        this.sql = sql;
    }

    /** A tenant's groups, by number. */
    public List<PlacementGroupView> of(TenantId tenant) {
        return PlacementGroupView.<PlacementGroupView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, GROUPS_MAX)
                .list();
    }

    /** A tenant's own group; another tenant's is as if it were not. */
    public Optional<PlacementGroupView> find(TenantId tenant, PlacementGroupId id) {
        return PlacementGroupView.<PlacementGroupView>findByIdOptional(id.value())
                .filter(group -> group.tenantId == tenant.value());
    }

    /** A tenant's groups by the numbers of their guests. */
    public Map<Long, PlacementGroupView> byGuest(TenantId tenant) {
        Map<Long, PlacementGroupView> groups = new HashMap<>();
        for (PlacementGroupView group : of(tenant)) {
            for (Long guest : group.members) {
                groups.put(guest, group);
            }
        }
        return groups;
    }

    /** The group that the guest is in. */
    public Optional<PlacementGroupId> around(InstanceId guest) {
        return sql.row(
                "select id from placement_group_view where members @> array[?::bigint]",
                row -> new PlacementGroupId(row.getLong(1)),
                guest.value());
    }

    @Override
    public boolean owns(TenantId tenant, String thing) {
        return thing.matches("placementgroup-[0-9]{1,18}")
                && find(tenant, new PlacementGroupId(Long.parseLong(thing.substring(15))))
                        .isPresent();
    }
}
