package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import myidc.billing.event.InvoiceLine;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;

/** From a row of {@code invoice_line_view} to the line it was issued as. */
final class InvoiceLines {
    private static final ObjectMapper JSON = StoreMapper.facts();
    private static final TypeReference<List<String>> EVENTS = new TypeReference<>() {};

    private InvoiceLines() {}

    static InvoiceLine line(ResultSet row) throws SQLException {
        return new InvoiceLine(
                row.getInt("number"),
                InvoiceLine.Kind.valueOf(row.getString("kind")),
                row.getString("resource"),
                row.getString("resource_name"),
                row.getString("charge"),
                row.getString("region"),
                YearMonth.from(row.getObject("usage_month", LocalDate.class)),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "until_at"),
                row.getLong("hours"),
                row.getLong("hours_of_span"),
                PriceBooks.decimal(row, "unit_price").stripTrailingZeros(),
                PriceBooks.decimal(row, "monthly_cap").stripTrailingZeros(),
                row.getBoolean("capped"),
                row.getString("price_entry"),
                PriceBooks.decimal(row, "amount").stripTrailingZeros(),
                PriceBooks.decimal(row, "tax").stripTrailingZeros(),
                events(row.getString("events")));
    }

    static List<String> events(String json) {
        try {
            return JSON.readValue(json, EVENTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A line's events are not a list", e);
        }
    }
}
