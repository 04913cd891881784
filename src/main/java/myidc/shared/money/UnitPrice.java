package myidc.shared.money;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * Price of one unit of something (an hour, a GB), zero or more, kept to {@value #DECIMALS_MAX} decimals of the major
 * unit and below 10^9, so that a cheap unit loses nothing before the line is rounded.
 */
public record UnitPrice(BigDecimal amount, Currency currency) {
    /** The books hold this many decimals; billing-rules asks for eight or more. */
    public static final int DECIMALS_MAX = 12;

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(9);

    public UnitPrice {
        Money.minorDigits(currency);
        if (amount.signum() < 0 || amount.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("unit price must be at least 0 and below 10^9");
        }
        BigDecimal plain = amount.stripTrailingZeros();
        if (plain.scale() > DECIMALS_MAX) {
            throw new IllegalArgumentException("unit price has more than " + DECIMALS_MAX + " decimals");
        }
        amount = plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Reads a plain decimal and a three-letter code, as in {@code UnitPrice.of("0.00750000", "CNY")}. */
    public static UnitPrice of(String amount, String currencyCode) {
        return new UnitPrice(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    /** Exact product, not rounded: rounding belongs to the invoice line. */
    public BigDecimal times(BigDecimal quantity) {
        return amount.multiply(quantity);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }
}
