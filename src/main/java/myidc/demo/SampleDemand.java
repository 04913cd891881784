package myidc.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Demand of the shape that public traces of clouds show, for those who have no trace at hand: bursts per tenant, busier
 * by day than by night, most guests small and short-lived, a few that live for weeks. The same for every run.
 */
public final class SampleDemand {
    private static final int BURST_MEAN = 5;
    private static final int STEPS_PER_DAY = 288;

    /** How a day's bursts spread over its quarters, from midnight. */
    private static final int[] QUARTER_WEIGHTS = {1, 3, 4, 2};

    private static final List<Weighted<Size>> SIZES = List.of(
            new Weighted<>(170, new Size(1, 768)),
            new Weighted<>(400, new Size(1, 1_792)),
            new Weighted<>(40, new Size(1, 2_048)),
            new Weighted<>(160, new Size(2, 3_584)),
            new Weighted<>(40, new Size(2, 4_096)),
            new Weighted<>(20, new Size(2, 14_336)),
            new Weighted<>(15, new Size(2, 16_384)),
            new Weighted<>(70, new Size(4, 7_168)),
            new Weighted<>(20, new Size(4, 8_192)),
            new Weighted<>(10, new Size(4, 28_672)),
            new Weighted<>(8, new Size(4, 32_768)),
            new Weighted<>(30, new Size(8, 14_336)),
            new Weighted<>(8, new Size(8, 16_384)),
            new Weighted<>(5, new Size(8, 57_344)),
            new Weighted<>(3, new Size(8, 65_536)),
            new Weighted<>(1, new Size(16, 114_688)));

    /** Bins of {@link LifetimeBins} from minutes to weeks. */
    private static final List<Weighted<Integer>> LIFETIMES = List.of(
            new Weighted<>(180, 1),
            new Weighted<>(160, 3),
            new Weighted<>(120, 6),
            new Weighted<>(100, 9),
            new Weighted<>(160, 13),
            new Weighted<>(90, 15),
            new Weighted<>(60, 20),
            new Weighted<>(50, 35),
            new Weighted<>(40, 38),
            new Weighted<>(25, 42),
            new Weighted<>(15, 45));

    private final RandomGenerator random = new SplittableRandom(Demand.SEED);

    private SampleDemand() {}

    /** So many arrivals within about so many days. */
    public static Demand of(int arrivals, int days) {
        return new SampleDemand().bursts(arrivals, days);
    }

    private Demand bursts(int count, int days) {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < Math.ceilDiv(count, BURST_MEAN); i++) {
            starts.add(Demand.STEP_S * ((long) random.nextInt(days) * STEPS_PER_DAY + stepOfDay()));
        }
        starts.sort(null);
        List<Arrival> arrivals = new ArrayList<>(count);
        long firstS = starts.getFirst();
        for (int i = 0; arrivals.size() < count; i++) {
            boolean last = i >= starts.size() - 1;
            long atS = starts.get(last ? starts.size() - 1 : i) - firstS;
            int size = last ? count - arrivals.size() : Math.min(burst(), count - arrivals.size());
            addBurst(arrivals, atS, size);
        }
        return new Demand("The built-in sample", arrivals);
    }

    private void addBurst(List<Arrival> arrivals, long atS, int size) {
        int tenant = TraceFile.tenantOf(random.nextLong());
        Size wanted = Weighted.draw(SIZES, random);
        for (int i = 0; i < size; i++) {
            int bin = Weighted.draw(LIFETIMES, random);
            arrivals.add(new Arrival(atS, tenant, wanted, LifetimeBins.drawS(bin, random)));
        }
    }

    /** From 1 to 9: {@link #BURST_MEAN} on average. */
    private int burst() {
        return random.nextInt(1, 2 * BURST_MEAN);
    }

    private int stepOfDay() {
        int quarter = 0;
        int drawn = random.nextInt(10);
        while (drawn >= QUARTER_WEIGHTS[quarter]) {
            drawn -= QUARTER_WEIGHTS[quarter];
            quarter++;
        }
        int steps = STEPS_PER_DAY / QUARTER_WEIGHTS.length;
        return quarter * steps + random.nextInt(steps);
    }

    /** Something drawn in proportion to its weight. */
    private record Weighted<T>(int weight, T what) {
        static <T> T draw(List<Weighted<T>> all, RandomGenerator random) {
            int drawn = random.nextInt(all.stream().mapToInt(Weighted::weight).sum());
            for (Weighted<T> one : all) {
                drawn -= one.weight;
                if (drawn < 0) {
                    return one.what;
                }
            }
            throw new IllegalStateException("Weights do not add up");
        }
    }
}
