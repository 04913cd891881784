package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import myidc.billing.read.Accounts.AccountRow;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import org.jspecify.annotations.Nullable;

/** Reads budgets, what is spent and foreseen against them, and notices. */
@Singleton
public final class Budgets {
    private static final int BUDGETS_MAX = 10_000;

    private final Sql sql;
    private final Charges charges;
    private final Clock clock;
    private final ObjectMapper json = StoreMapper.facts();

    Budgets(Sql sql, Charges charges, Clock clock) {
        this.sql = sql;
        this.charges = charges;
        this.clock = clock;
    }

    /** All budgets, or a tenant's. */
    public List<BudgetRow> list(@Nullable TenantId tenant) {
        Long id = tenant == null ? null : tenant.value();
        return sql.rows(
                "select * from budget_view where tenant_id = coalesce(?::bigint, tenant_id) order by id limit ?",
                Budgets::budget,
                id,
                BUDGETS_MAX);
    }

    public Optional<BudgetRow> find(@Nullable TenantId tenant, long id) {
        return sql.row(
                "select * from budget_view where id = ? and tenant_id = coalesce(?::bigint, tenant_id)",
                Budgets::budget,
                id,
                tenant == null ? null : tenant.value());
    }

    /** Budgets of anybody with higher numbers, in order. */
    public List<BudgetRow> after(long id, int most) {
        return sql.rows("select * from budget_view where id > ? order by id limit ?", Budgets::budget, id, most);
    }

    /** What the month under way has come to, and what it comes to when everything stays as it is until its end. */
    public Spend spend(AccountRow account) {
        Instant now = clock.instant();
        BillingMonth month = BillingMonth.of(now, account.zone());
        return new Spend(
                month,
                charges.accrued(account, now).current().total(account),
                charges.accrued(account, month.period().until()).current().total(account));
    }

    /** Notices of a tenant, newest first. */
    public Page<Notice> notices(TenantId tenant, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select * from notice_view where tenant_id = ? order by at desc, cause desc limit ? offset ?",
                        row -> new Notice(
                                row.getString("cause"),
                                row.getString("kind"),
                                figures(row.getString("figures")),
                                Sql.instant(row, "at")),
                        tenant.value(),
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from notice_view where tenant_id = ?", tenant.value()));
    }

    private JsonNode figures(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A notice cannot be read", e);
        }
    }

    private static BudgetRow budget(ResultSet row) throws SQLException {
        String thresholds = row.getString("thresholds");
        return new BudgetRow(
                row.getLong("id"),
                new TenantId(row.getLong("tenant_id")),
                row.getString("name"),
                new Money(PriceBooks.decimal(row, "monthly_limit"), Currency.getInstance(row.getString("currency"))),
                thresholds.isEmpty()
                        ? List.of()
                        : Arrays.stream(thresholds.split(","))
                                .map(Integer::valueOf)
                                .toList(),
                row.getBoolean("hard"));
    }

    /** A budget. */
    public record BudgetRow(
            long id, TenantId tenantId, String name, Money limit, List<Integer> thresholds, boolean hard) {}

    /** The month under way: come to so far, and foreseen for its end; without tax. */
    public record Spend(BillingMonth month, Money actual, Money forecast) {}

    /** Something a tenant is told about its money. */
    public record Notice(String cause, String kind, JsonNode figures, Instant at) {}
}
