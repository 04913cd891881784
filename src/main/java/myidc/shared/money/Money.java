package myidc.shared.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/**
 * An amount in whole minor units of an ISO 4217 currency, below 10^15 of the major unit either way.
 *
 * <p>The amount always carries exactly the currency's decimals (CNY 2, JPY 0), so equal amounts are equal records. A
 * figure with more decimals than that is refused, never silently cut: round it by {@link Rounding} first.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    public Money {
        amount = wholeMinorUnits(amount, currency);
    }

    /** Nothing, in the given currency. */
    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** Reads a plain decimal and a three-letter code, as in {@code Money.of("12.34", "CNY")}. */
    public static Money of(String amount, String currencyCode) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    /** An amount given in minor units, as in 1234 fen. */
    public static Money ofMinor(long minorUnits, Currency currency) {
        return new Money(BigDecimal.valueOf(minorUnits, minorDigits(currency)), currency);
    }

    /** Decimals of the currency's minor unit; refuses codes that are no money, such as XXX. */
    public static int minorDigits(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException("currency " + currency.getCurrencyCode() + " has no minor unit");
        }
        return digits;
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** -1, 0 or 1. */
    public int signum() {
        return amount.signum();
    }

    /** The amount as a count of minor units. */
    public BigInteger minorUnits() {
        return amount.unscaledValue();
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    /** Amount without exponent, a space and the code: {@code 12.34 CNY}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("amounts of " + currency.getCurrencyCode() + " and "
                    + other.currency.getCurrencyCode() + " cannot be reckoned together");
        }
        return other;
    }

    private static BigDecimal wholeMinorUnits(BigDecimal amount, Currency currency) {
        int digits = minorDigits(currency);
        if (amount.abs().compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("amount must be below 10^15");
        }
        BigDecimal plain = amount.stripTrailingZeros();
        if (plain.scale() > digits) {
            throw new IllegalArgumentException("amount " + amount.toPlainString() + " has more than " + digits
                    + " decimals of " + currency.getCurrencyCode());
        }
        return plain.setScale(digits);
    }
}
