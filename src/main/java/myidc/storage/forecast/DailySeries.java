package myidc.storage.forecast;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** From measurements at any instants to one value a day. */
public final class DailySeries {
    /** Days that are made at most, the latest ones. */
    public static final int DAYS_MAX = 180;

    private DailySeries() {}

    /**
     * The last measurement of each day of UTC; a day without one lies on the line between its neighbours.
     *
     * @param measured in order of time
     */
    public static double[] of(List<Measured> measured) {
        if (measured.isEmpty()) {
            return new double[0];
        }
        long last = day(measured.getLast());
        long first = Math.max(day(measured.getFirst()), last - DAYS_MAX + 1);
        double[] days = new double[(int) (last - first + 1)];
        Arrays.fill(days, Double.NaN);
        for (Measured one : measured) {
            if (day(one) >= first) {
                days[(int) (day(one) - first)] = one.value();
            }
        }
        fillGaps(days);
        return days;
    }

    private static void fillGaps(double[] days) {
        int known = -1;
        for (int i = 0; i < days.length; i++) {
            if (Double.isNaN(days[i])) {
                continue;
            }
            for (int gap = known + 1; gap < i; gap++) {
                days[gap] = known < 0 ? days[i] : days[known] + (days[i] - days[known]) * (gap - known) / (i - known);
            }
            known = i;
        }
    }

    private static long day(Measured one) {
        return Math.floorDiv(
                one.at().getEpochSecond(), ChronoUnit.DAYS.getDuration().toSeconds());
    }

    /** A value and when it was taken. */
    public record Measured(Instant at, double value) {}
}
