package myidc.billing;

import java.util.Currency;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Checks currency codes that people send. */
public final class Currencies {
    private Currencies() {}

    public static String check(String field, @Nullable String code) {
        try {
            Currency currency = Currency.getInstance(code == null ? "" : code);
            Money.minorDigits(currency);
            return currency.getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be an ISO 4217 code such as CNY");
        }
    }
}
