package myidc.demo;

import java.util.random.RandomGenerator;

/**
 * The 46 bins in which the trace gives lifetimes, bounds included, on a grid of five minutes: twelve single steps up to
 * an hour, then hours up to a day, days up to ten, and one bin for the ten days after.
 *
 * <p>Source: azure2017 duration bins of huaweicloud/trace_generation_rnn, from the Azure public trace of 2017 (Cortez
 * and others, SOSP 2017), CC BY 4.0.
 */
final class LifetimeBins {
    static final int COUNT = 46;

    private static final long HOUR_S = 3_600;
    private static final long DAY_S = 86_400;
    private static final int FIRST_HOUR_BIN = 13;
    private static final int FIRST_DAY_BIN = 36;
    private static final int LAST_BIN = COUNT - 1;

    private LifetimeBins() {}

    static long minS(int bin) {
        return bin < FIRST_HOUR_BIN ? maxS(bin) : maxS(bin - 1) + Demand.STEP_S;
    }

    static long maxS(int bin) {
        if (bin < 0 || bin >= COUNT) {
            throw new IllegalArgumentException("There is no lifetime bin " + bin);
        }
        if (bin < FIRST_HOUR_BIN) {
            return bin * Demand.STEP_S;
        }
        if (bin < FIRST_DAY_BIN) {
            return (bin - FIRST_HOUR_BIN + 2) * HOUR_S;
        }
        return bin == LAST_BIN ? 20 * DAY_S : (bin - FIRST_DAY_BIN + 2) * DAY_S;
    }

    /** A lifetime of the bin, every step of it equally likely. */
    static long drawS(int bin, RandomGenerator random) {
        long steps = (maxS(bin) - minS(bin)) / Demand.STEP_S;
        return minS(bin) + Demand.STEP_S * random.nextLong(steps + 1);
    }
}
