package myidc.api;

import myidc.billing.AccountCommand.SetBillingTitle;
import myidc.billing.event.Party;
import myidc.shared.Check;
import myidc.shared.id.AccountId;
import org.jspecify.annotations.Nullable;

/** Whom papers are made out to, and which fapiao is wanted: NONE (when absent), NORMAL or SPECIAL. */
public record TitleRequest(
        @Nullable String title,
        @Nullable String taxNumber,
        @Nullable String address,
        @Nullable String bank,
        @Nullable String email,
        @Nullable String fapiaoKind) {
    public SetBillingTitle command(AccountId account) {
        return new SetBillingTitle(
                account,
                new Party(
                        Check.text("title", title, 200),
                        optional("taxNumber", taxNumber, 20),
                        optional("address", address, 300),
                        optional("bank", bank, 200),
                        optional("email", email, 200)),
                fapiaoKind == null ? "NONE" : Check.text("fapiaoKind", fapiaoKind, 10));
    }

    private static String optional(String field, @Nullable String value, int lengthMax) {
        String given = Check.optionalText(field, value, lengthMax);
        return given == null ? "" : given;
    }
}
