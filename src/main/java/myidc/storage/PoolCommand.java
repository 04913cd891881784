package myidc.storage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import myidc.shared.id.HostId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.storage.event.CollectedVia;
import myidc.storage.event.CollectionFailure;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.ComparedCut;
import myidc.storage.event.DiskLayout;
import myidc.storage.event.DiskOperations;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Thresholds;
import myidc.storage.event.Tool;
import myidc.storage.report.PoolOutputs.Reading;
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

    /** Tells what a host counted; see {@link myidc.storage.event.PoolEvent.OperationsCounted}. */
    record CountOperations(
            @TargetAggregateIdentifier PoolId poolId, Instant at, String host, List<DiskOperations> disks)
            implements PoolCommand {}

    /** Tells what a pool's tools printed, read already. */
    record MeasurePool(
            @TargetAggregateIdentifier PoolId poolId, Instant at, CollectedVia via, List<Tool> tools, Reading reading)
            implements PoolCommand {}

    record PlanCollection(
            @TargetAggregateIdentifier PoolId poolId,
            CollectionPlan plan,
            @Nullable Long expectedVersion) implements PoolCommand {}

    record EndCollection(@TargetAggregateIdentifier PoolId poolId) implements PoolCommand {}

    record NoteCollectionFailure(
            @TargetAggregateIdentifier PoolId poolId, Instant at, CollectionFailure reason, String detail)
            implements PoolCommand {}

    record AllowAgent(
            @TargetAggregateIdentifier PoolId poolId,
            long agent,
            String label,
            String tokenHash,
            @Nullable Instant expiry)
            implements PoolCommand {}

    record RevokeAgent(@TargetAggregateIdentifier PoolId poolId, long agent) implements PoolCommand {}

    /** Sets thresholds; from now on when {@code effectiveFrom} is null. */
    record SetThresholds(
            @TargetAggregateIdentifier PoolId poolId,
            @Nullable Instant effectiveFrom,
            Thresholds thresholds) implements PoolCommand {}

    record DescribeDisks(
            @TargetAggregateIdentifier PoolId poolId,
            DiskLayout layout,
            @Nullable Long expectedVersion) implements PoolCommand {}

    /** Keeps what a scan made of ways of cutting. */
    record CompareChunkings(
            @TargetAggregateIdentifier PoolId poolId, String label, long readBytes, List<ComparedCut> cuts)
            implements PoolCommand {}

    /**
     * Tells when the pool will be full.
     *
     * @param days that are left of what is full first; null where no end is in sight
     */
    record JudgeForecast(
            @TargetAggregateIdentifier PoolId poolId,
            Instant at,
            @Nullable BigDecimal days) implements PoolCommand {}
}
