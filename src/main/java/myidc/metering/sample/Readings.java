package myidc.metering.sample;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Readings of one point in order of time; of several at one second the one with the lowest key counts, whatever the order
 * in which they arrived.
 */
public final class Readings {
    private long[] at = new long[64];
    private long[] first = new long[64];
    private long[] second = new long[64];
    private int count;

    /** Readings in order of time, one place each in all three; of several at one second the first counts. */
    public static Readings of(Long[] epochSeconds, Long[] firstFigures, Long[] secondFigures) {
        Readings readings = new Readings();
        for (int index = 0; index < epochSeconds.length; index++) {
            readings.add(epochSeconds[index], firstFigures[index], secondFigures[index]);
        }
        return readings;
    }

    /** Adds the next reading; one of a second that is there already is passed over. */
    public void add(long epochSecond, long firstFigure, long secondFigure) {
        if (count > 0 && at[count - 1] == epochSecond) {
            return;
        }
        if (count > 0 && at[count - 1] > epochSecond) {
            throw new IllegalArgumentException("readings must come in order of time");
        }
        if (count == at.length) {
            at = Arrays.copyOf(at, count * 2);
            first = Arrays.copyOf(first, count * 2);
            second = Arrays.copyOf(second, count * 2);
        }
        at[count] = epochSecond;
        first[count] = firstFigure;
        second[count++] = secondFigure;
    }

    public int count() {
        return count;
    }

    public long at(int index) {
        return at[index];
    }

    public long first(int index) {
        return first[index];
    }

    public long second(int index) {
        return second[index];
    }

    /** Whether a meter was changed after one reading and not after the next. */
    boolean swappedBetween(int earlier, int later, List<Instant> swaps) {
        for (Instant swap : swaps) {
            if (swap.getEpochSecond() > at[earlier] && swap.getEpochSecond() <= at[later]) {
                return true;
            }
        }
        return false;
    }
}
