package myidc.storage.forecast;

import java.util.Arrays;

/** Order statistics of a few hundred numbers. */
final class Medians {
    private Medians() {}

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** Between the two nearest ranks in proportion. */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
