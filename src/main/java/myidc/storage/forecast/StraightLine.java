package myidc.storage.forecast;

import java.util.Arrays;

/** The line of least squares over the same window, to which the forecast is compared. */
final class StraightLine {
    private StraightLine() {}

    /** Intercept, slope a day, and the last day's number. */
    static double[] of(double[] daily) {
        double[] window = Arrays.copyOfRange(daily, Math.max(0, daily.length - Forecast.WINDOW_DAYS), daily.length);
        double meanX = (window.length - 1) / 2.0;
        double meanY = Arrays.stream(window).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < window.length; i++) {
            products += (i - meanX) * (window[i] - meanY);
            squares += (i - meanX) * (i - meanX);
        }
        double slope = products / squares;
        return new double[] {meanY - slope * meanX, slope, window.length - 1.0};
    }

    static double daysTo(double limit, double[] daily) {
        double[] line = of(daily);
        return line[1] <= 0 ? Double.MAX_VALUE : (limit - line[0] - line[1] * line[2]) / line[1];
    }
}
