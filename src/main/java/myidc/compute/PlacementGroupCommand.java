package myidc.compute;

import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementGroupId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a placement group. */
public sealed interface PlacementGroupCommand {
    /**
     * Makes a group.
     *
     * @param strict whether a guest that cannot be kept apart is refused
     */
    record CreatePlacementGroup(
            @TargetAggregateIdentifier PlacementGroupId placementGroupId,
            TenantId tenantId,
            String label,
            SiteId siteId,
            String region,
            boolean strict)
            implements PlacementGroupCommand {}

    record LabelPlacementGroup(@TargetAggregateIdentifier PlacementGroupId placementGroupId, String label)
            implements PlacementGroupCommand {}

    /**
     * Lets a guest in.
     *
     * @param hostId where the guest runs; null when nowhere
     */
    record AddGroupMember(
            @TargetAggregateIdentifier PlacementGroupId placementGroupId,
            InstanceId instanceId,
            @Nullable HostId hostId)
            implements PlacementGroupCommand {}

    /** Nothing when the guest is no member. */
    record RemoveGroupMember(@TargetAggregateIdentifier PlacementGroupId placementGroupId, InstanceId instanceId)
            implements PlacementGroupCommand {}

    record RemovePlacementGroup(@TargetAggregateIdentifier PlacementGroupId placementGroupId)
            implements PlacementGroupCommand {}
}
