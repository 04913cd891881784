package myidc.storage;

import java.time.Instant;
import java.util.List;
import myidc.shared.id.HostId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.storage.event.PoolKind;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a storage pool. */
public sealed interface PoolCommand {
    record RegisterPool(@TargetAggregateIdentifier PoolId poolId, SiteId siteId, String name, PoolKind kind)
            implements PoolCommand {}

    /** Says which hosts' new guests keep their disks there; see {@link myidc.storage.event.PoolEvent.PoolOffered}. */
    record OfferPool(
            @TargetAggregateIdentifier PoolId poolId,
            boolean wholeSite,
            List<HostId> hostIds,
            @Nullable Long expectedVersion)
            implements PoolCommand {}

    /** Reports a pool's figures; see {@link myidc.storage.event.PoolEvent.PoolReported} for what they mean. */
    record ReportPool(
            @TargetAggregateIdentifier PoolId poolId,
            Instant at,
            long logicalBytes,
            long physicalBytes,
            long capacityBytes,
            @Nullable Long inodesTotal,
            @Nullable Long inodesUsed)
            implements PoolCommand {}
}
