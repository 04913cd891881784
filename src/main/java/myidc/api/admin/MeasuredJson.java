package myidc.api.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import myidc.storage.read.MeasuredTenants;
import myidc.storage.read.MeasuredVolumeView;
import myidc.storage.read.PoolView;
import myidc.storage.read.SketchContents;
import myidc.storage.sketch.Clones;
import myidc.storage.sketch.Estimate;
import myidc.storage.sketch.Figures;
import org.jspecify.annotations.Nullable;

/** Measured figures as JSON. */
final class MeasuredJson {
    private MeasuredJson() {}

    /**
     * An estimate in bytes.
     *
     * @param plusMinus half the width of its 95 % interval, zero where it is exact
     */
    public record EstimateJson(long bytes, long plusMinus) {
        static EstimateJson of(Estimate estimate) {
            return new EstimateJson(Math.round(estimate.value()), Math.round(estimate.plusMinus()));
        }

        static @Nullable EstimateJson ofNullable(@Nullable Estimate estimate) {
            return estimate == null ? null : of(estimate);
        }
    }

    /** A group's figures; compressed is null when compression was not measured. */
    public record FiguresJson(
            int volumes,
            long logicalBytes,
            long zeroBytes,
            long holeBytes,
            EstimateJson standalone,
            EstimateJson reclaimable,
            EstimateJson attributed,
            @Nullable EstimateJson compressed,
            BigDecimal ratio,
            BigDecimal ratioPlusMinus) {
        static FiguresJson of(int volumes, Figures figures) {
            return new FiguresJson(
                    volumes,
                    figures.bytes().logical(),
                    figures.bytes().zero(),
                    figures.bytes().holes(),
                    EstimateJson.of(figures.standalone()),
                    EstimateJson.of(figures.reclaimable()),
                    EstimateJson.of(figures.attributed()),
                    EstimateJson.ofNullable(figures.compressed()),
                    decimal(figures.ratio().value()),
                    decimal(figures.ratio().plusMinus()));
        }
    }

    /** A volume as it was last measured. */
    public record VolumeJson(
            String name,
            long sketchId,
            Instant measuredAt,
            @Nullable String host,
            @Nullable Long tenantId,
            List<String> tags,
            long logicalBytes,
            EstimateJson standalone,
            EstimateJson reclaimable,
            EstimateJson attributed) {
        static VolumeJson of(MeasuredVolumeView volume) {
            return new VolumeJson(
                    volume.name,
                    volume.sketchId,
                    volume.measuredAt,
                    volume.host,
                    volume.tenantId,
                    volume.tagList(),
                    volume.logicalBytes,
                    new EstimateJson(volume.standaloneBytes, volume.standalonePlusMinus),
                    new EstimateJson(volume.reclaimableBytes, volume.reclaimablePlusMinus),
                    new EstimateJson(volume.attributedBytes, volume.attributedPlusMinus));
        }
    }

    /**
     * A pool of which volumes were measured.
     *
     * @param attributedBytes what all its measured volumes take together
     */
    public record MeasuredPoolJson(
            long poolId,
            String name,
            String kind,
            long siteId,
            long volumes,
            Instant measuredAt,
            long logicalBytes,
            long attributedBytes) {
        static MeasuredPoolJson of(
                PoolView pool, SketchContents.MeasuredPool measured, List<MeasuredTenants.Measured> tenants) {
            return new MeasuredPoolJson(
                    pool.id,
                    pool.name,
                    pool.kind,
                    pool.siteId,
                    measured.volumes(),
                    measured.at(),
                    tenants.stream()
                            .mapToLong(MeasuredTenants.Measured::logicalBytes)
                            .sum(),
                    tenants.stream()
                            .mapToLong(tenant -> tenant.attributed().bytes())
                            .sum());
        }
    }

    /**
     * A volume that is mostly in another.
     *
     * @param containedPercent of its own chunks' bytes
     */
    public record CloneJson(String volume, String base, BigDecimal containedPercent, EstimateJson shared) {
        static CloneJson of(Clones.Clone clone) {
            BigDecimal percent =
                    BigDecimal.valueOf(clone.contained()).movePointRight(2).setScale(2, RoundingMode.HALF_EVEN);
            return new CloneJson(clone.volume(), clone.base(), percent, EstimateJson.of(clone.shared()));
        }
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
    }
}
