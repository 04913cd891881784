package myidc.inventory.cabling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How contended a rack's way out is: the sum of access speeds over the sum of uplink speeds, of ports that hold a cable.
 *
 * @param accessUnknown cabled access ports whose speed nobody knows; uplinks likewise
 * @param ratio null when no uplink's speed is known
 */
public record Contention(
        long accessMbps,
        int accessUnknown,
        long uplinkMbps,
        int uplinkUnknown,
        @Nullable BigDecimal ratio) {
    public static Contention of(long accessMbps, int accessUnknown, long uplinkMbps, int uplinkUnknown) {
        BigDecimal ratio = uplinkMbps == 0
                ? null
                : BigDecimal.valueOf(accessMbps).divide(BigDecimal.valueOf(uplinkMbps), 2, RoundingMode.HALF_UP);
        return new Contention(accessMbps, accessUnknown, uplinkMbps, uplinkUnknown, ratio);
    }
}
