package myidc.metering.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From readings of a counter to what it counted between them.
 *
 * <ul>
 *   <li>A reading below the one before is a wrap when the counter can wrap and what that makes fits through the port;
 *       otherwise the counter was reset, and what it counted in between is not known.
 *   <li>More than the port can carry is no measurement: the step is left out.
 *   <li>Between two readings more than 450 seconds apart lies a gap: its octets are known, its slots are not. Nothing is
 *       ever put in between.
 * </ul>
 */
public final class Counters {
    /** One and a half slots. */
    static final long GAP_S = 450;

    private final int bits;
    private final long limitPerSecond;
    private final long unitsPerCount;

    /**
     * @param bits 32 or 64; 0 where nothing wraps
     * @param limitPerSecond most per second, in what is counted times {@code unitsPerCount}; 0 for no limit
     * @param unitsPerCount 8 bit in an octet
     */
    public Counters(int bits, long limitPerSecond, long unitsPerCount) {
        this.bits = bits;
        this.limitPerSecond = limitPerSecond;
        this.unitsPerCount = unitsPerCount;
    }

    /** Steps between readings, in order; also those that count for nothing, with the reason. */
    public List<Step> steps(Readings readings, List<Instant> swaps) {
        List<Step> steps = new ArrayList<>(Math.max(0, readings.count() - 1));
        for (int index = 1; index < readings.count(); index++) {
            steps.add(step(readings, index, swaps));
        }
        return steps;
    }

    private Step step(Readings readings, int index, List<Instant> swaps) {
        long from = readings.at(index - 1);
        long until = readings.at(index);
        if (readings.swappedBetween(index - 1, index, swaps)) {
            return new Step(from, until, 0, 0, Verdict.SWAPPED);
        }
        long seconds = until - from;
        Counted one = counted(readings.first(index - 1), readings.first(index), seconds);
        Counted other = counted(readings.second(index - 1), readings.second(index), seconds);
        Verdict verdict = one.verdict().compareTo(other.verdict()) >= 0 ? one.verdict() : other.verdict();
        boolean known = verdict == Verdict.COUNTED || verdict == Verdict.WRAPPED;
        return new Step(from, until, known ? one.amount() : 0, known ? other.amount() : 0, verdict);
    }

    private Counted counted(long before, long after, long seconds) {
        if (Long.compareUnsigned(after, before) >= 0) {
            long amount = after - before;
            return fits(amount, seconds) ? new Counted(amount, Verdict.COUNTED) : new Counted(0, Verdict.ABOVE_LIMIT);
        }
        if (bits == 0) {
            return new Counted(0, Verdict.RESET);
        }
        long wrapped = bits == 32 ? (1L << 32) - before + after : after - before;
        return wrapped >= 0 && fits(wrapped, seconds)
                ? new Counted(wrapped, Verdict.WRAPPED)
                : new Counted(0, Verdict.RESET);
    }

    private boolean fits(long amount, long seconds) {
        if (amount < 0) {
            return false;
        }
        return limitPerSecond == 0 || amount <= limitPerSecond * seconds / unitsPerCount;
    }

    private record Counted(long amount, Verdict verdict) {}

    /** What became of a step; the later one wins where two directions differ. */
    public enum Verdict {
        COUNTED,
        WRAPPED,
        SWAPPED,
        RESET,
        ABOVE_LIMIT
    }

    /**
     * What was counted between two readings.
     *
     * @param from epoch second of the earlier reading
     */
    public record Step(long from, long until, long first, long second, Verdict verdict) {
        public boolean isKnown() {
            return verdict == Verdict.COUNTED || verdict == Verdict.WRAPPED;
        }

        public boolean isGap() {
            return until - from > GAP_S;
        }
    }
}
