package myidc.storage.sketch;

/** Which fingerprints are kept: those that begin with so many zero bits, whatever volume they are in. */
public final class Sampling {
    /** At 128K chunks one kept of 4 GiB; beyond it a sketch says nothing about a volume. */
    public static final int ZERO_BITS_MOST = 20;

    private Sampling() {}

    /** The bits that must be zero. */
    static long mask(int zeroBits) {
        return zeroBits == 0 ? 0 : -1L << (Long.SIZE - zeroBits);
    }

    static boolean keeps(long fingerprint, int zeroBits) {
        return (fingerprint & mask(zeroBits)) == 0;
    }

    static int checked(int zeroBits) {
        if (zeroBits < 0 || zeroBits > ZERO_BITS_MOST) {
            throw new IllegalArgumentException("k is 0 to " + ZERO_BITS_MOST + ", not " + zeroBits);
        }
        return zeroBits;
    }
}
