package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The hash without the Vector API. */
final class PlainHash extends ChunkHash {
    static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0xFFFFFFFFL;

    PlainHash(PoolSecret secret) {
        super(secret);
    }

    @Override
    void sum(MemorySegment memory, long offset, int stripes) {
        Arrays.fill(sums, 0);
        for (int lane = 0; lane < LANES; lane++) {
            long first = 0;
            long second = 0;
            long at = offset + (long) lane * Long.BYTES;
            int key = 2 * lane;
            for (int stripe = 0; stripe < stripes; stripe++) {
                long value = memory.get(WORD, at);
                first += product(value, stripeKeys, key);
                key += 16;
                second += product(value, stripeKeys, key);
                at += STRIPE;
            }
            sums[lane] = first;
            sums[LANES + lane] = second;
        }
    }

    /** Both halves plus their keys, each modulo 2^32, multiplied. */
    static long product(long value, int[] keys, int key) {
        long low = (int) value + keys[key] & LOW;
        long high = (int) (value >>> 32) + keys[key + 1] & LOW;
        return low * high;
    }
}
