package myidc.compute.event;

import java.util.List;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** How a guest goes to another host. Part of the life told by {@link InstanceEvent}. */
public sealed interface MigrationEvent {
    InstanceId instanceId();

    /**
     * The guest is to go to another host, where its part is reserved; it is switched off for that and on again if it ran.
     *
     * @param candidates hosts that were weighed, as in {@link InstanceEvent.InstancePlaced}
     * @param weighed how many hosts were looked at
     */
    record InstanceMigrationRequested(
            InstanceId instanceId, Place from, Place to, List<Candidate> candidates, int weighed)
            implements MigrationEvent {}

    /** The guest is where it was to go; in another region it is charged for as there. */
    record InstanceMigrated(
            InstanceId instanceId, TenantId tenantId, String label, String plan, long diskMb, Place from, Place to)
            implements MigrationEvent {}

    /** The guest stays where it was. */
    record InstanceMigrationFailed(InstanceId instanceId, Place to, String cause) implements MigrationEvent {}

    /**
     * Where a guest is.
     *
     * @param region the site's identifier
     * @param poolId where its disks lie; null for the host itself
     */
    record Place(
            HostId hostId,
            SiteId siteId,
            String region,
            @Nullable PoolId poolId) {}
}
