package myidc.storage.forecast;

import java.util.Arrays;

/**
 * Where a history stands and how it grows, without what comes after.
 *
 * @param slopePerDay the median of the growth over a week, by the day
 * @param level the median of the last week with the slope taken out
 */
record Trend(double slopePerDay, double level) {
    private static final int WEEK = 7;

    static Trend of(double[] daily) {
        double[] window = Arrays.copyOfRange(daily, Math.max(0, daily.length - Forecast.WINDOW_DAYS), daily.length);
        double slope = Medians.median(weeklyGrowth(window)) / WEEK;
        return new Trend(slope, level(window, slope));
    }

    static double[] weeklyGrowth(double[] window) {
        double[] growth = new double[window.length - WEEK];
        for (int t = 0; t < growth.length; t++) {
            growth[t] = window[t + WEEK] - window[t];
        }
        return growth;
    }

    static double level(double[] window, double slope) {
        double[] last = new double[WEEK];
        for (int i = 0; i < WEEK; i++) {
            last[i] = window[window.length - WEEK + i] + slope * (WEEK - 1 - i);
        }
        return Medians.median(last);
    }
}
