package myidc.storage;

import java.time.Instant;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.storage.event.PoolKind;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a storage pool. */
public sealed interface PoolCommand {
    record RegisterPool(@TargetAggregateIdentifier PoolId poolId, SiteId siteId, String name, PoolKind kind)
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
