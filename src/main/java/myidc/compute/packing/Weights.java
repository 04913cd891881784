package myidc.compute.packing;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a policy weighs by: a number for each of its weights. Immutable. */
public final class Weights {
    private final Map<Weight, BigDecimal> values;
    private final double free;
    private final double lost;
    private final double imbalance;
    private final double large;
    private final int days;

    private Weights(Map<Weight, BigDecimal> values) {
        this.values = Collections.unmodifiableMap(values);
        this.free = number(Weight.FREE);
        this.lost = number(Weight.LOST);
        this.imbalance = number(Weight.IMBALANCE);
        this.large = number(Weight.LARGE);
        this.days = (int) number(Weight.DAYS);
    }

    /** As the policy weighs when nobody says otherwise. */
    public static Weights usual(Policy policy) {
        return of(policy, Map.of());
    }

    /** As the policy weighs with those set; the others are as usual, and what it does not weigh by is of no account. */
    public static Weights of(Policy policy, Map<Weight, BigDecimal> set) {
        Map<Weight, BigDecimal> values = new EnumMap<>(Weight.class);
        policy.usualWeights()
                .forEach((weight, usual) -> values.put(weight, set.getOrDefault(weight, BigDecimal.valueOf(usual))));
        return new Weights(values);
    }

    /** Those that {@link #lines} told. */
    public static Weights of(Policy policy, List<String> lines) {
        Map<Weight, BigDecimal> set = new EnumMap<>(Weight.class);
        for (String line : lines) {
            int end = line.indexOf(' ');
            set.put(
                    Weight.valueOf(line.substring(0, end).toUpperCase(Locale.ROOT)),
                    new BigDecimal(line.substring(end + 1)));
        }
        return of(policy, set);
    }

    /** A line for each: its name and its value. */
    public List<String> lines() {
        return values.entrySet().stream()
                .map(weight -> weight.getKey().word() + " " + weight.getValue().toPlainString())
                .toList();
    }

    /** All of the policy's, in the order of {@link Weight}. */
    public Map<Weight, BigDecimal> all() {
        return values;
    }

    double free() {
        return free;
    }

    double lost() {
        return lost;
    }

    double imbalance() {
        return imbalance;
    }

    /** How much more large guests count in the demand than by their number: the power of their share of a host. */
    public double large() {
        return large;
    }

    /** Over how many days the demand is looked at. */
    public int days() {
        return days;
    }

    private double number(Weight weight) {
        return values.getOrDefault(weight, BigDecimal.ZERO).doubleValue();
    }

    /** A number that policies weigh by, and its limits. */
    public enum Weight {
        /** The free shares of processors and memory. */
        FREE("0.01", "100", 4),

        /** What guests to come could use no more. */
        LOST("0.01", "100", 4),

        /** How far processors and memory get out of proportion. */
        IMBALANCE("0", "100", 4),

        /** The power of its share of a host that a size counts by in the demand. */
        LARGE("0", "6", 4),

        /** How long ago the demand begins. */
        DAYS("1", "90", 0);

        private final BigDecimal least;
        private final BigDecimal most;
        private final int decimals;

        Weight(String least, String most, int decimals) {
            this.least = new BigDecimal(least);
            this.most = new BigDecimal(most);
            this.decimals = decimals;
        }

        /** Its name in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public BigDecimal least() {
            return least;
        }

        public BigDecimal most() {
            return most;
        }

        public int decimals() {
            return decimals;
        }
    }
}
