package myidc.billing.read;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.platform.db.Sql;
import myidc.shared.id.AccountId;
import myidc.shared.id.TenantId;
import myidc.shared.time.BillingMonth;

/** Reads accounts. */
@Singleton
public final class Accounts {
    private static final String ACCOUNT =
            "select a.*, coalesce(t.name, '') as name from billing_account_view a left join billing_tenant_view t"
                    + " on t.id = a.tenant_id ";

    private final Sql sql;

    Accounts(Sql sql) {
        this.sql = sql;
    }

    public Optional<AccountRow> find(AccountId id) {
        return sql.row(ACCOUNT + "where a.id = ?", Accounts::account, id.value());
    }

    /** Those of the accounts that are there. */
    public Map<AccountId, AccountRow> find(List<AccountId> ids) {
        return sql
                .rows(ACCOUNT + "where a.id = any (?)", Accounts::account, (Object)
                        ids.stream().map(AccountId::value).toArray(Long[]::new))
                .stream()
                .collect(Collectors.toMap(AccountRow::id, Function.identity()));
    }

    public Optional<AccountRow> of(TenantId tenant) {
        return sql.row(ACCOUNT + "where a.tenant_id = ?", Accounts::account, tenant.value());
    }

    private static AccountRow account(ResultSet row) throws SQLException {
        return new AccountRow(
                new AccountId(row.getLong("id")),
                new TenantId(row.getLong("tenant_id")),
                row.getString("name"),
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("zone")),
                row.getString("entity"),
                Sql.instant(row, "opened_at"),
                YearMonth.from(row.getObject("next_month", LocalDate.class)));
    }

    /**
     * An account as the closing of months sees it.
     *
     * @param name the tenant's name today
     * @param nextMonth the first month that is not closed
     */
    public record AccountRow(
            AccountId id,
            TenantId tenantId,
            String name,
            Currency currency,
            ZoneId zone,
            String entity,
            Instant openedAt,
            YearMonth nextMonth) {
        /** The account once its next month is closed. */
        public AccountRow closed() {
            return new AccountRow(id, tenantId, name, currency, zone, entity, openedAt, nextMonth.plusMonths(1));
        }

        public BillingMonth openMonth() {
            return new BillingMonth(nextMonth, zone);
        }
    }
}
