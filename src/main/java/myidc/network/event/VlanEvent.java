package myidc.network.event;

import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VlanGroupId;
import myidc.shared.id.VlanId;
import org.jspecify.annotations.Nullable;

/** The life of a VLAN. */
public sealed interface VlanEvent {
    VlanId vlanId();

    /**
     * A VLAN is used from now on.
     *
     * @param number its VLAN id, 1 to 4094
     * @param tenantId whose it is; null when it is the house's own
     */
    record VlanAdded(
            VlanId vlanId,
            VlanGroupId groupId,
            @Nullable SiteId siteId,
            int number,
            String name,
            @Nullable TenantId tenantId,
            @Nullable String description)
            implements VlanEvent {}

    record VlanDescribed(
            VlanId vlanId,
            String name,
            @Nullable TenantId tenantId,
            @Nullable String description) implements VlanEvent {}

    record VlanRetired(VlanId vlanId, VlanGroupId groupId, int number, String name) implements VlanEvent {}
}
