package myidc.api.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import myidc.compute.read.Instances.Promised;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.DiskLayout;
import myidc.storage.read.PoolView;
import org.jspecify.annotations.Nullable;

/**
 * A pool.
 *
 * @param guests how many guests have their disk there
 * @param promisedBytes what those disks were promised together, whatever is written
 * @param latest null until its first report
 * @param alerts what is filling up: BYTES, INODES, METADATA, FORECAST
 * @param collection how its tools are run; null when nobody runs them
 * @param failure why the last try told nothing; null when it did
 * @param disks what it stands on; null when nobody said
 */
public record PoolJson(
        long id,
        long version,
        long siteId,
        String name,
        String kind,
        Instant registeredAt,
        boolean wholeSite,
        List<Long> hostIds,
        long guests,
        long promisedBytes,
        @Nullable PoolReportJson latest,
        List<String> alerts,
        @Nullable CollectionPlan collection,
        @Nullable FailureJson failure,
        @Nullable DiskLayout disks) {
    static PoolJson of(PoolView pool, Map<Long, Promised> promised) {
        Promised own = promised.getOrDefault(pool.id, Promised.NOTHING);
        return new PoolJson(
                pool.id,
                pool.version,
                pool.siteId,
                pool.name,
                pool.kind,
                pool.registeredAt,
                pool.wholeSite,
                LongStream.of(pool.hostIds).boxed().toList(),
                own.guests(),
                own.bytes(),
                PoolReportJson.of(pool),
                List.of(pool.alerts),
                pool.collectionPlan(),
                FailureJson.of(pool),
                pool.diskLayout());
    }

    /**
     * Why nothing was told.
     *
     * @param reason UNREACHABLE, TOOL_MISSING, TOOL_FAILED, TIMED_OUT, TOO_MUCH or UNREADABLE
     * @param detail the odd line, or what the system said
     */
    public record FailureJson(
            String reason, String detail, @Nullable Instant since) {
        static @Nullable FailureJson of(PoolView pool) {
            String reason = pool.failure;
            String detail = pool.failureDetail;
            return reason == null ? null : new FailureJson(reason, detail == null ? "" : detail, pool.failedAt);
        }
    }
}
