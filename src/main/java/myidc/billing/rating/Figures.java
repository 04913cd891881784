package myidc.billing.rating;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;

/** How figures are kept and written: exact, without needless zeros, shares to 40 digits. */
final class Figures {
    /** Enough that a share of an amount is off by less than 10^-18 of the currency. */
    static final MathContext SHARE = new MathContext(40);

    private static final int DECIMALS_SHOWN_MAX = 6;

    private Figures() {}

    static BigDecimal plain(BigDecimal figure) {
        BigDecimal stripped = figure.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static BigDecimal sum(Collection<BigDecimal> figures) {
        return figures.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal share(BigDecimal amount, long part, long whole) {
        return part == whole
                ? amount
                : amount.multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(whole), SHARE);
    }

    static BigDecimal max(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** For formulas; a figure that never ends is shown to six decimals and marked as such. */
    static String text(BigDecimal figure) {
        BigDecimal plain = plain(figure);
        return plain.scale() <= 12
                ? plain.toPlainString()
                : "~"
                        + plain.setScale(DECIMALS_SHOWN_MAX, java.math.RoundingMode.HALF_UP)
                                .toPlainString();
    }
}
