package myidc.api;

import java.math.BigDecimal;
import java.util.Currency;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;

/** Money in JSON: the amount as text, so that no reader turns it into a binary fraction, and an ISO 4217 code. */
public record MoneyJson(String amount, String currency) {
    public static MoneyJson of(Money money) {
        return new MoneyJson(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }

    public static MoneyJson of(UnitPrice price) {
        return new MoneyJson(price.amount().toPlainString(), price.currency().getCurrencyCode());
    }

    /** An amount that was stored without trailing zeros, with its currency's decimals. */
    public static MoneyJson of(BigDecimal amount, Currency currency) {
        return of(new Money(amount, currency));
    }

    /** A price of a unit, with as many decimals as it has. */
    public static MoneyJson ofUnit(BigDecimal price, Currency currency) {
        return of(new UnitPrice(price, currency));
    }
}
