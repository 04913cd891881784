package myidc.storage.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a way of cutting makes of some data. Bytes; each plus-minus is half the width of a 95 % interval.
 *
 * @param method fixed, fastcdc or ram
 * @param chunkBytes the length of a chunk, or its average
 * @param zeroBits fingerprints were kept when they begin with so many zero bits
 * @param chunks that are not zero, each as often as it is there
 * @param uniqueChunks how many of them differ: what an index would hold
 * @param standaloneBytes what the data would take
 * @param ratio logical to standalone
 * @param compressedBytes of standalone; null where compression was not measured
 */
public record ComparedCut(
        String method,
        int chunkBytes,
        int zeroBits,
        long logicalBytes,
        long chunks,
        long uniqueChunks,
        long standaloneBytes,
        long standalonePlusMinus,
        BigDecimal ratio,
        BigDecimal ratioPlusMinus,
        @Nullable Long compressedBytes,
        @Nullable Long compressedPlusMinus) {}
