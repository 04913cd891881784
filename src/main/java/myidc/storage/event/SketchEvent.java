package myidc.storage.event;

import java.time.Instant;
import java.util.List;
import myidc.shared.id.PoolId;
import myidc.shared.id.SketchId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** What was measured of a pool's volumes. */
public sealed interface SketchEvent {
    SketchId sketchId();

    /** A sketch was taken in; of volumes that an earlier one measured too it is the one that counts from then on. */
    record SketchTaken(SketchId sketchId, PoolId poolId, Origin origin, Cut cut, List<Measured> volumes)
            implements SketchEvent {}

    /**
     * What each volume of the pool then was: what it would take alone, free when deleted, and its share of what is stored.
     * All volumes are named, since a new one changes the shares of those it shares with.
     */
    record VolumesAttributed(SketchId sketchId, PoolId poolId, Instant at, List<Share> shares) implements SketchEvent {}

    /**
     * What each tenant's volumes of the pool then were together: the meter of stored bytes. Chunks that several volumes of
     * a tenant share count once in what they take and free, so no sum of the volumes' own figures says it.
     *
     * @param tenants volumes of nobody are one entry without a tenant
     */
    record TenantsMeasured(SketchId sketchId, PoolId poolId, Instant at, List<TenantShare> tenants)
            implements SketchEvent {}

    /**
     * Where a sketch comes from, and what its volumes belong to.
     *
     * @param secretId of the pool's secret, 16 hexadecimal digits
     * @param checksum SHA-256 of the file, hexadecimal
     */
    record Origin(
            String secretId,
            String checksum,
            long contentBytes,
            @Nullable String host,
            @Nullable TenantId tenantId,
            List<String> tags) {}

    /**
     * How chunks were made and kept.
     *
     * @param zeroBits a fingerprint is kept when it begins with so many zero bits
     */
    record Cut(String method, int chunkBytes, int zeroBits, String compression) {}

    record Measured(String name, long logicalBytes, long zeroBytes, long holeBytes, long chunks) {}

    /** Bytes of a volume; each plus-minus is half the width of a 95 % interval, zero where all chunks were kept. */
    record Share(
            String volume,
            @Nullable TenantId tenantId,
            long logicalBytes,
            long standaloneBytes,
            long standalonePlusMinus,
            long reclaimableBytes,
            long reclaimablePlusMinus,
            long attributedBytes,
            long attributedPlusMinus) {}

    /**
     * Bytes of all volumes of a tenant in a pool; each plus-minus is half the width of a 95 % interval.
     *
     * @param tenantId null for volumes of nobody
     * @param logicalBytes written and not zero
     * @param physicalBytes what they take alone, deduplicated among themselves
     * @param reclaimableBytes what deleting all of them would free
     * @param attributedBytes their share of what is stored
     */
    record TenantShare(
            @Nullable TenantId tenantId,
            int volumes,
            long logicalBytes,
            long physicalBytes,
            long physicalPlusMinus,
            long reclaimableBytes,
            long reclaimablePlusMinus,
            long attributedBytes,
            long attributedPlusMinus) {}
}
