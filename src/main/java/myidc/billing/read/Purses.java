package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads what accounts owe, have paid and have in hand; where a tenant is given, another's do not exist. */
@Singleton
public final class Purses {
    private static final int CREDITS_MAX = 200;
    private static final int SETTLEMENTS_MAX = 500;

    private static final int OPEN_SHOWN_MAX = 50;

    private final Sql sql;

    Purses(Sql sql) {
        this.sql = sql;
    }

    /** The account's purse; one that never moved is empty. */
    public PurseRow of(AccountId account, Currency currency) {
        return sql.row(
                        "select * from purse_view where id = ?",
                        row -> new PurseRow(
                                money(row, "wallet", currency),
                                money(row, "deposit", currency),
                                row.getBigDecimal("low_at") == null ? null : money(row, "low_at", currency),
                                row.getBoolean("stop_when_empty"),
                                row.getInt("dunning_step"),
                                row.getString("stopped")),
                        account.value())
                .orElse(new PurseRow(Money.zero(currency), Money.zero(currency), null, false, 0, null));
    }

    public Page<PaymentRow> payments(@Nullable TenantId tenant, Page.Ask ask) {
        Long account = tenant == null ? null : tenant.value();
        String where = " where p.account_id = coalesce(?::bigint, p.account_id)";
        return Page.of(
                sql.rows(
                        "select p.*, coalesce(t.name, '') as tenant_name from payment_view p"
                                + " left join billing_tenant_view t on t.id = p.account_id" + where
                                + " order by p.id desc limit ? offset ?",
                        Purses::payment,
                        account,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from payment_view p" + where, account));
    }

    public Optional<PaymentRow> payment(long id) {
        return sql.row(
                "select p.*, coalesce(t.name, '') as tenant_name from payment_view p"
                        + " left join billing_tenant_view t on t.id = p.account_id where p.id = ?",
                Purses::payment,
                id);
    }

    public List<CreditRow> credits(AccountId account) {
        return sql.rows(
                "select * from credit_grant_view where account_id = ?"
                        + " order by expired, expires_at nulls last, number limit ?",
                Purses::credit,
                account.value(),
                CREDITS_MAX);
    }

    /** Numbers of invoices that are not settled, first due first, a bounded number. */
    public List<String> openNumbers(AccountId account) {
        return sql.rows(
                "select i.number from receivable_view r join invoice_view i on i.id = r.invoice_id where r.account_id"
                        + " = ? and r.open > 0 order by r.due_on, i.id limit ?",
                row -> row.getString(1),
                account.value(),
                OPEN_SHOWN_MAX);
    }

    /** What settled an invoice, in order. */
    public List<SettlementRow> settlements(InvoiceId invoice) {
        return sql.rows(
                "select * from settlement_view where invoice_id = ? order by settled_at, cause limit ?",
                row -> new SettlementRow(
                        row.getString("cause"),
                        row.getString("means"),
                        row.getString("source"),
                        money(row, "amount", Currency.getInstance(row.getString("currency"))),
                        row.getObject("booked_on", LocalDate.class),
                        Sql.instant(row, "settled_at")),
                invoice.value(),
                SETTLEMENTS_MAX);
    }

    public Optional<ReceivableRow> receivable(InvoiceId invoice) {
        return sql.row(
                "select * from receivable_view where invoice_id = ?",
                row -> {
                    Currency currency = Currency.getInstance(row.getString("currency"));
                    return new ReceivableRow(
                            money(row, "total", currency),
                            money(row, "open", currency),
                            money(row, "credited", currency),
                            money(row, "written_off", currency),
                            row.getObject("due_on", LocalDate.class));
                },
                invoice.value());
    }

    /** Whether the account has an invoice that should have been paid before a day. */
    public boolean isOverdue(AccountId account, LocalDate today) {
        return sql.count(
                        "select count(*) from receivable_view where account_id = ? and open > 0 and due_on < ?",
                        account.value(),
                        today)
                > 0;
    }

    /** Accounts with something overdue on a day, worst first. */
    public Page<DunningRow> overdue(LocalDate today, Page.Ask ask) {
        String from = " from receivable_view r where r.open > 0 and r.due_on < ?";
        return Page.of(
                sql.rows(
                        "select r.account_id, r.currency, sum(r.open) as open, min(r.due_on) as oldest, count(*) as"
                                + " invoices, coalesce(max(p.dunning_step), 0) as step, max(p.stopped) as stopped,"
                                + " coalesce(max(t.name), '') as tenant_name from receivable_view r left join purse_view p"
                                + " on p.id = r.account_id left join billing_tenant_view t on t.id = r.account_id where"
                                + " r.open > 0 and r.due_on < ? group by r.account_id, r.currency order by oldest,"
                                + " r.account_id limit ? offset ?",
                        row -> new DunningRow(
                                new AccountId(row.getLong("account_id")),
                                row.getString("tenant_name"),
                                money(row, "open", Currency.getInstance(row.getString("currency"))),
                                row.getObject("oldest", LocalDate.class),
                                row.getInt("invoices"),
                                row.getInt("step"),
                                row.getString("stopped")),
                        today,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count(
                        "select count(*) from (select 1" + from + " group by account_id, currency) as accounts",
                        today));
    }

    private static PaymentRow payment(ResultSet row) throws SQLException {
        return new PaymentRow(
                row.getLong("id"),
                new TenantId(row.getLong("account_id")),
                row.getString("tenant_name"),
                money(row, "amount", Currency.getInstance(row.getString("currency"))),
                row.getObject("received_on", LocalDate.class),
                row.getString("way"),
                row.getString("reference"),
                row.getString("returned"),
                Sql.instant(row, "recorded_at"));
    }

    private static CreditRow credit(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        String scope = row.getString("scope");
        return new CreditRow(
                row.getInt("number"),
                row.getString("name"),
                money(row, "amount", currency),
                money(row, "left_over", currency),
                scope.isEmpty() ? List.of() : List.of(scope.split(",")),
                row.getBigDecimal("monthly_cap") == null ? null : money(row, "monthly_cap", currency),
                Sql.instantOrNull(row, "expires_at"),
                row.getBoolean("expired"));
    }

    private static Money money(ResultSet row, String column, Currency currency) throws SQLException {
        BigDecimal amount = PriceBooks.decimal(row, column);
        return new Money(amount, currency);
    }

    /** What an account has in hand with us. */
    public record PurseRow(
            Money wallet,
            Money deposit,
            @Nullable Money lowAt,
            boolean stopWhenEmpty,
            int dunningStep,
            @Nullable String stopped) {}

    /** Money that came in; {@code returned} says why it went back. */
    public record PaymentRow(
            long id,
            TenantId tenantId,
            String tenantName,
            Money amount,
            LocalDate receivedOn,
            String way,
            String reference,
            @Nullable String returned,
            Instant recordedAt) {}

    /** A granted credit. */
    public record CreditRow(
            int number,
            String name,
            Money amount,
            Money left,
            List<String> scope,
            @Nullable Money monthlyCap,
            @Nullable Instant expiresAt,
            boolean expired) {}

    /** Part of an invoice that was settled. */
    public record SettlementRow(
            String cause, String means, String source, Money amount, LocalDate bookedOn, Instant settledAt) {}

    /** An invoice as it is owed. */
    public record ReceivableRow(Money total, Money open, Money credited, Money writtenOff, LocalDate dueOn) {}

    /** An account that is behind. */
    public record DunningRow(
            AccountId accountId,
            String tenantName,
            Money open,
            LocalDate oldest,
            int invoices,
            int step,
            @Nullable String stopped) {}
}
