package myidc.storage.sketch;

import java.util.Arrays;

/** Steps of sorting pairs of words by the first as unsigned numbers; pairs with equal firsts keep their order. */
final class RadixSort {
    private final int[] starts = new int[256];
    private final int size;

    RadixSort(int size) {
        this.size = size;
    }

    /** Where a pass writes, and by which eight bits it sorts. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
    record To(long[] firsts, long[] seconds, int shift) {}

    void pass(long[] firsts, long[] seconds, To to) {
        Arrays.fill(starts, 0);
        int shift = to.shift();
        for (int at = 0; at < size; at++) {
            starts[(int) (firsts[at] >>> shift) & 0xFF]++;
        }
        int start = 0;
        for (int value = 0; value < starts.length; value++) {
            int many = starts[value];
            starts[value] = start;
            start += many;
        }
        for (int at = 0; at < size; at++) {
            int place = starts[(int) (firsts[at] >>> shift) & 0xFF]++;
            to.firsts()[place] = firsts[at];
            to.seconds()[place] = seconds[at];
        }
    }

    /** Puts right what is nearly in order. */
    void insert(long[] firsts, long[] seconds) {
        for (int at = 1; at < size; at++) {
            long first = firsts[at];
            if (Long.compareUnsigned(firsts[at - 1], first) <= 0) {
                continue;
            }
            long second = seconds[at];
            int to = at;
            while (to > 0 && Long.compareUnsigned(firsts[to - 1], first) > 0) {
                firsts[to] = firsts[to - 1];
                seconds[to] = seconds[to - 1];
                to--;
            }
            firsts[to] = first;
            seconds[to] = second;
        }
    }
}
