package myidc.billing.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Reports from the ledger, each as of any instant: what was posted before it. Internal departments are left out. */
@Singleton
public final class Reports {
    private static final int ROWS_MAX = 5_000;

    private static final String TAKEN = "from posting p left join invoice_view i on i.id = p.invoice_id"
            + " and p.cause not like 'purse-%' where p.account like 'revenues:%'"
            + " and p.account not like 'revenues:internal:%' and p.posted_at < coalesce(?::timestamptz, 'infinity')"
            + " and coalesce(i.month, date_trunc('month', p.booked_on)::date) between ? and ?";

    private final Sql sql;

    Reports(Sql sql) {
        this.sql = sql;
    }

    /** Revenue without tax of the months billed, by one property, largest first. */
    public List<Revenue> revenue(By by, Months months, @Nullable Instant asOf) {
        String key = switch (by) {
            case CHARGE -> "substring(p.account from 10)";
            case REGION -> "coalesce(p.region, '')";
            case TENANT -> "coalesce('tenant-' || p.tenant_id, '')";
            case MONTH -> "to_char(coalesce(i.month, date_trunc('month', p.booked_on)), 'YYYY-MM')";
        };
        return sql.rows(
                "select r.*, coalesce(t.name, '') as name from (select " + key
                        + " as key, p.currency, -sum(p.amount) as amount " + TAKEN
                        + " group by 1, 2) r left join billing_tenant_view t on r.key = 'tenant-' || t.id"
                        + " order by r.currency, " + (by == By.MONTH ? "r.key" : "r.amount desc, r.key") + " limit ?",
                row -> new Revenue(row.getString("key"), row.getString("name"), money(row, "amount")),
                asOf,
                months.from().atDay(1),
                months.to().atDay(1),
                ROWS_MAX);
    }

    /** What each tenant owes, by how long it has been due on a day. */
    public List<Aged> receivables(LocalDate day, @Nullable Instant asOf) {
        Map<String, Aged> aged = new LinkedHashMap<>();
        sql.rows(
                "select p.tenant_id, p.currency, sum(p.amount) as amount, r.due_on, coalesce(t.name, '') as name"
                        + " from posting p left join receivable_view r on r.invoice_id = p.invoice_id"
                        + " left join billing_tenant_view t on t.id = p.tenant_id"
                        + " where p.account like 'assets:receivable:%'"
                        + " and p.posted_at < coalesce(?::timestamptz, 'infinity')"
                        + " group by p.tenant_id, p.currency, p.invoice_id, r.due_on, t.name having sum(p.amount) <> 0"
                        + " order by p.currency, p.tenant_id limit ?",
                row -> {
                    Money amount = money(row, "amount");
                    LocalDate due = row.getObject("due_on", LocalDate.class);
                    String key = row.getLong("tenant_id") + " " + row.getString("currency");
                    Aged before = aged.get(key);
                    Aged known = before == null
                            ? Aged.nothing(row.getLong("tenant_id"), row.getString("name"), amount.currency())
                            : before;
                    return aged.put(key, known.with(due == null ? 0 : ChronoUnit.DAYS.between(due, day), amount));
                },
                asOf,
                ROWS_MAX);
        return List.copyOf(aged.values());
    }

    /** Accounts that are behind on a day, worst first. */
    public Page<Behind> behind(LocalDate day, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select r.account_id, r.currency, sum(r.open) as open, min(r.due_on) as oldest,"
                                + " count(*) as invoices, coalesce(max(p.dunning_step), 0) as step,"
                                + " max(p.stopped) as stopped, coalesce(max(t.name), '') as name"
                                + " from receivable_view r left join purse_view p on p.id = r.account_id"
                                + " left join billing_tenant_view t on t.id = r.account_id"
                                + " where r.open > 0 and r.due_on < ? group by r.account_id, r.currency"
                                + " order by oldest, open desc, r.account_id limit ? offset ?",
                        row -> new Behind(
                                row.getLong("account_id"),
                                row.getString("name"),
                                money(row, "open"),
                                row.getObject("oldest", LocalDate.class),
                                row.getInt("invoices"),
                                row.getInt("step"),
                                row.getString("stopped")),
                        day,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count(
                        "select count(distinct (account_id, currency)) from receivable_view where open > 0 and due_on < ?",
                        day));
    }

    /** What tenants are called, by their numbers. */
    Map<Long, String> names() {
        Map<Long, String> names = new LinkedHashMap<>();
        sql.rows(
                "select id, name from billing_tenant_view",
                row -> names.put(row.getLong("id"), String.valueOf(row.getString("name"))));
        return names;
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(
                PriceBooks.decimal(row, column).stripTrailingZeros(), Currency.getInstance(row.getString("currency")));
    }

    /** What revenue is told by. */
    public enum By {
        CHARGE,
        REGION,
        TENANT,
        MONTH
    }

    /** Months, both included. */
    public record Months(YearMonth from, YearMonth to) {}

    /** Revenue of one key; {@code name} where the key is a tenant. */
    public record Revenue(String key, String name, Money amount) {}

    /** What a tenant owes: not due yet, and due for up to 30, 60, 90 days, and longer. */
    public record Aged(
            long tenantId, String tenantName, Money notDue, Money to30, Money to60, Money to90, Money older) {
        static Aged nothing(long tenantId, String tenantName, Currency currency) {
            Money none = Money.zero(currency);
            return new Aged(tenantId, tenantName, none, none, none, none, none);
        }

        public Money total() {
            return notDue.plus(to30).plus(to60).plus(to90).plus(older);
        }

        Aged with(long days, Money more) {
            if (days <= 0) {
                return new Aged(tenantId, tenantName, notDue.plus(more), to30, to60, to90, older);
            }
            if (days <= 30) {
                return new Aged(tenantId, tenantName, notDue, to30.plus(more), to60, to90, older);
            }
            if (days <= 60) {
                return new Aged(tenantId, tenantName, notDue, to30, to60.plus(more), to90, older);
            }
            return days <= 90
                    ? new Aged(tenantId, tenantName, notDue, to30, to60, to90.plus(more), older)
                    : new Aged(tenantId, tenantName, notDue, to30, to60, to90, older.plus(more));
        }
    }

    /** An account that is behind. */
    public record Behind(
            long tenantId,
            String tenantName,
            Money open,
            LocalDate oldest,
            int invoices,
            int step,
            @Nullable String stopped) {}
}
