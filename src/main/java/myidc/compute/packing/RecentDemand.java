package myidc.compute.packing;

import java.util.List;
import java.util.Map;
import myidc.compute.event.Resources;

/**
 * The sizes of guest that were asked for lately, and how often: what a host's free room is worth depends on who may
 * come. A large guest counts for more than its number, by a power of the share of a host that it takes: small
 * ones find room in what the large ones leave, not the other way round. Immutable.
 */
public final class RecentDemand {
    /** Sizes beyond this many are too rare to weigh. */
    public static final int SIZES_MAX = 64;

    /** No demand at all. */
    public static final RecentDemand NONE = new RecentDemand(new Resources[0], new double[0]);

    private final Resources[] sizes;
    private final double[] shares;

    private RecentDemand(Resources[] sizes, double[] shares) {
        this.sizes = sizes;
        this.shares = shares;
    }

    /** The demand of those counts, large sizes weighed as usual. */
    public static RecentDemand of(Map<Resources, ? extends Number> counts, Resources host) {
        return of(counts, host, Weights.usual(Policy.DEMAND_FIT).large());
    }

    /**
     * The demand of those counts; the {@link #SIZES_MAX} weightiest sizes are kept.
     *
     * @param host a host of the usual size
     * @param large the power of its share of such a host that a size counts by
     * @throws IllegalArgumentException when a count is negative, or a size takes no processor or no memory
     */
    public static RecentDemand of(Map<Resources, ? extends Number> counts, Resources host, double large) {
        List<Map.Entry<Resources, Double>> kept = counts.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), weight(entry.getKey(), entry.getValue(), host, large)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Resources, Double>comparingByValue()
                        .reversed()
                        .thenComparingInt(entry -> entry.getKey().vcpus())
                        .thenComparingLong(entry -> entry.getKey().memoryMb())
                        .thenComparingLong(entry -> entry.getKey().diskMb()))
                .limit(SIZES_MAX)
                .toList();
        double total = kept.stream().mapToDouble(Map.Entry::getValue).sum();
        return new RecentDemand(
                kept.stream().map(Map.Entry::getKey).toArray(Resources[]::new),
                kept.stream().mapToDouble(entry -> entry.getValue() / total).toArray());
    }

    private static double weight(Resources size, Number count, Resources host, double large) {
        if (size.vcpus() < 1 || size.memoryMb() < 1 || size.diskMb() < 0) {
            throw new IllegalArgumentException("A guest takes a processor and memory, not " + size);
        }
        double weight = count.doubleValue();
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("A count is a number from 0, not " + count);
        }
        double share = Math.max(
                (double) size.vcpus() / Math.max(1, host.vcpus()),
                (double) size.memoryMb() / Math.max(1, host.memoryMb()));
        return weight * Math.pow(share, large);
    }

    /** Whether nothing was asked for. */
    public boolean isEmpty() {
        return sizes.length == 0;
    }

    /**
     * The share of the host's processors that guests to come are expected to find usable: for each size, how many of it
     * would still fit, weighed by how often it is asked for. 0 to 1.
     */
    double usable(Room room) {
        if (room.most().vcpus() == 0) {
            return 0;
        }
        Resources free = room.free();
        double usable = 0;
        for (int i = 0; i < sizes.length; i++) {
            usable += shares[i] * fitting(free, sizes[i]) * sizes[i].vcpus();
        }
        return usable / room.most().vcpus();
    }

    private static long fitting(Resources free, Resources size) {
        long fitting = Math.min(free.vcpus() / size.vcpus(), free.memoryMb() / size.memoryMb());
        return size.diskMb() == 0 ? fitting : Math.min(fitting, free.diskMb() / size.diskMb());
    }
}
