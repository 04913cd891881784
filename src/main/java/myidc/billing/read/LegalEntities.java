package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import myidc.billing.BillingSettings;
import myidc.billing.event.EntityTerms;
import myidc.billing.tax.Taxes.Tax;
import myidc.platform.db.Sql;
import myidc.shared.money.Rounding;
import org.jspecify.annotations.Nullable;

/** Reads legal entities; one that was never entered has the terms of the configuration. */
@Singleton
public final class LegalEntities {
    /** An internal department's statements are counted apart from invoices, as an entity's own series. */
    public static final String SHOWBACK = "-SB";

    private static final String PLAIN_NUMBERS = "{entity}-{serial:6}";
    private static final int PAYMENT_DAYS = 30;
    private static final int ENTITIES_MAX = 500;

    private final Sql sql;
    private final BillingSettings settings;

    LegalEntities(Sql sql, BillingSettings settings) {
        this.sql = sql;
        this.settings = settings;
    }

    public List<Entity> list() {
        return sql.rows("select * from legal_entity_view order by code limit ?", LegalEntities::entity, ENTITIES_MAX);
    }

    public Optional<Entity> find(long id) {
        return sql.row("select * from legal_entity_view where id = ?", LegalEntities::entity, id);
    }

    /** What the portal's own entity keeps its books in. */
    public Currency currency() {
        return Currency.getInstance(terms(settings.entity()).currency());
    }

    public EntityTerms terms(String code) {
        String entity = plain(code);
        return sql.row("select * from legal_entity_view where code = ?", LegalEntities::entity, entity)
                .map(Entity::terms)
                .orElseGet(() -> new EntityTerms(
                        entity.equals(settings.entity()) ? settings.entityName() : entity,
                        "",
                        "",
                        "",
                        "CNY",
                        settings.rounding(),
                        PLAIN_NUMBERS,
                        PAYMENT_DAYS,
                        false));
    }

    /** All taxes of an entity; its configured one for what has none. */
    public EntityTaxes taxes(String code) {
        List<RateRow> rates = sql.rows(
                "select r.* from tax_rate_view r join legal_entity_view e on e.id = r.entity_id where e.code = ? limit ?",
                LegalEntities::rate,
                plain(code),
                ENTITIES_MAX);
        return new EntityTaxes(rates, new Tax(settings.taxName(), settings.taxRate()));
    }

    public List<RateRow> rates(long id) {
        return sql.rows(
                "select * from tax_rate_view where entity_id = ? order by charge, valid_from limit ?",
                LegalEntities::rate,
                id,
                ENTITIES_MAX);
    }

    /** Months that were ever closed, newest first. */
    public List<ClosedMonth> closed(long id) {
        return sql.rows(
                "select * from closed_books_view where entity_id = ? order by month desc limit ?",
                row -> new ClosedMonth(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        Sql.instant(row, "closed_at"),
                        Sql.instantOrNull(row, "reopened_at"),
                        row.getString("reason")),
                id,
                ENTITIES_MAX);
    }

    /** A charge's first word, by which taxes, revenue and credits know it: {@code instance} of {@code instance:g6-nanode-1}. */
    public static String word(String charge) {
        int colon = charge.indexOf(':');
        return colon < 0 ? charge : charge.substring(0, colon);
    }

    private static String plain(String code) {
        return code.endsWith(SHOWBACK) ? code.substring(0, code.length() - SHOWBACK.length()) : code;
    }

    private static RateRow rate(ResultSet row) throws SQLException {
        return new RateRow(
                row.getString("charge"),
                row.getString("name"),
                row.getBigDecimal("rate").stripTrailingZeros(),
                row.getObject("valid_from", LocalDate.class));
    }

    private static Entity entity(ResultSet row) throws SQLException {
        return new Entity(
                row.getLong("id"),
                row.getLong("version"),
                row.getString("code"),
                new EntityTerms(
                        row.getString("name"),
                        row.getString("tax_number"),
                        row.getString("address"),
                        row.getString("bank"),
                        row.getString("currency"),
                        Rounding.valueOf(row.getString("rounding")),
                        row.getString("number_format"),
                        row.getInt("payment_days"),
                        row.getBoolean("reviewed")));
    }

    /** Taxes by charge and day. */
    public record EntityTaxes(List<RateRow> rates, Tax otherwise) {
        public EntityTaxes {
            rates = List.copyOf(rates);
        }

        /** The tax a charge bears on a day: its own rate, else the entity's rate for all, else the configured one. */
        public Tax of(String charge, LocalDate day) {
            String word = word(charge);
            return rates.stream()
                    .filter(rate -> !rate.from().isAfter(day)
                            && (rate.charge().equals(word) || rate.charge().equals("*")))
                    .max(Comparator.comparing((RateRow rate) -> rate.charge().equals(word))
                            .thenComparing(RateRow::from))
                    .map(rate -> new Tax(rate.name(), rate.rate()))
                    .orElse(otherwise);
        }
    }

    /** A legal entity as it was entered. */
    public record Entity(long id, long version, String code, EntityTerms terms) {}

    /** A tax by charge and day. */
    public record RateRow(String charge, String name, BigDecimal rate, LocalDate from) {}

    /** A month whose books were closed, and opened again where they were. */
    public record ClosedMonth(
            YearMonth month,
            Instant closedAt,
            @Nullable Instant reopenedAt,
            @Nullable String reason) {}
}
