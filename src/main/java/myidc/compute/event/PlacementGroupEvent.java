package myidc.compute.event;

import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementGroupId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of a placement group: guests that should run on different hosts. */
public sealed interface PlacementGroupEvent {
    PlacementGroupId placementGroupId();

    /**
     * A group was made.
     *
     * @param strict true when a guest that cannot be kept apart is refused; false when it is let in all the same
     * @param region the site's identifier as the tenant named it
     */
    record PlacementGroupCreated(
            PlacementGroupId placementGroupId,
            TenantId tenantId,
            String label,
            SiteId siteId,
            String region,
            boolean strict)
            implements PlacementGroupEvent {}

    /** The group is called so from now on. */
    record PlacementGroupLabelled(PlacementGroupId placementGroupId, String label) implements PlacementGroupEvent {}

    /**
     * A guest joined the group.
     *
     * @param hostId where it runs; null for a guest that never came into being
     */
    record GroupMemberAdded(
            PlacementGroupId placementGroupId,
            InstanceId instanceId,
            @Nullable HostId hostId) implements PlacementGroupEvent {}

    /** A guest left the group, or is no more. */
    record GroupMemberRemoved(PlacementGroupId placementGroupId, InstanceId instanceId)
            implements PlacementGroupEvent {}

    /** The group is no more; it had no members. */
    record PlacementGroupRemoved(PlacementGroupId placementGroupId) implements PlacementGroupEvent {}
}
