package myidc.inventory.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import myidc.shared.money.Money;

/**
 * Straight-line depreciation by whole months from the day of purchase: the cost falls to its residual value in equal
 * steps. Each book value is rounded by itself, so that the steps add up to cost less residual, to the last minor unit.
 */
public final class Depreciation {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Depreciation() {}

    /** What stands in the books at the end of a day; refused before the purchase. */
    public static Figures on(Money cost, LocalDate boughtOn, Terms terms, LocalDate day) {
        if (day.isBefore(boughtOn)) {
            return new Figures(0, Money.zero(cost.currency()), cost);
        }
        int months = (int) Math.min(terms.months(), ChronoUnit.MONTHS.between(boughtOn, day));
        int digits = Money.minorDigits(cost.currency());
        BigDecimal residual =
                cost.amount().multiply(terms.residualPercent()).divide(HUNDRED, digits, RoundingMode.HALF_EVEN);
        BigDecimal lost = cost.amount()
                .subtract(residual)
                .multiply(BigDecimal.valueOf(months))
                .divide(BigDecimal.valueOf(terms.months()), digits, RoundingMode.HALF_EVEN);
        Money depreciated = new Money(lost, cost.currency());
        return new Figures(months, depreciated, cost.minus(depreciated));
    }

    /**
     * Over how many months a cost falls, and to what part of it.
     *
     * @param months at least 1
     * @param residualPercent 0 to 100
     */
    public record Terms(int months, BigDecimal residualPercent) {}

    /**
     * What was written off, and what is left.
     *
     * @param months whole months written off, at most those of the terms
     */
    public record Figures(int months, Money depreciated, Money bookValue) {}
}
