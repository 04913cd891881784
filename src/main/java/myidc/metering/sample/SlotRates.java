package myidc.metering.sample;

import java.util.Arrays;
import java.util.List;
import myidc.metering.sample.Counters.Step;

/**
 * Rates in slots of five minutes on the clock: rate = octets x 8 / seconds. A step belongs to the slot in which it began;
 * several steps of one slot are one measurement, which has to cover at least half of it.
 */
public final class SlotRates {
    public static final int SECONDS = 300;
    public static final long MISSING = -1;

    private final long firstSlot;
    private final long[] in;
    private final long[] out;
    private final Tally tally = new Tally();

    private SlotRates(long firstSlot, int count) {
        this.firstSlot = firstSlot;
        in = new long[count];
        out = new long[count];
        Arrays.fill(in, MISSING);
        Arrays.fill(out, MISSING);
    }

    /** Rates in bit/s of the slots that start within the epoch seconds. */
    public static SlotRates ofOctets(List<Step> steps, long from, long until) {
        long first = Math.ceilDiv(from, SECONDS);
        SlotRates rates = new SlotRates(first, Math.toIntExact(Math.max(0, Math.ceilDiv(until, SECONDS) - first)));
        long[] covered = new long[rates.in.length];
        long[] inOctets = new long[rates.in.length];
        long[] outOctets = new long[rates.in.length];
        for (Step step : steps) {
            long slot = Math.floorDiv(step.from(), SECONDS) - first;
            if (slot < 0 || slot >= covered.length) {
                continue;
            }
            rates.tally.note(step);
            if (step.isKnown() && !step.isGap()) {
                covered[(int) slot] += step.until() - step.from();
                inOctets[(int) slot] += step.first();
                outOctets[(int) slot] += step.second();
            }
        }
        for (int slot = 0; slot < covered.length; slot++) {
            if (covered[slot] * 2 >= SECONDS) {
                rates.in[slot] = inOctets[slot] * 8 / covered[slot];
                rates.out[slot] = outOctets[slot] * 8 / covered[slot];
            }
        }
        return rates;
    }

    /** The highest reading of each slot, of what is measured as it is and not counted. */
    public static SlotRates ofLevels(Readings readings, long from, long until, long ratio) {
        long first = Math.ceilDiv(from, SECONDS);
        SlotRates levels = new SlotRates(first, Math.toIntExact(Math.max(0, Math.ceilDiv(until, SECONDS) - first)));
        for (int index = 0; index < readings.count(); index++) {
            long slot = Math.floorDiv(readings.at(index), SECONDS) - first;
            if (slot >= 0 && slot < levels.in.length) {
                levels.in[(int) slot] = Math.max(levels.in[(int) slot], readings.first(index) * ratio);
                levels.out[(int) slot] = Math.max(levels.out[(int) slot], readings.second(index) * ratio);
            }
        }
        return levels;
    }

    public int count() {
        return in.length;
    }

    public long start(int slot) {
        return (firstSlot + slot) * SECONDS;
    }

    public long in(int slot) {
        return in[slot];
    }

    public long out(int slot) {
        return out[slot];
    }

    public Tally tally() {
        return tally;
    }
}
