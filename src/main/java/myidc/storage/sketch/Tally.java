package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Counts the chunks of data and keeps the fingerprints of all or of a sample of them. Chunks of zeros are neither logical
 * nor stored. Not safe for use by several threads at once: each has its own, and they add up.
 */
public final class Tally {
    /** One chunk of 64 has its compressed length measured, or each that a sample of fewer keeps. */
    static final int MEASURED_ZERO_BITS = 6;

    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[Chunking.LONGEST]);

    private final Settings settings;
    private final ChunkHash hash;
    private final Chunker chunker;
    private final long keptMask;
    private final long measuredMask;
    private final Runs runs;
    private long logicalBytes;
    private long zeroBytes;
    private long chunks;

    public Tally(Settings settings, PoolSecret secret) {
        this.settings = settings;
        hash = ChunkHash.of(secret);
        chunker = settings.chunking().chunker();
        keptMask = Sampling.mask(settings.zeroBits());
        measuredMask = Sampling.mask(Math.max(settings.zeroBits(), MEASURED_ZERO_BITS));
        runs = new Runs(settings.zeroBits());
    }

    /**
     * How chunks are made and kept.
     *
     * @param zeroBits k: a fingerprint is kept when it begins with so many zero bits; 0 keeps all
     */
    public record Settings(Chunking chunking, int zeroBits, Compression compression) {
        public Settings {
            Sampling.checked(zeroBits);
        }
    }

    /**
     * Counts the chunks from {@code from} to {@code end}. Unless the data end there, stops where the next chunk might be
     * longer than what is left.
     *
     * @return where it stopped
     */
    public long take(MemorySegment memory, long from, long end, boolean last) {
        int longest = settings.chunking().longest();
        long at = from;
        while (last ? at < end : end - at >= longest) {
            int length = chunker.cut(memory, at, (int) Math.min(end - at, longest));
            chunk(memory, at, length);
            at += length;
        }
        return at;
    }

    private void chunk(MemorySegment memory, long at, int length) {
        if (isZero(memory, at, length)) {
            zeroBytes += length;
            return;
        }
        logicalBytes += length;
        chunks++;
        long fingerprint = hash.fingerprint(memory, at, length);
        if ((fingerprint & keptMask) == 0) {
            boolean measured = (fingerprint & measuredMask) == 0;
            int compressed = measured ? settings.compression().compressedLength(memory, at, length) : -1;
            runs.add(fingerprint, References.packed(length, Math.min(compressed, length)));
        }
    }

    /** Nearly every chunk that isn't zero shows it in its first or last bytes. */
    private static boolean isZero(MemorySegment memory, long at, int length) {
        if (length >= Long.BYTES
                && (memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at) != 0
                        || memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at + length - Long.BYTES) != 0)) {
            return false;
        }
        return MemorySegment.mismatch(memory, at, at + length, ZEROS, 0, length) < 0;
    }

    /** Bytes met so far, zeros included. */
    public long bytes() {
        return logicalBytes + zeroBytes;
    }

    /** Adds what another counted, which starts anew. */
    public void takeFrom(Tally other) {
        logicalBytes += other.logicalBytes;
        zeroBytes += other.zeroBytes;
        chunks += other.chunks;
        runs.takeFrom(other.runs);
        other.clear();
    }

    /** Forgets what was counted. */
    public void clear() {
        logicalBytes = 0;
        zeroBytes = 0;
        chunks = 0;
        runs.clear();
    }

    /** All that was counted; starts anew. */
    public Counted done() {
        Counted counted = new Counted(new Counted.Bytes(logicalBytes, zeroBytes, 0), chunks, runs.take());
        clear();
        return counted;
    }
}
