package myidc.storage.event;

import java.time.Instant;
import java.util.List;
import myidc.shared.id.HostId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** The life of a storage pool. */
public sealed interface PoolEvent {
    PoolId poolId();

    record PoolRegistered(PoolId poolId, SiteId siteId, String name, PoolKind kind) implements PoolEvent {}

    /**
     * From now on the pool takes the disks of new guests on these hosts; it offered itself to others before.
     *
     * @param wholeSite whether it takes those of every host of its site that no pool names
     * @param hostIds the hosts it is named for, in order
     */
    record PoolOffered(PoolId poolId, boolean wholeSite, List<HostId> hostIds) implements PoolEvent {}

    /**
     * A pool said how full it is.
     *
     * @param at when the figures were taken, which may be before they were recorded
     * @param logicalBytes what guests wrote, before deduplication and compression
     * @param physicalBytes what is stored, overhead included
     * @param capacityBytes what can be stored
     * @param inodesTotal null when inodes are not limited
     * @param inodesUsed null when inodes are not limited
     */
    record PoolReported(
            PoolId poolId,
            Instant at,
            long logicalBytes,
            long physicalBytes,
            long capacityBytes,
            @Nullable Long inodesTotal,
            @Nullable Long inodesUsed)
            implements PoolEvent {}
}
