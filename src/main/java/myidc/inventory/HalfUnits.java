package myidc.inventory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Rack units in steps of a half, counted in halves. */
final class HalfUnits {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private HalfUnits() {}

    /** Halves in {@code units}; refused, naming the field, when outside the range or not in steps of a half. */
    static int of(String field, @Nullable BigDecimal units, int least, int most) {
        BigDecimal given = Check.range(field, units, BigDecimal.valueOf(least), BigDecimal.valueOf(most));
        try {
            return given.multiply(TWO).intValueExact();
        } catch (ArithmeticException e) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be in steps of 0.5");
        }
    }

    /** The same number without needless zeros, so that facts of equal places are equal. */
    static BigDecimal plain(BigDecimal units) {
        BigDecimal stripped = units.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
