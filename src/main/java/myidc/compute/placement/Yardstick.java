package myidc.compute.placement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import myidc.compute.event.Resources;
import myidc.compute.packing.Part;
import myidc.compute.packing.Policy;
import myidc.compute.packing.RecentDemand;
import myidc.compute.packing.Room;
import myidc.compute.packing.Weights;

/** How hosts with room are scored, the highest best. */
record Yardstick(Policy policy, Weights weights, RecentDemand demand) {
    private static final int DIGITS = 6;

    /** Best fit, when no rule says otherwise: small rests add up on few hosts, so that large guests find room on others. */
    static final Yardstick UNRULED = new Yardstick(Policy.BEST_FIT, RecentDemand.NONE);

    /** With the policy's usual weights. */
    Yardstick(Policy policy, RecentDemand demand) {
        this(policy, Weights.usual(policy), demand);
    }

    List<Part> parts(HostRoom room, Resources wanted) {
        return policy.parts(before(room), wanted, demand, weights);
    }

    /** What scores are the sum of: the name of each part with its weight; behind them how the demand was looked at. */
    List<String> told() {
        Resources some = new Resources(1, 1, 0);
        List<String> told = new ArrayList<>();
        policy.parts(Room.empty(some), some, demand, weights)
                .forEach(part -> told.add(part.name() + " " + part.weight()));
        if (policy == Policy.DEMAND_FIT) {
            told.add("large " + weights.large());
            told.add("days " + weights.days());
        }
        return told;
    }

    BigDecimal score(HostRoom room, Resources wanted) {
        Room before = before(room);
        return BigDecimal.valueOf(-policy.cost(before, wanted, demand, weights)).setScale(DIGITS, RoundingMode.HALF_UP);
    }

    private static Room before(HostRoom room) {
        return new Room(room.most(), room.most().minus(room.reserved()));
    }
}
