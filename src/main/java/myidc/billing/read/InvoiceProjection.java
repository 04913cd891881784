package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.InvoiceEvent.InvoiceIssued;
import myidc.billing.event.InvoiceLine;
import myidc.platform.axon.Projection;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes invoices with their lines, each in one statement, however long. */
@Singleton
@ProcessingGroup("billing.read")
public final class InvoiceProjection implements Projection {
    private static final String LINES = """
            insert into invoice_line_view (invoice_id, number, tenant_id, kind, resource, resource_name, charge, region,
                usage_month, from_at, until_at, hours, hours_of_span, unit_price, monthly_cap, capped, price_entry, amount,
                tax, events)
            select ?, number, ?, kind, resource, "resourceName", charge, region, ("usageMonth" || '-01')::date, "from",
                until, hours, "hoursOfSpan", "unitPrice", "monthlyCap", capped, "priceEntry", amount, tax, events
            from jsonb_to_recordset(?::jsonb) as line (number int, kind text, resource text, "resourceName" text,
                charge text, region text, "usageMonth" text, "from" timestamptz, until timestamptz, hours bigint,
                "hoursOfSpan" bigint, "unitPrice" numeric, "monthlyCap" numeric, capped boolean, "priceEntry" text,
                amount numeric, tax numeric, events jsonb)""";

    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    InvoiceProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.invoices";
    }

    @Override
    public List<String> tables() {
        return List.of("invoice_line_view", "invoice_view");
    }

    @EventHandler
    void on(InvoiceIssued fact, @Timestamp Instant at) {
        long id = fact.invoiceId().value();
        Period period = new BillingMonth(fact.month(), fact.zone()).period();
        sql.later(
                "insert into invoice_view (id, entity, serial, number, account_id, tenant_id, month, zone, billing_from,"
                        + " billing_until, currency, tax_name, tax_rate, subtotal, tax, total, line_count, issued_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                fact.entity(),
                fact.serial(),
                fact.number(),
                fact.accountId().value(),
                fact.tenantId().value(),
                fact.month().atDay(1),
                fact.zone().getId(),
                period.from(),
                period.until(),
                fact.currency(),
                fact.taxName(),
                fact.taxRate(),
                fact.subtotal(),
                fact.tax(),
                fact.total(),
                fact.lines().size(),
                at);
        sql.later(LINES, id, fact.tenantId().value(), write(fact.lines()));
    }

    private String write(List<InvoiceLine> lines) {
        try {
            return json.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Invoice lines cannot be written as JSON", e);
        }
    }
}
