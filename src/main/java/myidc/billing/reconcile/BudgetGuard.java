package myidc.billing.reconcile;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import myidc.billing.BillingRefusal;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Sku;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Budgets;
import myidc.billing.read.Budgets.BudgetRow;
import myidc.billing.read.Budgets.Spend;
import myidc.billing.read.PriceBooks;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.money.Rounding;

/** Refuses what would pass a hard budget limit; those of one tenant wait for each other, so two cannot pass it together. */
@Singleton
public final class BudgetGuard {
    private static final long SECONDS_PER_HOUR = 3_600;

    private final Accounts accounts;
    private final Budgets budgets;
    private final PriceBooks books;
    private final Sql sql;
    private final Clock clock;

    BudgetGuard(Accounts accounts, Budgets budgets, PriceBooks books, Sql sql, Clock clock) {
        this.accounts = accounts;
        this.budgets = budgets;
        this.books = books;
        this.sql = sql;
        this.clock = clock;
    }

    /** Refused with the figures when the month's forecast with one more of this charge passes a hard limit. */
    public void mayAdd(TenantId tenant, Sku sku) {
        List<BudgetRow> hard =
                budgets.list(tenant).stream().filter(BudgetRow::hard).toList();
        if (hard.isEmpty()) {
            return;
        }
        sql.rows("select pg_advisory_xact_lock(hashtext('budget'), hashtext(?))", row -> tenant, tenant.text());
        AccountRow account = accounts.of(tenant).orElse(null);
        if (account == null) {
            return;
        }
        Spend spend = budgets.spend(account);
        Money more = books.priceAt(account.currency(), sku, clock.instant())
                .map(entry -> rest(entry, spend, account))
                .orElse(Money.zero(account.currency()));
        for (BudgetRow budget : hard) {
            Money then = spend.forecast().plus(more);
            if (then.compareTo(budget.limit()) > 0) {
                throw Refused.because(
                        BillingRefusal.BUDGET_EXCEEDED,
                        "Budget " + budget.name() + ": this month is foreseen at " + spend.forecast()
                                + ", this adds up to " + more + ", which makes " + then + " above the limit of "
                                + budget.limit());
            }
        }
    }

    private Money rest(PriceEntry entry, Spend spend, AccountRow account) {
        Instant now = clock.instant();
        long seconds = Duration.between(now, spend.month().period().until()).toSeconds();
        BigDecimal hours = BigDecimal.valueOf((seconds + SECONDS_PER_HOUR - 1) / SECONDS_PER_HOUR);
        BigDecimal cost = entry.hourly().times(hours).min(entry.monthlyCap().amount());
        return Rounding.HALF_UP.round(cost, account.currency());
    }
}
