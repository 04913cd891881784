package myidc.compute.packing;

import java.util.List;
import java.util.Map;
import myidc.compute.event.Resources;

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

    private static final double IMBALANCE_OF_BALANCED = 2;
    private static final double IMBALANCE_OF_DEMAND = 5;

    /** What a host's score is the sum of, weighed: {@link #cost} with its sign turned. */
    public List<Part> parts(Room room, Resources wanted, RecentDemand demand) {
        Room after = room.without(wanted);
        return switch (this) {
            case FIRST_FIT -> List.of();
            case BEST_FIT -> List.of(new Part("fullness", after.fullness(), 1));
            case SPREAD -> List.of(new Part("free", after.freeShares(), 1));
            case BALANCED_FIT ->
                List.of(
                        new Part("free", after.freeShares(), -1),
                        new Part("imbalance", after.imbalance(), -IMBALANCE_OF_BALANCED));
            case DEMAND_FIT -> {
                RecentDemand toCome = toCome(room, wanted, demand);
                yield List.of(
                        new Part("lost", toCome.usable(room) - toCome.usable(after), -1),
                        new Part("imbalance", after.imbalance() - room.imbalance(), -IMBALANCE_OF_DEMAND));
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
     */
    public double cost(Room room, Resources wanted, RecentDemand demand) {
        Room after = room.without(wanted);
        return switch (this) {
            case FIRST_FIT -> 0;
            case BEST_FIT -> -after.fullness();
            case SPREAD -> -after.freeShares();
            case BALANCED_FIT -> after.freeShares() + IMBALANCE_OF_BALANCED * after.imbalance();
            case DEMAND_FIT -> {
                RecentDemand toCome = toCome(room, wanted, demand);
                yield toCome.usable(room)
                        - toCome.usable(after)
                        + IMBALANCE_OF_DEMAND * (after.imbalance() - room.imbalance());
            }
        };
    }
}
