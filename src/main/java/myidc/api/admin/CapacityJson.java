package myidc.api.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import myidc.compute.read.Instances.Promised;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolFigures.Written;
import myidc.storage.event.Thresholds;
import myidc.storage.forecast.BackTest;
import myidc.storage.forecast.Forecast;
import myidc.storage.read.Capacities.Filling;
import myidc.storage.read.PoolReportView;
import myidc.storage.read.PoolView;
import org.jspecify.annotations.Nullable;

/**
 * A pool's capacity; what is null is unknown.
 *
 * @param dataBytes what is used without overhead; all that is used where overhead is unknown
 * @param freeBytes to where writes stop
 * @param reservedBytes between where writes stop and what the disks hold
 * @param reduction logical to data
 * @param overcommit what volumes may grow to, to where writes stop
 * @param worstCase what it would take were nothing shared or compressed
 */
public record CapacityJson(
        long poolId,
        String name,
        String kind,
        long siteId,
        List<String> alerts,
        PoolJson.@Nullable FailureJson failure,
        Instant at,
        @Nullable String health,
        Stored stored,
        long dataBytes,
        long freeBytes,
        long reservedBytes,
        Written written,
        long guests,
        long promisedBytes,
        @Nullable BigDecimal reduction,
        @Nullable BigDecimal overcommit,
        PoolFigures.@Nullable Fill inodes,
        PoolFigures.@Nullable Fill metadata,
        List<FillingJson> fillings,
        @Nullable WorstCaseJson worstCase,
        Thresholds thresholds) {

    /** What a pool and its latest report say together. */
    record Parts(
            PoolView pool, PoolReportView report, List<Filling> fillings, Thresholds thresholds, Promised promised) {}

    static CapacityJson of(Parts parts) {
        PoolReportView report = parts.report();
        PoolFigures told = report.toolFigures();
        PoolFigures figures = told == null ? byHand(report) : told;
        Stored stored = figures.stored();
        Written written = figures.written();
        Long overhead = stored.overheadBytes();
        long data = overhead == null ? stored.usedBytes() : stored.usedBytes() - overhead;
        Long logical = written.logicalBytes();
        Long provisioned = written.provisionedBytes();
        return new CapacityJson(
                parts.pool().id,
                parts.pool().name,
                parts.pool().kind,
                parts.pool().siteId,
                List.of(parts.pool().alerts),
                PoolJson.FailureJson.of(parts.pool()),
                report.takenAt,
                figures.health(),
                stored,
                data,
                Math.max(0, stored.stopBytes() - stored.usedBytes()),
                stored.capacityBytes() - Math.max(stored.stopBytes(), stored.usedBytes()),
                written,
                parts.promised().guests(),
                parts.promised().bytes(),
                ratio(logical, data),
                ratio(
                        provisioned == null && parts.promised().bytes() > 0
                                ? Long.valueOf(parts.promised().bytes())
                                : provisioned,
                        stored.stopBytes()),
                figures.inodes(),
                figures.metadata(),
                parts.fillings().stream().map(FillingJson::of).toList(),
                logical == null ? null : WorstCaseJson.of(logical, overhead == null ? 0 : overhead, stored.stopBytes()),
                parts.thresholds());
    }

    private static PoolFigures byHand(PoolReportView report) {
        Long total = report.inodesTotal;
        Long used = report.inodesUsed;
        return new PoolFigures(
                Stored.plain(report.capacityBytes, report.capacityBytes, report.physicalBytes),
                new Written(null, report.logicalBytes, null, null),
                total == null || used == null ? null : new PoolFigures.Fill(total, used),
                null,
                null);
    }

    private static @Nullable BigDecimal ratio(@Nullable Long before, long after) {
        return before == null || after == 0
                ? null
                : BigDecimal.valueOf(before).divide(BigDecimal.valueOf(after), 4, RoundingMode.HALF_EVEN);
    }

    /**
     * When something is full.
     *
     * @param on BYTES, INODES or METADATA
     * @param stop where it is full
     * @param historyDays how long its history is; there is no forecast from less than 15 days
     * @param filling false when it does not grow
     * @param slopePerDay growth a day
     * @param days until it is full; null when no end is in sight
     * @param secondOpinionPerDay the growth by another way of computing it
     * @param agreed whether both are of about the same size
     * @param backTestError how far off two weeks ahead would have been in the past, as a fraction; the median
     * @param straightLineError the same of a straight line
     */
    public record FillingJson(
            String on,
            long stop,
            int historyDays,
            @Nullable Boolean filling,
            @Nullable BigDecimal slopePerDay,
            @Nullable BigDecimal days,
            @Nullable BigDecimal daysEarliest,
            @Nullable BigDecimal daysLatest,
            @Nullable BigDecimal secondOpinionPerDay,
            @Nullable Boolean agreed,
            @Nullable BigDecimal backTestError,
            @Nullable BigDecimal straightLineError) {
        static FillingJson of(Filling filling) {
            Forecast forecast = filling.forecast();
            BackTest test = filling.backTest();
            return new FillingJson(
                    filling.on().name(),
                    filling.stop(),
                    filling.historyDays(),
                    forecast == null ? null : forecast.filling(),
                    forecast == null ? null : rounded(forecast.slopePerDay(), 1),
                    forecast == null ? null : rounded(forecast.days(), 1),
                    forecast == null ? null : rounded(forecast.daysEarliest(), 1),
                    forecast == null ? null : rounded(forecast.daysLatest(), 1),
                    forecast == null ? null : rounded(forecast.theilSenPerDay(), 1),
                    forecast == null ? null : forecast.agreed(),
                    test == null ? null : rounded(test.medianError(), 4),
                    test == null ? null : rounded(test.straightLineError(), 4));
        }

        private static @Nullable BigDecimal rounded(@Nullable Double value, int scale) {
            return value == null ? null : BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_EVEN);
        }
    }

    /**
     * Everything unique: as after moving it elsewhere, or rewriting it.
     *
     * @param neededBytes all that was written, with the overhead there is
     * @param shortBytes what would be missing; 0 when it fits
     */
    public record WorstCaseJson(long neededBytes, long shortBytes) {
        static WorstCaseJson of(long logical, long overhead, long stop) {
            long needed = logical > Long.MAX_VALUE - overhead ? Long.MAX_VALUE : logical + overhead;
            return new WorstCaseJson(needed, Math.max(0, needed - stop));
        }
    }
}
