package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.MeasuredUsage;
import myidc.billing.rating.AccountTerms.Carried;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.id.AccountId;
import org.jspecify.annotations.Nullable;

/** Reads how months were rated. */
@Singleton
public final class RatedUsages {
    private static final TypeReference<Map<String, String>> INPUTS = new TypeReference<>() {};

    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    RatedUsages(Sql sql) {
        this.sql = sql;
    }

    /** How a line came about; empty where its hours tell it. */
    public Optional<Rated> of(AccountId account, InvoiceLine line) {
        return sql.row(
                "select * from rated_usage_view where account_id = ? and month = ? and resource = ? and charge = ?"
                        + " and from_at = ? and price_entry = ? order by place limit 1",
                row -> new Rated(
                        PriceBooks.decimal(row, "quantity"),
                        row.getString("unit"),
                        row.getString("formula"),
                        read(row.getString("inputs"), INPUTS),
                        row.getString("event")),
                account.value(),
                line.usageMonth().atDay(1),
                line.resource(),
                line.charge(),
                line.from(),
                line.priceEntry());
    }

    /** How the line came about, of a row that may have nothing on it. */
    static @Nullable Rated ratedOrNull(ResultSet row) throws SQLException {
        if (row.getString("unit") == null) {
            return null;
        }
        try {
            return new Rated(
                    PriceBooks.decimal(row, "quantity"),
                    row.getString("unit"),
                    row.getString("formula"),
                    StoreMapper.facts().readValue(row.getString("inputs"), INPUTS),
                    "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A rated month cannot be read", e);
        }
    }

    /** What a month's bill took of the measurements of a resource. */
    Optional<MeasuredUsage> measured(AccountId account, YearMonth month, String resource, String charge) {
        return sql.row(
                "select measured from measured_usage_view where account_id = ? and month = ? and resource = ?"
                        + " and charge = ?",
                row -> read(row.getString("measured"), new TypeReference<MeasuredUsage>() {}),
                account.value(),
                month.atDay(1),
                resource,
                charge);
    }

    /** What commitments handed on into a month, by price entry. */
    Map<String, Carried> carriedInto(AccountId account, YearMonth month) {
        Map<String, Carried> carried = new HashMap<>();
        sql.rows(
                "select * from commitment_view where account_id = ? and month = ?",
                row -> carried.put(
                        row.getString("price_entry"),
                        new Carried(PriceBooks.decimal(row, "unused"), PriceBooks.decimal(row, "used_in_term"))),
                account.value(),
                month.minusMonths(1).atDay(1));
        return carried;
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A rated month cannot be read", e);
        }
    }

    /**
     * How a line came about.
     *
     * @param event the fact that says so
     */
    public record Rated(BigDecimal quantity, String unit, String formula, Map<String, String> inputs, String event) {
        /** Of facts rather than of a view: the lists of a fact are its own. */
        public List<String> events() {
            return List.of(event);
        }
    }
}
