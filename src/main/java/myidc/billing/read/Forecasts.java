package myidc.billing.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.rating.RatedLine;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Charges.Priced;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.AccountId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;

/**
 * What next month comes to when everything that is there now stays: presence by the prices that will be in force, and of
 * what is measured as much as in the last month that is over.
 */
@Singleton
public final class Forecasts {
    private final Sql sql;
    private final Accounts accounts;
    private final Charges charges;
    private final PriceBooks books;
    private final Clock clock;

    Forecasts(Sql sql, Accounts accounts, Charges charges, PriceBooks books, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.charges = charges;
        this.books = books;
        this.clock = clock;
    }

    /** Accounts in order of their numbers. */
    public Page<Foreseen> list(Page.Ask ask) {
        List<Long> ids = sql.rows(
                "select id from billing_account_view order by id limit ? offset ?",
                Forecasts::id,
                ask.size(),
                ask.offset());
        return Page.of(
                ids.stream()
                        .flatMap(id -> accounts.find(new AccountId(id)).stream())
                        .map(this::foreseen)
                        .toList(),
                ask,
                sql.count("select count(*) from billing_account_view"));
    }

    private Foreseen foreseen(AccountRow account) {
        BillingMonth now = BillingMonth.of(clock.instant(), account.zone());
        BillingMonth last = new BillingMonth(now.month().minusMonths(1), account.zone());
        var prices = books.inForce(account.currency(), account.tenantId());
        Priced next = charges.under(account, now.next(), prices);
        Priced before = charges.under(account, last, prices);
        Money measured = measured(account, before);
        Money present = next.charged().total(account).minus(measured(account, next));
        return new Foreseen(
                account.tenantId().value(),
                account.name(),
                now.next().month(),
                before.charged().total(account),
                present,
                measured,
                present.plus(measured),
                next.unpriced());
    }

    private static Money measured(AccountRow account, Priced month) {
        return month.charged().lines().stream()
                .filter(line ->
                        line.workings() != null && !line.workings().usage().isEmpty())
                .map(RatedLine::amount)
                .reduce(Money.zero(account.currency()), Money::plus);
    }

    private static long id(ResultSet row) throws SQLException {
        return row.getLong(1);
    }

    /**
     * What is foreseen of an account, without tax.
     *
     * @param lastMonth what the last month that is over comes to
     * @param present of what is there now
     * @param measured of what is measured, as in the last month
     * @param unpriced what will have no price, in words
     */
    public record Foreseen(
            long tenantId,
            String tenantName,
            YearMonth month,
            Money lastMonth,
            Money present,
            Money measured,
            Money total,
            List<String> unpriced) {}
}
