package myidc.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import myidc.billing.read.Documents.Title;
import myidc.billing.read.Purses.CreditRow;
import myidc.billing.read.Purses.PaymentRow;
import myidc.billing.read.Purses.PurseRow;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** What an account owes and has in hand. */
public record PurseJson(
        long tenantId,
        String currency,
        MoneyJson owed,
        MoneyJson wallet,
        MoneyJson deposit,
        @Nullable MoneyJson lowAt,
        boolean stopWhenEmpty,
        int dunningStep,
        @Nullable String stopped,
        TitleJson title,
        List<CreditJson> credits) {
    public static PurseJson of(long tenantId, Money owed, PurseRow purse, Title title, List<CreditRow> credits) {
        return new PurseJson(
                tenantId,
                owed.currency().getCurrencyCode(),
                MoneyJson.of(owed),
                MoneyJson.of(purse.wallet()),
                MoneyJson.of(purse.deposit()),
                orNull(purse.lowAt()),
                purse.stopWhenEmpty(),
                purse.dunningStep(),
                purse.stopped(),
                TitleJson.of(title),
                credits.stream().map(CreditJson::of).toList());
    }

    private static @Nullable MoneyJson orNull(@Nullable Money money) {
        return money == null ? null : MoneyJson.of(money);
    }

    /** Whom papers are made out to. */
    public record TitleJson(
            String title,
            String taxNumber,
            String address,
            String bank,
            String email,
            String fapiaoKind,
            boolean internal) {
        public static TitleJson of(Title title) {
            return new TitleJson(
                    title.party().name(),
                    title.party().taxNumber(),
                    title.party().address(),
                    title.party().bank(),
                    title.party().email(),
                    title.fapiaoKind(),
                    title.internal());
        }
    }

    /** A granted credit and what is left of it. */
    public record CreditJson(
            int number,
            String name,
            MoneyJson amount,
            MoneyJson left,
            List<String> scope,
            @Nullable MoneyJson monthlyCap,
            @Nullable Instant expiresAt,
            boolean expired) {
        static CreditJson of(CreditRow credit) {
            return new CreditJson(
                    credit.number(),
                    credit.name(),
                    MoneyJson.of(credit.amount()),
                    MoneyJson.of(credit.left()),
                    credit.scope(),
                    orNull(credit.monthlyCap()),
                    credit.expiresAt(),
                    credit.expired());
        }
    }

    /** Money that came in. */
    public record PaymentJson(
            long id,
            long tenantId,
            String tenantName,
            MoneyJson amount,
            LocalDate receivedOn,
            String way,
            String reference,
            @Nullable String returned,
            Instant recordedAt) {
        public static PaymentJson of(PaymentRow payment) {
            return new PaymentJson(
                    payment.id(),
                    payment.tenantId().value(),
                    payment.tenantName(),
                    MoneyJson.of(payment.amount()),
                    payment.receivedOn(),
                    payment.way(),
                    payment.reference(),
                    payment.returned(),
                    payment.recordedAt());
        }
    }
}
