package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import myidc.billing.cost.CostRates;
import myidc.billing.cost.CostRates.Rate;
import myidc.billing.event.CostKind;
import myidc.platform.db.Sql;
import myidc.shared.Page;
import myidc.shared.id.CostRateId;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/** Reads cost rates, and how much each tenant had of what costs. */
@Singleton
public final class Costs {
    private static final String HELD = "entered_at < coalesce(?::timestamptz, 'infinity')"
            + " and coalesce(withdrawn_at, 'infinity') >= coalesce(?::timestamptz, 'infinity')";

    private static final int RATES_MAX = 10_000;
    private static final int ROWS_MAX = 100_000;

    private final Sql sql;

    Costs(Sql sql) {
        this.sql = sql;
    }

    /** Rates that hold, as of an instant those that held then. */
    public Page<CostRateRow> list(@Nullable Instant asOf, Page.Ask ask) {
        return Page.of(
                sql.rows(
                        "select * from cost_rate_view where " + HELD
                                + " order by currency, kind, item, valid_from limit ? offset ?",
                        Costs::rate,
                        asOf,
                        asOf,
                        ask.size(),
                        ask.offset()),
                ask,
                sql.count("select count(*) from cost_rate_view where " + HELD, asOf, asOf));
    }

    public Optional<CostRateRow> find(CostRateId id) {
        return sql.row("select * from cost_rate_view where id = ?", Costs::rate, id.value());
    }

    public CostRates rates(Currency currency, @Nullable Instant asOf) {
        return new CostRates(sql.rows(
                "select * from cost_rate_view where " + HELD + " and currency = ? limit ?",
                row -> {
                    CostRateRow found = rate(row);
                    return new Rate(found.kind(), found.item(), found.amount(), found.months(), found.from());
                },
                asOf,
                asOf,
                currency.getCurrencyCode(),
                RATES_MAX));
    }

    /** How much of each charge was there for each tenant in a period: quantities times their share of its time. */
    public List<Had> had(Period period, Instant until) {
        return sql.rows(
                "select s.tenant_id, s.charge, sum(s.quantity * extract(epoch from least(coalesce(s.ended_at, 'infinity'),"
                        + " ?::timestamptz) - greatest(s.started_at, ?::timestamptz))::numeric / ?::numeric) as quantity"
                        + " from charging_span s where s.started_at < ? and coalesce(s.ended_at, 'infinity') > ?"
                        + " group by 1, 2 order by 1, 2 limit ?",
                row -> new Had(row.getLong("tenant_id"), row.getString("charge"), PriceBooks.decimal(row, "quantity")),
                until,
                period.from(),
                period.until().getEpochSecond() - period.from().getEpochSecond(),
                until,
                period.from(),
                ROWS_MAX);
    }

    /** Bandwidth in Mbit/s by which tenants were billed in a month. */
    public List<Had> bandwidth(YearMonth month) {
        return sql.rows(
                "select a.tenant_id, u.charge, sum(u.quantity) as quantity from rated_usage_view u"
                        + " join billing_account_view a on a.id = u.account_id"
                        + " where u.month = ? and u.unit = 'Mbps' group by 1, 2 order by 1, 2 limit ?",
                row -> new Had(row.getLong("tenant_id"), row.getString("charge"), PriceBooks.decimal(row, "quantity")),
                month.atDay(1),
                ROWS_MAX);
    }

    private static CostRateRow rate(ResultSet row) throws SQLException {
        return new CostRateRow(
                row.getLong("id"),
                CostKind.valueOf(row.getString("kind")),
                row.getString("item"),
                Currency.getInstance(row.getString("currency")),
                PriceBooks.decimal(row, "amount").stripTrailingZeros(),
                row.getInt("months"),
                YearMonth.from(row.getObject("valid_from", LocalDate.class)),
                Sql.instant(row, "entered_at"));
    }

    /** A cost rate as screens show it. */
    public record CostRateRow(
            long id,
            CostKind kind,
            String item,
            Currency currency,
            BigDecimal amount,
            int months,
            YearMonth from,
            Instant enteredAt) {}

    /** How much of a charge a tenant had on average. */
    public record Had(long tenantId, String charge, BigDecimal quantity) {}
}
