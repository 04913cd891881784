package myidc.storage.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the forecast would have done on a history's own past: from each earlier day with enough history before it, what
 * it said of the growth over the next two weeks against what came.
 *
 * @param medianError the median of |said - came| over what came, 0.1 for ten percent
 * @param straightLineError the same of a least-squares line over the same days
 * @param times how often it was tried
 */
public record BackTest(double medianError, double straightLineError, int times) {
    private static final int AHEAD_DAYS = 14;
    private static final int TIMES_MIN = 3;
    private static final int TRIED_DAYS = 90;

    /** Null when the history is too short, or nothing grew that could be foretold. */
    public static @Nullable BackTest of(double[] daily) {
        List<Double> errors = new ArrayList<>();
        List<Double> straight = new ArrayList<>();
        for (int end = Math.max(Forecast.DAYS_MIN, daily.length - TRIED_DAYS);
                end + AHEAD_DAYS <= daily.length;
                end++) {
            double[] known = Arrays.copyOfRange(daily, 0, end);
            double came = daily[end + AHEAD_DAYS - 1];
            if (came <= 0) {
                continue;
            }
            Trend trend = Trend.of(known);
            double[] line = StraightLine.of(known);
            errors.add(Math.abs(trend.level() + trend.slopePerDay() * AHEAD_DAYS - came) / came);
            straight.add(Math.abs(line[0] + line[1] * (line[2] + AHEAD_DAYS) - came) / came);
        }
        return errors.size() < TIMES_MIN ? null : new BackTest(median(errors), median(straight), errors.size());
    }

    private static double median(List<Double> values) {
        return Medians.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
