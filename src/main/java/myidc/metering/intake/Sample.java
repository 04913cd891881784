package myidc.metering.intake;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sample as it arrived.
 *
 * @param id the source's own name for it; sent again, it is the same sample
 * @param first octets in, a reading, a level, or a quantity; whole small units
 * @param second octets out; null where there is one figure
 */
public record Sample(
        String id,
        long meterPoint,
        @Nullable Instant at,
        @Nullable BigDecimal first,
        @Nullable BigDecimal second) {}
