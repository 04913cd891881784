package myidc.demo;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Arrivals in order of time, of at most {@link #SIZES_MAX} sizes. */
public record Demand(String origin, List<Arrival> arrivals) {
    /** Arrivals and deletions happen on a grid of five minutes, as in the trace. */
    static final long STEP_S = 300;

    static final int TENANTS = 25;
    static final int SIZES_MAX = 16;
    public static final int ARRIVALS_MAX = 1_000_000;

    /** Fixed, so that the same demand gives the same books every time. */
    static final long SEED = 20_170_117;

    public Demand {
        arrivals = List.copyOf(arrivals);
        if (arrivals.isEmpty()) {
            throw new UnusableDemand(origin + " has no arrivals");
        }
        if (arrivals.size() > ARRIVALS_MAX) {
            throw new UnusableDemand(origin + " has more than " + ARRIVALS_MAX + " arrivals");
        }
        for (int i = 1; i < arrivals.size(); i++) {
            if (arrivals.get(i).atS() < arrivals.get(i - 1).atS()) {
                throw new UnusableDemand(origin + " is not in order of time");
            }
        }
    }

    SortedSet<Size> sizes() {
        SortedSet<Size> sizes = new TreeSet<>();
        for (Arrival arrival : arrivals) {
            sizes.add(arrival.size());
        }
        return sizes;
    }

    /** What cannot be replayed, in one line for the operator. */
    public static final class UnusableDemand extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableDemand(String message) {
            super(message);
        }
    }
}
