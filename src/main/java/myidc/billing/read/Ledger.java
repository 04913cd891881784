package myidc.billing.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.Id;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads the double-entry postings, which follow from facts and sum to zero per cause. */
@Singleton
public final class Ledger {
    private final Sql sql;

    Ledger(Sql sql) {
        this.sql = sql;
    }

    /** Balances of all accounts before an instant, or of everything posted when none is given. */
    public Page<Balance> balances(@Nullable Instant before, Page.Ask ask) {
        String where =
                " from posting where posted_at < coalesce(?::timestamptz, 'infinity') group by account, currency";
        return Page.of(
                sql.rows(
                        "select account, currency, sum(amount) as balance, count(*) as postings" + where
                                + " order by account, currency limit ? offset ?",
                        Ledger::balance,
                        before,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from (select 1" + where + ") as accounts", before));
    }

    /** What all balances of a currency add up to: zero, or the books are broken. */
    public List<Money> sums(@Nullable Instant before) {
        return sql.rows(
                "select currency, sum(amount) as balance from posting"
                        + " where posted_at < coalesce(?::timestamptz, 'infinity') group by currency order by currency",
                row -> money(row, "balance"),
                before);
    }

    /** Postings in order of time, of one account, invoice or tenant when given. */
    public Page<Posting> postings(Wanted wanted, Page.Ask ask) {
        StringBuilder where = new StringBuilder(" from posting where true");
        List<Object> values = new ArrayList<>();
        add(where, values, " and account = ?", wanted.account());
        add(where, values, " and tenant_id = ?", wanted.tenantId());
        add(where, values, " and invoice_id = ?", wanted.invoiceId());
        add(where, values, " and posted_at >= ?", wanted.from());
        add(where, values, " and posted_at < ?", wanted.until());
        long results = sql.count("select count(*)" + where, values.toArray());
        values.add(ask.size());
        values.add(ask.offset());
        return Page.of(
                sql.rows(
                        "select *" + where + " order by posted_at, cause, seq limit ? offset ?",
                        Ledger::posting,
                        values.toArray()),
                ask,
                results);
    }

    /** How many facts a thing has had: the next one's cause ends in this number. */
    public long facts(Id id) {
        return sql.count("select count(*) from domain_event where aggregate_id = ?", id.text());
    }

    /** The groups of these causes, in order. */
    public List<Posting> groups(List<String> causes) {
        return sql.rows(
                "select * from posting where cause = any(?::text[]) order by posted_at, cause, seq",
                Ledger::posting,
                braced(causes));
    }

    /** What these accounts stand at now, in a currency. */
    public List<Balance> balancesOf(Collection<String> accounts, Currency currency) {
        return sql.rows(
                "select account, currency, sum(amount) as balance, count(*) as postings from posting"
                        + " where account = any(?::text[]) and currency = ? group by account, currency order by account",
                Ledger::balance,
                braced(accounts),
                currency.getCurrencyCode());
    }

    /** Causes and accounts have no character that an array's text would have to quote. */
    private static String braced(Collection<String> words) {
        return "{" + String.join(",", words) + "}";
    }

    private static void add(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            values.add(value);
        }
    }

    static Balance balance(ResultSet row) throws SQLException {
        return new Balance(row.getString("account"), money(row, "balance"), row.getLong("postings"));
    }

    static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                row.getString("cause"),
                row.getInt("seq"),
                row.getString("account"),
                row.getLong("tenant_id"),
                row.getLong("invoice_id"),
                money(row, "amount"),
                Sql.instant(row, "posted_at"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(PriceBooks.decimal(row, column), Currency.getInstance(row.getString("currency")));
    }

    /** Which postings; null leaves a condition out. */
    public record Wanted(
            @Nullable String account,
            @Nullable Long tenantId,
            @Nullable Long invoiceId,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** An account's balance; debit is positive. */
    public record Balance(String account, Money balance, long postings) {}

    /**
     * One side of a group of postings.
     *
     * @param cause what it follows from; the group of one cause sums to zero
     * @param amount debit positive, credit negative
     */
    public record Posting(
            String cause, int seq, String account, long tenantId, long invoiceId, Money amount, Instant postedAt) {}
}
