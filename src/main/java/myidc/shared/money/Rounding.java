package myidc.shared.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** How an exact figure becomes whole minor units; both ways treat a negative figure as the mirror of its positive. */
public enum Rounding {
    /** 0.005 becomes 0.01 and -0.005 becomes -0.01: what invoices expect where nothing else is agreed. */
    HALF_UP(RoundingMode.HALF_UP),
    /** 0.005 becomes 0.00 and 0.015 becomes 0.02: for legal entities whose books ask for it. */
    HALF_EVEN(RoundingMode.HALF_EVEN);

    private final RoundingMode mode;

    Rounding(RoundingMode mode) {
        this.mode = mode;
    }

    /** Rounds an exact amount to the minor unit of the currency. */
    public Money round(BigDecimal exact, Currency currency) {
        return new Money(exact.setScale(Money.minorDigits(currency), mode), currency);
    }
}
