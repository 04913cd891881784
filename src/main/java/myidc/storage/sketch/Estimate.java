package myidc.storage.sketch;

/**
 * A figure from a sample.
 *
 * @param value the figure; exact when the deviation is zero
 * @param deviation its standard deviation
 * @param plusMinus half the width of its 95 % interval
 */
public record Estimate(double value, double deviation, double plusMinus) {
    /** Two-sided 95 % of the normal distribution. */
    private static final double NORMAL_95 = 1.959964;

    /** What a sample without any hit leaves possible at 95 %, in units of one hit. */
    private static final double NONE_SEEN_95 = 3;

    /**
     * From the kept chunks' weights: each stands for 2^k chunks, independently kept with probability 2^-k.
     *
     * @param sum of their weights
     * @param squares sum of their weights' squares
     * @param usual the weight of one chunk, for when none was kept
     */
    static Estimate of(int zeroBits, double sum, double squares, double usual) {
        double each = (double) (1L << zeroBits);
        if (zeroBits > 0 && sum == 0) {
            return new Estimate(0, each * usual, NONE_SEEN_95 * each * usual);
        }
        double deviation = Math.sqrt(each * (each - 1) * squares);
        return new Estimate(each * sum, deviation, NORMAL_95 * deviation);
    }

    /** The sum of two figures whose errors have nothing to do with each other. */
    Estimate and(Estimate other) {
        return new Estimate(
                value + other.value, Math.hypot(deviation, other.deviation), Math.hypot(plusMinus, other.plusMinus));
    }

    static Estimate exactly(double value) {
        return new Estimate(value, 0, 0);
    }

    /** A value with a given deviation. */
    static Estimate around(double value, double deviation) {
        return new Estimate(value, deviation, NORMAL_95 * deviation);
    }
}
