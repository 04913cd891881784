package myidc.storage.sketch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * A chunk's fingerprint: the high half of a 128-bit keyed hash. A chunk is read in stripes of 64 bytes; each block of up
 * to 64 stripes goes through NH with two Toeplitz iterations over eight lanes (Black, Halevi, Krawczyk, Krovetz, Rogaway:
 * "UMAC: Fast and Secure Message Authentication", 1999), which two different blocks survive with probability 2^-64
 * whatever they hold, since its keys are the pool's; the sixteen sums then through NH over 64-bit words. Good for counting
 * what is equal, not for deciding to share it.
 *
 * <p>Memory must be native. Not safe for use by several threads at once.
 */
public abstract sealed class ChunkHash permits PlainHash, VectorHash {
    static final int STRIPE = 64;
    static final int BLOCK_STRIPES = 64;
    static final int LANES = 8;

    private static final int BLOCK = STRIPE * BLOCK_STRIPES;
    private static final int FOLD_KEYS = 24;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    /** One stripe's keys more than stripes: the second Toeplitz iteration is shifted by one. */
    final int[] stripeKeys = new int[(BLOCK_STRIPES + 1) * STRIPE / Integer.BYTES];

    /** Sums of the first iteration, then of the second. */
    final long[] sums = new long[2 * LANES];

    private final long[] foldKeys = new long[FOLD_KEYS];
    private final MemorySegment tail = Arena.ofAuto().allocate(STRIPE, STRIPE);
    private long low;
    private long high;

    ChunkHash(PoolSecret secret) {
        ByteBuffer stripes = secret.keys("stripes", stripeKeys.length * Integer.BYTES);
        stripes.asIntBuffer().get(stripeKeys);
        ByteBuffer folds = secret.keys("folds", foldKeys.length * Long.BYTES);
        folds.asLongBuffer().get(foldKeys);
    }

    /** The fastest there is on this JVM; all give the same fingerprints. */
    public static ChunkHash of(PoolSecret secret) {
        return Vectors.areThere() ? new VectorHash(secret) : new PlainHash(secret);
    }

    public static ChunkHash plain(PoolSecret secret) {
        return new PlainHash(secret);
    }

    /** Sets the sums to those of up to 64 stripes from {@code offset}. */
    abstract void sum(MemorySegment memory, long offset, int stripes);

    /** Adds one stripe to the sums, under the keys of the stripe {@code key}. */
    private void sumOne(MemorySegment stripe, int key) {
        for (int lane = 0; lane < LANES; lane++) {
            long value = stripe.get(PlainHash.WORD, (long) lane * Long.BYTES);
            sums[lane] += PlainHash.product(value, stripeKeys, 16 * key + 2 * lane);
            sums[LANES + lane] += PlainHash.product(value, stripeKeys, 16 * (key + 1) + 2 * lane);
        }
    }

    /** The fingerprint of {@code length} bytes from {@code offset}. */
    public final long fingerprint(MemorySegment memory, long offset, int length) {
        low = length * ODD;
        high = ~(long) length;
        int done = 0;
        while (length - done >= BLOCK) {
            sum(memory, offset + done, BLOCK_STRIPES);
            fold();
            done += BLOCK;
        }
        int rest = length - done;
        if (rest > 0 || length == 0) {
            int whole = rest / STRIPE;
            sum(memory, offset + done, whole);
            int over = rest - whole * STRIPE;
            if (over > 0) {
                tail.fill((byte) 0);
                MemorySegment.copy(memory, offset + done + (long) whole * STRIPE, tail, 0, over);
                sumOne(tail, whole);
            }
            fold();
        }
        return finish(high, low);
    }

    /** The other half of the last chunk's hash. */
    public final long lowHalf() {
        return finish(low, high);
    }

    private void fold() {
        long lo = 0;
        long hi = 0;
        for (int lane = 0; lane < LANES; lane++) {
            long x = sums[lane] + foldKeys[2 * lane];
            long y = sums[LANES + lane] + foldKeys[2 * lane + 1];
            long product = x * y;
            lo += product;
            hi += Math.unsignedMultiplyHigh(x, y) + (Long.compareUnsigned(lo, product) < 0 ? 1 : 0);
        }
        long a = low ^ lo;
        long b = high ^ hi;
        low = foldedProduct(a + foldKeys[16], b ^ foldKeys[17]) ^ b;
        high = foldedProduct(b + foldKeys[18], a ^ foldKeys[19]) ^ a;
    }

    private long finish(long one, long other) {
        long mixed = one + foldedProduct(one ^ foldKeys[20], other ^ foldKeys[21]);
        mixed ^= mixed >>> 32;
        mixed *= ODD;
        return mixed ^ mixed >>> 29;
    }

    private static long foldedProduct(long x, long y) {
        return x * y ^ Math.unsignedMultiplyHigh(x, y);
    }
}
