package myidc.storage.forecast;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How fast something fills and when it is full. The slope is the median of the growth over a week, so that weekdays cancel
 * and a step or a spike is outvoted; the level is the median of the last week with the slope taken out; the interval
 * comes from drawing blocks of seven days of weekly growth again and again.
 *
 * @param slopePerDay growth a day, in the unit of the values
 * @param level the use on the last day, without its spikes
 * @param theilSenPerDay the same slope by the median of all pairs, as a second opinion
 * @param days until the limit is reached; null when it is not filling, or later than anybody plans for
 * @param daysEarliest the 5 % quantile; null as for days
 * @param daysLatest the 95 % quantile; null when in more than 5 % of the draws it does not fill at all
 */
public record Forecast(
        double slopePerDay,
        double level,
        double theilSenPerDay,
        @Nullable Double days,
        @Nullable Double daysEarliest,
        @Nullable Double daysLatest) {
    /** Days of history that are looked at. */
    public static final int WINDOW_DAYS = 42;

    /** Days of history below which nothing is said. */
    public static final int DAYS_MIN = 15;

    private static final int WEEK = 7;
    private static final int DRAWS = 400;
    private static final double DAYS_MAX = 3_650;

    /**
     * Looks ahead.
     *
     * @param daily use day by day, the latest last, without gaps
     * @param limit the use at which it is full
     * @param seed of the draws: the same history has the same interval
     * @return null when the history is too short
     */
    public static @Nullable Forecast of(double[] daily, double limit, long seed) {
        if (daily.length < DAYS_MIN) {
            return null;
        }
        double[] window = Arrays.copyOfRange(daily, Math.max(0, daily.length - WINDOW_DAYS), daily.length);
        double[] weekly = Trend.weeklyGrowth(window);
        double slope = Medians.median(weekly) / WEEK;
        double level = Trend.level(window, slope);
        double[] draws = draws(window, weekly, limit, new SplittableRandom(seed));
        return new Forecast(
                slope,
                level,
                theilSen(window),
                planned(daysTo(limit, level, slope)),
                planned(Medians.quantile(draws, 0.05)),
                planned(Medians.quantile(draws, 0.95)));
    }

    public boolean filling() {
        return slopePerDay > 0;
    }

    /** Whether the second opinion is of the same sign and within a factor of two. */
    public boolean agreed() {
        if (!filling()) {
            return theilSenPerDay <= 0;
        }
        return theilSenPerDay >= slopePerDay / 2 && theilSenPerDay <= slopePerDay * 2;
    }

    private static double[] draws(double[] window, double[] weekly, double limit, SplittableRandom random) {
        double[] days = new double[DRAWS];
        double[] drawn = new double[weekly.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            int filled = 0;
            while (filled < drawn.length) {
                int from = random.nextInt(Math.max(1, weekly.length - WEEK + 1));
                int length = Math.min(Math.min(WEEK, weekly.length - from), drawn.length - filled);
                System.arraycopy(weekly, from, drawn, filled, length);
                filled += length;
            }
            double slope = Medians.median(drawn) / WEEK;
            days[draw] = daysTo(limit, Trend.level(window, slope), slope);
        }
        return days;
    }

    private static double daysTo(double limit, double level, double slope) {
        if (level >= limit) {
            return 0;
        }
        return slope <= 0 ? Double.MAX_VALUE : Math.min((limit - level) / slope, Double.MAX_VALUE);
    }

    private static @Nullable Double planned(double days) {
        return days > DAYS_MAX ? null : Double.valueOf(days);
    }

    private static double theilSen(double[] window) {
        double[] slopes = new double[window.length * (window.length - 1) / 2];
        int next = 0;
        for (int i = 0; i < window.length; i++) {
            for (int j = i + 1; j < window.length; j++) {
                slopes[next++] = (window[j] - window[i]) / (j - i);
            }
        }
        return Medians.median(slopes);
    }
}
