package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * FastCDC with normalized chunking of level 2: up to the average length a boundary is four times as rare, beyond it four
 * times as likely. Chunks have a quarter of the average at least and four times as much at most. The hash is judged by its
 * high bits, on which all of the last 64 bytes had an effect.
 */
final class FastCdc implements Chunker {
    private static final long[] GEAR = gear();
    private static final int LEVEL = 2;

    private final int least;
    private final int average;
    private final int most;
    /** A hash below it begins with as many zero bits as a boundary must. */
    private final long rare;

    private final long likely;

    FastCdc(int average) {
        this.average = average;
        least = average / 4;
        most = average * 4;
        int bits = Integer.numberOfTrailingZeros(average);
        rare = 1L << (Long.SIZE - bits - LEVEL);
        likely = 1L << (Long.SIZE - bits + LEVEL);
    }

    /** Unsigned comparisons are one instruction, which makes this as fast as the hash alone: a byte for each addition. */
    @Override
    public int cut(MemorySegment memory, long from, int available) {
        if (available <= least) {
            return available;
        }
        int end = Math.min(available, most);
        int middle = Math.min(average, end);
        int found = first(memory, from + least, middle - least, new Start(0, rare));
        if (found >= 0) {
            return least + found + 1;
        }
        if (middle == end) {
            return end;
        }
        // What came before the last 64 bytes has been shifted out of the hash.
        long hash = hash(memory, from + middle - Long.SIZE, Long.SIZE);
        found = first(memory, from + middle, end - middle, new Start(hash, likely));
        return found >= 0 ? middle + found + 1 : end;
    }

    /** The hash before the first byte, and what it must come below. */
    private record Start(long hash, long limit) {}

    /** The first place where the hash is below the limit, or -1. A loop of its own, as the compiler likes it: twice as fast. */
    private static int first(MemorySegment memory, long from, int length, Start start) {
        long hash = start.hash;
        long limit = start.limit;
        for (int at = 0; at < length; at++) {
            hash = (hash << 1) + GEAR[memory.get(ValueLayout.JAVA_BYTE, from + at) & 0xFF];
            if (Long.compareUnsigned(hash, limit) < 0) {
                return at;
            }
        }
        return -1;
    }

    /** The hash of some bytes and nothing else: the yardstick of {@link #cut}. */
    static long hash(MemorySegment memory, long from, int length) {
        long hash = 0;
        for (int at = 0; at < length; at++) {
            hash = (hash << 1) + GEAR[memory.get(ValueLayout.JAVA_BYTE, from + at) & 0xFF];
        }
        return hash;
    }

    /** 256 fixed random words (SplitMix64), the same for every pool, so that its cuts are those of every other. */
    private static long[] gear() {
        long[] gear = new long[256];
        long state = 0x6D79_6964_6367_6561L;
        for (int i = 0; i < gear.length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long word = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
            word = (word ^ word >>> 27) * 0x94D049BB133111EBL;
            gear[i] = word ^ word >>> 31;
        }
        return gear;
    }
}
