package myidc.api.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import myidc.storage.event.PoolFigures;
import myidc.storage.read.PoolReportView;
import myidc.storage.read.PoolView;
import org.jspecify.annotations.Nullable;

/**
 * A report.
 *
 * @param logicalBytes null where no tool says it
 * @param ratio logical to physical, of deduplication and compression together and overhead included; null while nothing is
 *     stored or logical is unknown
 * @param usedPercent physical of capacity
 * @param inodesUsedPercent null when inodes are not limited
 * @param via AGENT, LOCAL or SSH where tools told it; null where it was told by hand
 * @param figures all that the tools told; null where it was told by hand
 */
public record PoolReportJson(
        Instant at,
        @Nullable Long logicalBytes,
        long physicalBytes,
        long capacityBytes,
        long freeBytes,
        @Nullable Long inodesTotal,
        @Nullable Long inodesUsed,
        @Nullable BigDecimal ratio,
        BigDecimal usedPercent,
        @Nullable BigDecimal inodesUsedPercent,
        @Nullable String via,
        @Nullable PoolFigures figures) {

    static @Nullable PoolReportJson of(PoolView pool) {
        Instant at = pool.takenAt;
        Long physical = pool.physicalBytes;
        Long capacity = pool.capacityBytes;
        if (at == null || physical == null || capacity == null) {
            return null;
        }
        return of(
                new Sizes(at, pool.logicalBytes, physical, capacity),
                new Inodes(pool.inodesTotal, pool.inodesUsed),
                pool.via,
                pool.toolFigures());
    }

    static PoolReportJson of(PoolReportView report) {
        return of(
                new Sizes(report.takenAt, report.logicalBytes, report.physicalBytes, report.capacityBytes),
                new Inodes(report.inodesTotal, report.inodesUsed),
                report.via,
                report.toolFigures());
    }

    private static PoolReportJson of(Sizes sizes, Inodes inodes, @Nullable String via, @Nullable PoolFigures figures) {
        Long logical = sizes.logical();
        return new PoolReportJson(
                sizes.at(),
                logical,
                sizes.physical(),
                sizes.capacity(),
                sizes.capacity() - sizes.physical(),
                inodes.total(),
                inodes.used(),
                sizes.physical() == 0 || logical == null
                        ? null
                        : BigDecimal.valueOf(logical)
                                .divide(BigDecimal.valueOf(sizes.physical()), 4, RoundingMode.HALF_EVEN),
                percent(sizes.physical(), sizes.capacity()),
                inodes.percent(),
                via,
                figures);
    }

    private static BigDecimal percent(long part, long whole) {
        return BigDecimal.valueOf(part).movePointRight(2).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_EVEN);
    }

    private record Sizes(Instant at, @Nullable Long logical, long physical, long capacity) {}

    private record Inodes(@Nullable Long total, @Nullable Long used) {
        @Nullable
        BigDecimal percent() {
            return total == null || used == null ? null : PoolReportJson.percent(used, total);
        }
    }
}
