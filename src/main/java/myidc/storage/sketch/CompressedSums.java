package myidc.storage.sketch;

import org.jspecify.annotations.Nullable;

/** Lengths of measured chunks before and after compression, summed up for a ratio and its error. */
final class CompressedSums {
    private double many;
    private double lengths;
    private double after;
    private double lengthSquares;
    private double afterSquares;
    private double products;

    void add(double length, double compressed) {
        many++;
        lengths += length;
        after += compressed;
        lengthSquares += length * length;
        afterSquares += compressed * compressed;
        products += length * compressed;
    }

    /** So many bytes times what the measured chunks compress to; its error is that of both. Null when none was measured. */
    @Nullable
    Estimate of(Estimate bytes) {
        if (many == 0 || bytes.value() == 0) {
            return null;
        }
        double ratio = after / lengths;
        double residuals = Math.max(0, afterSquares - 2 * ratio * products + ratio * ratio * lengthSquares);
        double ofRatio = many < 2 ? ratio : Math.sqrt(residuals * many / (many - 1)) / lengths;
        double deviation = Math.hypot(ratio * bytes.deviation(), bytes.value() * ofRatio);
        return Estimate.around(ratio * bytes.value(), deviation);
    }
}
