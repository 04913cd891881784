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
    private final int rareShift;
    private final int likelyShift;

    FastCdc(int average) {
        this.average = average;
        least = average / 4;
        most = average * 4;
        int bits = Integer.numberOfTrailingZeros(average);
        rareShift = Long.SIZE - bits - LEVEL;
        likelyShift = Long.SIZE - bits + LEVEL;
    }

    @Override
    public int cut(MemorySegment memory, long from, int available) {
        if (available <= least) {
            return available;
        }
        int end = Math.min(available, most);
        int middle = Math.min(average, end);
        long hash = 0;
        int at = least;
        for (; at < middle; at++) {
            hash = (hash << 1) + GEAR[memory.get(ValueLayout.JAVA_BYTE, from + at) & 0xFF];
            if (hash >>> rareShift == 0) {
                return at + 1;
            }
        }
        for (; at < end; at++) {
            hash = (hash << 1) + GEAR[memory.get(ValueLayout.JAVA_BYTE, from + at) & 0xFF];
            if (hash >>> likelyShift == 0) {
                return at + 1;
            }
        }
        return end;
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
