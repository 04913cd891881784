package myidc.storage.sketch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Gathers fingerprints by appending, sorting what filled a buffer and merging sorted runs of like size: memory is written
 * in order throughout, where a hash table would miss the cache with every chunk.
 */
final class Runs {
    private static final int RUN = 1 << 16;
    private static final int FIRST = 1 << 10;
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 5;

    private final int zeroBits;
    private final Deque<References> runs = new ArrayDeque<>();
    private long[] fingerprints = new long[FIRST];
    private long[] lengths = new long[FIRST];
    private long[] otherFingerprints = new long[FIRST];
    private long[] otherLengths = new long[FIRST];
    private int size;

    Runs(int zeroBits) {
        this.zeroBits = zeroBits;
    }

    void add(long fingerprint, long length) {
        if (size == fingerprints.length) {
            makeRoom();
        }
        fingerprints[size] = fingerprint;
        lengths[size++] = length;
    }

    /** Takes over what was gathered elsewhere. */
    void add(References others) {
        if (others.size() > 0) {
            push(others);
        }
    }

    /** All that was gathered; starts anew. */
    References take() {
        seal();
        References all = References.none();
        while (!runs.isEmpty()) {
            all = runs.pop().and(all);
        }
        return all;
    }

    /** Appends what another gathered, which starts anew. */
    void takeFrom(Runs other) {
        if (other.runs.isEmpty() && other.size <= RUN - size) {
            while (fingerprints.length < size + other.size) {
                grow();
            }
            System.arraycopy(other.fingerprints, 0, fingerprints, size, other.size);
            System.arraycopy(other.lengths, 0, lengths, size, other.size);
            size += other.size;
            other.size = 0;
        } else {
            add(other.take());
        }
    }

    void clear() {
        runs.clear();
        size = 0;
    }

    private void makeRoom() {
        if (size < RUN) {
            grow();
        } else {
            seal();
        }
    }

    private void grow() {
        int room = fingerprints.length * 2;
        fingerprints = Arrays.copyOf(fingerprints, room);
        lengths = Arrays.copyOf(lengths, room);
        otherFingerprints = new long[room];
        otherLengths = new long[room];
    }

    private void seal() {
        if (size == 0) {
            return;
        }
        sort();
        References.Builder run = new References.Builder(size);
        for (int at = 0; at < size; ) {
            long fingerprint = fingerprints[at];
            long length = lengths[at];
            int count = 1;
            while (++at < size && fingerprints[at] == fingerprint) {
                length = Math.max(length, lengths[at]);
                count++;
            }
            run.add(fingerprint, length, count);
        }
        size = 0;
        push(run.done());
    }

    private void push(References run) {
        References last = run;
        while (!runs.isEmpty() && runs.peek().size() <= 2L * last.size()) {
            last = runs.pop().and(last);
        }
        runs.push(last);
    }

    /** By the 40 bits below those that are zero in all, eight at a time; the few that agree in them are put right after. */
    private void sort() {
        RadixSort sort = new RadixSort(size);
        int shift = Long.SIZE - zeroBits - DIGITS * DIGIT_BITS;
        for (int digit = 0; digit < DIGITS; digit++, shift += DIGIT_BITS) {
            sort.pass(fingerprints, lengths, new RadixSort.To(otherFingerprints, otherLengths, shift));
            long[] sorted = otherFingerprints;
            otherFingerprints = fingerprints;
            fingerprints = sorted;
            long[] sortedLengths = otherLengths;
            otherLengths = lengths;
            lengths = sortedLengths;
        }
        sort.insert(fingerprints, lengths);
    }
}
