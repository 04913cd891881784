package myidc.storage.event;

import java.math.BigDecimal;
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

    /**
     * A pool's own tools told of it.
     *
     * @param at when they were run
     * @param via who ran them
     * @param tools what was run
     * @param volumes what is known of each volume, at most 5,000
     */
    record PoolMeasured(
            PoolId poolId,
            Instant at,
            CollectedVia via,
            List<Tool> tools,
            PoolFigures figures,
            List<VolumeFigures> volumes)
            implements PoolEvent {}

    /** How the pool's tools are run from now on. */
    record CollectionPlanned(PoolId poolId, CollectionPlan plan) implements PoolEvent {}

    /** Nobody runs the pool's tools any more. */
    record CollectionEnded(PoolId poolId) implements PoolEvent {}

    /**
     * The tools could not be run or what they printed was not believed; told again only when the reason is another.
     *
     * @param detail the odd line, or what the system said
     */
    record CollectionFailed(PoolId poolId, Instant at, CollectionFailure reason, String detail) implements PoolEvent {}

    /**
     * A program may post what this pool's tools print, and nothing else.
     *
     * @param tokenHash SHA-256 of its token, 64 hex digits
     * @param expiry null for never
     */
    record AgentAllowed(
            PoolId poolId,
            long agent,
            String label,
            String tokenHash,
            @Nullable Instant expiry) implements PoolEvent {}

    record AgentRevoked(PoolId poolId, long agent) implements PoolEvent {}

    /** From an instant on, other thresholds hold. */
    record ThresholdsSet(PoolId poolId, Instant effectiveFrom, Thresholds thresholds) implements PoolEvent {}

    /**
     * Something fills up.
     *
     * @param at when the figures were taken that crossed the threshold
     * @param value percent of where it stops; for the forecast days that are left
     */
    record AlertRaised(PoolId poolId, Instant at, AlertOn on, BigDecimal value, BigDecimal threshold)
            implements PoolEvent {}

    /** It fills up no longer; value is null where there is no end in sight. */
    record AlertCleared(
            PoolId poolId, Instant at, AlertOn on, @Nullable BigDecimal value, BigDecimal threshold)
            implements PoolEvent {}

    /**
     * One scan of some data that lies in the pool, or may, told what each way of cutting makes of it.
     *
     * @param at when the scan's figures were sent
     * @param label what was scanned, in its sender's words
     * @param readBytes how much was read
     */
    record ChunkingsCompared(PoolId poolId, Instant at, String label, long readBytes, List<ComparedCut> cuts)
            implements PoolEvent {}

    /**
     * A host told how much its guests read and wrote on their disks in the pool.
     *
     * @param at when it was counted
     * @param host in its sender's words
     * @param disks those of guests that run, at most 5,000
     */
    record OperationsCounted(PoolId poolId, Instant at, String host, List<DiskOperations> disks) implements PoolEvent {}

    /** What disks the pool stands on. */
    record DisksDescribed(PoolId poolId, DiskLayout layout) implements PoolEvent {}
}
