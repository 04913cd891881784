package myidc.compute.placement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import myidc.compute.event.Resources;
import myidc.compute.packing.Part;
import myidc.compute.packing.Policy;
import myidc.compute.packing.RecentDemand;
import myidc.compute.packing.Room;

/** How hosts with room are scored, the highest best. */
record Yardstick(Policy policy, RecentDemand demand) {
    private static final int DIGITS = 6;

    /** Best fit, when no rule says otherwise: small rests add up on few hosts, so that large guests find room on others. */
    static final Yardstick UNRULED = new Yardstick(Policy.BEST_FIT, RecentDemand.NONE);

    List<Part> parts(HostRoom room, Resources wanted) {
        return policy.parts(before(room), wanted, demand);
    }

    /** What scores are the sum of: the name of each part with its weight. */
    List<String> weights() {
        Resources some = new Resources(1, 1, 0);
        return policy.parts(Room.empty(some), some, demand).stream()
                .map(part -> part.name() + " " + part.weight())
                .toList();
    }

    BigDecimal score(HostRoom room, Resources wanted) {
        Room before = before(room);
        return BigDecimal.valueOf(-policy.cost(before, wanted, demand)).setScale(DIGITS, RoundingMode.HALF_UP);
    }

    private static Room before(HostRoom room) {
        return new Room(room.most(), room.most().minus(room.reserved()));
    }
}
