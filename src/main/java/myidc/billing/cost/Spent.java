package myidc.billing.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/** Money spent in a month, by what it is spent on; exact to 20 digits. */
public record Spent(
        BigDecimal depreciation, BigDecimal power, BigDecimal space, BigDecimal storage, BigDecimal bandwidth) {
    public static final Spent NOTHING =
            new Spent(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    static final MathContext DIGITS = new MathContext(20);

    public BigDecimal total() {
        return depreciation.add(power).add(space).add(storage).add(bandwidth);
    }

    public Spent plus(Spent more) {
        return new Spent(
                depreciation.add(more.depreciation),
                power.add(more.power),
                space.add(more.space),
                storage.add(more.storage),
                bandwidth.add(more.bandwidth));
    }

    public Spent times(BigDecimal factor) {
        return new Spent(
                depreciation.multiply(factor, DIGITS),
                power.multiply(factor, DIGITS),
                space.multiply(factor, DIGITS),
                storage.multiply(factor, DIGITS),
                bandwidth.multiply(factor, DIGITS));
    }

    /** A share of it for each of so many; nothing where there are none. */
    public Spent over(BigDecimal count) {
        return count.signum() == 0 ? NOTHING : times(BigDecimal.ONE.divide(count, DIGITS));
    }
}
