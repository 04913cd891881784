package myidc.network;

import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VlanGroupId;
import myidc.shared.id.VlanId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a VLAN. */
public sealed interface VlanCommand {
    /**
     * Takes a VLAN into use.
     *
     * @param number its VLAN id; null for the lowest free one of the group
     */
    record AddVlan(
            @TargetAggregateIdentifier VlanId vlanId,
            VlanGroupId groupId,
            @Nullable SiteId siteId,
            @Nullable Integer number,
            String name,
            @Nullable TenantId tenantId,
            @Nullable String description)
            implements VlanCommand {}

    record DescribeVlan(
            @TargetAggregateIdentifier VlanId vlanId,
            String name,
            @Nullable TenantId tenantId,
            @Nullable String description,
            @Nullable Long expectedVersion)
            implements VlanCommand {}

    record RetireVlan(@TargetAggregateIdentifier VlanId vlanId) implements VlanCommand {}
}
