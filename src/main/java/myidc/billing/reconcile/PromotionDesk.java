package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import myidc.billing.BillingRefusal;
import myidc.billing.PromotionCommand.RedeemPromotion;
import myidc.billing.PurseCommand.Grant;
import myidc.billing.PurseCommand.GrantCredit;
import myidc.billing.event.PromotionTerms;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Promotions;
import myidc.billing.read.Promotions.PromotionRow;
import myidc.billing.read.Purses;
import myidc.billing.read.Purses.CreditRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.AccountId;
import myidc.shared.id.TenantId;

/** Where a tenant enters a code: its use and the credit are one; an account that guesses has to wait. */
@Singleton
public final class PromotionDesk {
    private static final int WINDOW_SECONDS = 900;
    private static final int FAILURES_MAX = 10;
    private static final String WINDOW = "interval '" + WINDOW_SECONDS + " seconds'";

    private final Commands commands;
    private final CashDesk cash;
    private final InvoiceDesk desk;
    private final Promotions promotions;
    private final Purses purses;
    private final Sql sql;
    private final Clock clock;

    PromotionDesk(
            Commands commands,
            CashDesk cash,
            InvoiceDesk desk,
            Promotions promotions,
            Purses purses,
            Sql sql,
            Clock clock) {
        this.commands = commands;
        this.cash = cash;
        this.desk = desk;
        this.promotions = promotions;
        this.purses = purses;
        this.sql = sql;
        this.clock = clock;
    }

    /** Uses the code; the credit that it gave. */
    public CreditRow redeem(TenantId tenant, String code) {
        AccountRow account = cash.account(tenant);
        refuseGuesses(account.id());
        PromotionRow promotion = promotions
                .byCode(code.strip().toUpperCase(Locale.ROOT))
                .orElseThrow(() -> {
                    count(account.id());
                    return Refused.field(
                            BillingRefusal.PROMOTION_UNKNOWN, "promo_code", "There is no such promotional code");
                });
        return commands.perform(
                () -> {
                    commands.send(new RedeemPromotion(
                            promotion.id(), tenant, account.currency().getCurrencyCode()));
                    commands.send(
                            new GrantCredit(InvoiceDesk.purse(account), desk.books(account), grant(promotion.terms())));
                },
                () -> purses.credits(account.id()).stream()
                        .max(Comparator.comparingInt(CreditRow::number))
                        .orElseThrow());
    }

    private Grant grant(PromotionTerms terms) {
        Integer days = terms.creditDays();
        Instant expires = days == null ? null : clock.instant().plus(Duration.ofDays(days));
        return new Grant(terms.name(), terms.amount(), terms.scope(), terms.monthlyCap(), expires);
    }

    private void refuseGuesses(AccountId account) {
        long failures = sql.count(
                "select failures from promotion_attempt where account_id = ? and window_began > now() - " + WINDOW,
                account.value());
        if (failures >= FAILURES_MAX) {
            throw Refused.later(
                    BillingRefusal.TOO_MANY_CODES,
                    "Too many codes that there are not; try again in a quarter of an hour",
                    WINDOW_SECONDS);
        }
    }

    private void count(AccountId account) {
        sql.change(
                "insert into promotion_attempt (account_id, failures, window_began) values (?, 1, now())"
                        + " on conflict (account_id) do update set"
                        + " failures = case when promotion_attempt.window_began > now() - " + WINDOW
                        + " then promotion_attempt.failures + 1 else 1 end,"
                        + " window_began = case when promotion_attempt.window_began > now() - " + WINDOW
                        + " then promotion_attempt.window_began else now() end",
                account.value());
    }
}
