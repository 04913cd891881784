package myidc.storage.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a pool's own tools say of it at one instant. A component that is null is unknown or does not exist for the kind;
 * it is never guessed and never zero.
 *
 * @param inodes null where the file system does not limit them
 * @param metadata the room a thin pool keeps for its maps, in bytes; null where there is none of its own
 * @param health the tool's own word, such as {@code ONLINE}
 */
public record PoolFigures(
        Stored stored,
        Written written,
        @Nullable Fill inodes,
        @Nullable Fill metadata,
        @Nullable String health) {

    /**
     * What lies on the disks, in bytes.
     *
     * @param capacityBytes what the disks hold in all
     * @param stopBytes the use at which writes stop, at most the capacity
     * @param usedBytes what is taken, overhead included
     * @param overheadBytes the part of it that is nobody's data
     * @param uniqueBytes the part of it that is referenced once
     * @param sharedBytes the part of it that is referenced more than once
     * @param memoryBytes memory that deduplication needs
     */
    public record Stored(
            long capacityBytes,
            long stopBytes,
            long usedBytes,
            @Nullable Long overheadBytes,
            @Nullable Long uniqueBytes,
            @Nullable Long sharedBytes,
            @Nullable Long memoryBytes) {
        public static Stored plain(long capacityBytes, long stopBytes, long usedBytes) {
            return new Stored(capacityBytes, stopBytes, usedBytes, null, null, null, null);
        }

        public Stored withOverhead(@Nullable Long bytes) {
            return new Stored(capacityBytes, stopBytes, usedBytes, bytes, uniqueBytes, sharedBytes, memoryBytes);
        }

        public Stored withSharing(@Nullable Long unique, @Nullable Long shared) {
            return new Stored(capacityBytes, stopBytes, usedBytes, overheadBytes, unique, shared, memoryBytes);
        }

        public Stored withMemory(@Nullable Long bytes) {
            return new Stored(capacityBytes, stopBytes, usedBytes, overheadBytes, uniqueBytes, sharedBytes, bytes);
        }
    }

    /**
     * What stands against it, in bytes.
     *
     * @param provisionedBytes what was promised to guests
     * @param logicalBytes what guests wrote, before any reduction
     * @param dedupRatio logical to deduplicated
     * @param compressionRatio before to after compression
     */
    public record Written(
            @Nullable Long provisionedBytes,
            @Nullable Long logicalBytes,
            @Nullable BigDecimal dedupRatio,
            @Nullable BigDecimal compressionRatio) {
        public static final Written UNKNOWN = new Written(null, null, null, null);
    }

    /** A resource of its own that fills up. */
    public record Fill(long total, long used) {}
}
