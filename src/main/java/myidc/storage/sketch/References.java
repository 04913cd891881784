package myidc.storage.sketch;

import java.util.Arrays;

/**
 * The different chunks something refers to: fingerprints in unsigned order, the length of each, its compressed length where
 * that was measured, and how many times it is referred to.
 */
public final class References {
    /** Bits of a chunk's length, and of its compressed length above it. */
    static final int LENGTH_BITS = 20;

    static final int LENGTH_MOST = (1 << LENGTH_BITS) - 1;

    private static final References NONE = new References(new long[0], new long[0], new int[0], 0);

    final long[] fingerprints;

    /** Length, and above it the compressed length plus one, or zero where that was not measured. */
    final long[] lengths;

    final int[] counts;
    final int size;

    References(long[] fingerprints, long[] lengths, int[] counts, int size) {
        this.fingerprints = fingerprints;
        this.lengths = lengths;
        this.counts = counts;
        this.size = size;
    }

    public static References none() {
        return NONE;
    }

    /** How many different chunks. */
    public int size() {
        return size;
    }

    public long fingerprint(int at) {
        return fingerprints[at];
    }

    public int length(int at) {
        return (int) lengths[at] & LENGTH_MOST;
    }

    public int count(int at) {
        return counts[at];
    }

    /** The compressed length, or -1 where it was not measured. */
    public int compressed(int at) {
        return (int) (lengths[at] >>> LENGTH_BITS) - 1;
    }

    static long packed(int length, int compressed) {
        return (compressed + 1L) << LENGTH_BITS | length;
    }

    /** Both together: counts of the same chunk add up. */
    public References and(References other) {
        if (size == 0 || other.size == 0) {
            return size == 0 ? other : this;
        }
        Builder both = new Builder(Math.addExact(size, other.size));
        int mine = 0;
        int theirs = 0;
        while (mine < size && theirs < other.size) {
            int order = Long.compareUnsigned(fingerprints[mine], other.fingerprints[theirs]);
            if (order < 0) {
                both.add(this, mine++);
            } else if (order > 0) {
                both.add(other, theirs++);
            } else {
                both.add(this, mine++);
                both.addToLast(other, theirs++);
            }
        }
        while (mine < size) {
            both.add(this, mine++);
        }
        while (theirs < other.size) {
            both.add(other, theirs++);
        }
        return both.done();
    }

    /** Only those whose fingerprint begins with {@code zeroBits} zero bits. */
    References thinned(int zeroBits) {
        if (zeroBits == 0 || size == 0) {
            return this;
        }
        int kept = 0;
        while (kept < size && Sampling.keeps(fingerprints[kept], zeroBits)) {
            kept++;
        }
        return new References(fingerprints, lengths, counts, kept);
    }

    /** Appends references in order; arrays are cut to size at the end when much of them is empty. */
    static final class Builder {
        private long[] fingerprints;
        private long[] lengths;
        private int[] counts;
        private int size;

        Builder(int room) {
            fingerprints = new long[room];
            lengths = new long[room];
            counts = new int[room];
        }

        void add(References from, int at) {
            add(from.fingerprints[at], from.lengths[at], from.counts[at]);
        }

        void add(long fingerprint, long length, int count) {
            if (size == fingerprints.length) {
                int room = Math.max(16, size + (size >> 1));
                fingerprints = Arrays.copyOf(fingerprints, room);
                lengths = Arrays.copyOf(lengths, room);
                counts = Arrays.copyOf(counts, room);
            }
            fingerprints[size] = fingerprint;
            lengths[size] = length;
            counts[size++] = count;
        }

        void addToLast(References from, int at) {
            counts[size - 1] = (int) Math.min(Integer.MAX_VALUE, (long) counts[size - 1] + from.counts[at]);
            lengths[size - 1] = Math.max(lengths[size - 1], from.lengths[at]);
        }

        References done() {
            if (size < fingerprints.length - (fingerprints.length >> 3)) {
                return new References(
                        Arrays.copyOf(fingerprints, size),
                        Arrays.copyOf(lengths, size),
                        Arrays.copyOf(counts, size),
                        size);
            }
            return new References(fingerprints, lengths, counts, size);
        }
    }
}
