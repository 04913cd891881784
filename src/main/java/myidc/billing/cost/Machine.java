package myidc.billing.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import myidc.billing.event.CostKind;
import org.jspecify.annotations.Nullable;

/**
 * A host, what it draws, takes up and carries.
 *
 * @param model manufacturer and model
 * @param drawW what it may draw at most by its type; 0 where that is unknown
 * @param since the month it was bought or put to work; null where neither is known
 */
public record Machine(
        long hostId,
        String name,
        String model,
        BigDecimal heightU,
        int drawW,
        @Nullable YearMonth since,
        Room vcpus,
        Room memoryMb) {
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal W_PER_KW = BigDecimal.valueOf(1_000);

    /** What it costs in a month of so many hours. */
    public Spent cost(CostRates rates, YearMonth month, long hours) {
        BigDecimal kwh =
                BigDecimal.valueOf(drawW).multiply(BigDecimal.valueOf(hours)).divide(W_PER_KW, Spent.DIGITS);
        return new Spent(
                depreciation(rates, month),
                kwh.multiply(rates.amount(CostKind.KILOWATT_HOUR, month), Spent.DIGITS),
                heightU.multiply(rates.amount(CostKind.RACK_UNIT, month), Spent.DIGITS),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    /** The part of it that nobody has: vCPUs and memory bear half of a host each. */
    public BigDecimal idleShare() {
        return HALF.multiply(vcpus.freeShare()).add(HALF.multiply(memoryMb.freeShare()));
    }

    private BigDecimal depreciation(CostRates rates, YearMonth month) {
        return rates.find(CostKind.DEVICE, model, since == null ? month : since)
                .or(() -> rates.find(CostKind.DEVICE, model, month))
                .filter(rate -> since == null || writtenOff(since, month) < rate.months())
                .map(rate -> rate.amount().divide(BigDecimal.valueOf(rate.months()), Spent.DIGITS))
                .orElse(BigDecimal.ZERO);
    }

    private static long writtenOff(YearMonth since, YearMonth month) {
        return ChronoUnit.MONTHS.between(since, month);
    }

    /** What may be promised of something, and what is. */
    public record Room(long most, long used) {
        BigDecimal freeShare() {
            return most <= 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(Math.max(0, most - used))
                            .divide(BigDecimal.valueOf(most), 8, RoundingMode.HALF_UP);
        }
    }
}
