package myidc.compute.packing;

import java.util.List;
import java.util.Map;
import myidc.compute.event.Resources;
import myidc.compute.packing.Weights.Weight;

/** By what a host is chosen among those that have room. */
public enum Policy {
    /** The fullest host that still has room, by the fuller of processors and memory. */
    BEST_FIT,

    /** Best fit, but a host whose free processors and memory would be out of proportion is worth less. */
    BALANCED_FIT,

    /**
     * The host that loses least of what guests to come could use, by the sizes asked for lately, and whose free
     * processors and memory get least out of proportion.
     *
     * <p>The first part follows the fragmentation gradient of Weng and others, "Beware of Fragmentation" (USENIX ATC
     * 2023), there for slices of GPUs.
     */
    DEMAND_FIT,

    /** The host with the lowest number. */
    FIRST_FIT,

    /** The emptiest host: guests get apart, large ones find no room sooner. */
    SPREAD;

    private static final int IMBALANCE_OF_BALANCED = 2;
    private static final int IMBALANCE_OF_DEMAND = 5;
    private static final int POWER_OF_LARGE = 3;
    private static final int DAYS_OF_DEMAND = 7;

    /** What it weighs by, as it does when nobody says otherwise; none where a single part leaves nothing to weigh. */
    public Map<Weight, Integer> usualWeights() {
        return switch (this) {
            case BEST_FIT, FIRST_FIT, SPREAD -> Map.of();
            case BALANCED_FIT -> Map.of(Weight.FREE, 1, Weight.IMBALANCE, IMBALANCE_OF_BALANCED);
            case DEMAND_FIT ->
                Map.of(
                        Weight.LOST, 1,
                        Weight.IMBALANCE, IMBALANCE_OF_DEMAND,
                        Weight.LARGE, POWER_OF_LARGE,
                        Weight.DAYS, DAYS_OF_DEMAND);
        };
    }

    /** What a host's score is the sum of, weighed: {@link #cost} with its sign turned. */
    public List<Part> parts(Room room, Resources wanted, RecentDemand demand, Weights weights) {
        Room after = room.without(wanted);
        return switch (this) {
            case FIRST_FIT -> List.of();
            case BEST_FIT -> List.of(new Part("fullness", after.fullness(), 1));
            case SPREAD -> List.of(new Part("free", after.freeShares(), 1));
            case BALANCED_FIT ->
                List.of(
                        new Part("free", after.freeShares(), 0 - weights.free()),
                        new Part("imbalance", after.imbalance(), 0 - weights.imbalance()));
            case DEMAND_FIT -> {
                RecentDemand toCome = toCome(room, wanted, demand);
                yield List.of(
                        new Part("lost", toCome.usable(room) - toCome.usable(after), 0 - weights.lost()),
                        new Part("imbalance", after.imbalance() - room.imbalance(), 0 - weights.imbalance()));
            }
        };
    }

    private static RecentDemand toCome(Room room, Resources wanted, RecentDemand demand) {
        return demand.isEmpty() ? RecentDemand.of(Map.of(wanted, 1), room.most()) : demand;
    }

    /**
     * What putting the guest there costs: the lowest is best. Costs of one policy compare with each other only.
     *
     * @param room a host's room that fits the guest
     * @param demand asked by {@link #DEMAND_FIT} alone; when empty, the guest stands for those to come
     * @param weights this policy's
     */
    public double cost(Room room, Resources wanted, RecentDemand demand, Weights weights) {
        Room after = room.without(wanted);
        return switch (this) {
            case FIRST_FIT -> 0;
            case BEST_FIT -> -after.fullness();
            case SPREAD -> -after.freeShares();
            case BALANCED_FIT -> weights.free() * after.freeShares() + weights.imbalance() * after.imbalance();
            case DEMAND_FIT -> {
                RecentDemand toCome = toCome(room, wanted, demand);
                yield weights.lost() * (toCome.usable(room) - toCome.usable(after))
                        + weights.imbalance() * (after.imbalance() - room.imbalance());
            }
        };
    }
}
