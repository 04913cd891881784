package myidc.billing.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.rating.Prices;
import myidc.billing.rating.RatedLine;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Charges.Priced;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.AccountId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import org.jspecify.annotations.Nullable;

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

    /**
     * Accounts in order of their numbers, as of now or as of an instant: those that were open then, by the presence and the
     * prices that were recorded before it. Samples keep no time of arrival, so a month's measured usage is that of today.
     */
    public Page<Foreseen> list(@Nullable Instant asOf, Page.Ask ask) {
        List<Long> ids = sql.rows(
                "select id from billing_account_view where opened_at < coalesce(?::timestamptz, 'infinity')"
                        + " order by id limit ? offset ?",
                Forecasts::id,
                asOf,
                ask.size(),
                ask.offset());
        return Page.of(
                ids.stream()
                        .flatMap(id -> accounts.find(new AccountId(id)).stream())
                        .map(account -> foreseen(account, asOf))
                        .toList(),
                ask,
                sql.count(
                        "select count(*) from billing_account_view"
                                + " where opened_at < coalesce(?::timestamptz, 'infinity')",
                        asOf));
    }

    /** One account's next month, as of now or as of an instant. */
    public Foreseen foreseen(AccountRow account, @Nullable Instant asOf) {
        BillingMonth now = BillingMonth.of(asOf == null ? clock.instant() : asOf, account.zone());
        BillingMonth last = new BillingMonth(now.month().minusMonths(1), account.zone());
        Prices prices = asOf == null
                ? books.inForce(account.currency(), account.tenantId())
                : books.inForce(account.currency(), account.tenantId(), asOf);
        Priced next = priced(account, now.next(), prices, asOf);
        Priced before = priced(account, last, prices, asOf);
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

    private Priced priced(AccountRow account, BillingMonth month, Prices prices, @Nullable Instant asOf) {
        return asOf == null ? charges.under(account, month, prices) : charges.asOf(account, month, prices, asOf);
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
