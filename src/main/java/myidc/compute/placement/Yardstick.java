package myidc.compute.placement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import myidc.compute.event.Resources;
import myidc.compute.packing.Policy;
import myidc.compute.packing.RecentDemand;
import myidc.compute.packing.Room;

/** How hosts with room are scored, the highest best. */
record Yardstick(Policy policy, RecentDemand demand) {
    private static final int DIGITS = 6;

    /** Best fit, when no rule says otherwise: small rests add up on few hosts, so that large guests find room on others. */
    static final Yardstick UNRULED = new Yardstick(Policy.BEST_FIT, RecentDemand.NONE);

    BigDecimal score(HostRoom room, Resources wanted) {
        Room before = new Room(room.most(), room.most().minus(room.reserved()));
        return BigDecimal.valueOf(-policy.cost(before, wanted, demand)).setScale(DIGITS, RoundingMode.HALF_UP);
    }
}
