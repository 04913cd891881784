package myidc.compute.placement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import myidc.compute.event.Resources;
import myidc.compute.packing.Policy;
import myidc.compute.packing.RecentDemand;
import myidc.compute.packing.Room;
import org.jspecify.annotations.Nullable;

/**
 * How hosts with room are scored, the highest best.
 *
 * @param policy null for best fit, when no rule says otherwise: small rests add up on few hosts, so that large guests find
 *     room on others
 */
record Yardstick(@Nullable Policy policy, RecentDemand demand) {
    private static final int DIGITS = 6;

    BigDecimal score(HostRoom room, Resources wanted) {
        if (policy == null) {
            return fullness(room, wanted);
        }
        Room before = new Room(room.most(), room.most().minus(room.reserved()));
        return BigDecimal.valueOf(-policy.cost(before, wanted, demand)).setScale(DIGITS, RoundingMode.HALF_UP);
    }

    /** The larger of the shares of processors and memory that would be taken, in ten-thousandths. */
    private static BigDecimal fullness(HostRoom room, Resources wanted) {
        Resources after = room.reserved().plus(wanted);
        return share(after.vcpus(), room.most().vcpus())
                .max(share(after.memoryMb(), room.most().memoryMb()));
    }

    private static BigDecimal share(long taken, long most) {
        return BigDecimal.valueOf(taken).divide(BigDecimal.valueOf(most), 4, RoundingMode.HALF_UP);
    }
}
