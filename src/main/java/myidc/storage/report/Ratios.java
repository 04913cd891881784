package myidc.storage.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How much smaller something became. */
final class Ratios {
    private static final int SCALE = 4;

    private Ratios() {}

    /** Before to after; null when either is unknown or there is nothing after. */
    static @Nullable BigDecimal of(@Nullable Long before, @Nullable Long after) {
        return before == null || after == null || after == 0
                ? null
                : BigDecimal.valueOf(before).divide(BigDecimal.valueOf(after), SCALE, RoundingMode.HALF_EVEN);
    }

    static long percentOf(long whole, BigDecimal percent) {
        return BigDecimal.valueOf(whole)
                .multiply(percent)
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
