package myidc.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Invoices.InvoiceRow;
import org.jspecify.annotations.Nullable;

/** An invoice in our own contracts; its lines only where one invoice is asked for, the first page of them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvoiceJson(
        long id,
        String number,
        String entity,
        long accountId,
        long tenantId,
        String tenantName,
        String month,
        String timeZone,
        Instant billingFrom,
        Instant billingTo,
        String state,
        Instant issuedAt,
        MoneyJson subtotal,
        String taxName,
        BigDecimal taxRate,
        MoneyJson tax,
        MoneyJson total,
        int lineCount,
        MoneyJson open,
        @Nullable LocalDate dueOn,
        @Nullable List<LineJson> lines) {

    public static InvoiceJson of(InvoiceRow invoice) {
        return of(invoice, null);
    }

    public static InvoiceJson with(InvoiceRow invoice, List<InvoiceLine> lines) {
        Currency currency = invoice.total().currency();
        return of(
                invoice, lines.stream().map(line -> LineJson.of(line, currency)).toList());
    }

    private static InvoiceJson of(InvoiceRow invoice, @Nullable List<LineJson> lines) {
        return new InvoiceJson(
                invoice.id(),
                invoice.number(),
                invoice.entity(),
                invoice.accountId(),
                invoice.tenantId().value(),
                invoice.tenantName(),
                invoice.month().toString(),
                invoice.zone(),
                invoice.billingFrom(),
                invoice.billingUntil(),
                invoice.state(),
                invoice.issuedAt(),
                MoneyJson.of(invoice.subtotal()),
                invoice.taxName(),
                invoice.taxRate(),
                MoneyJson.of(invoice.tax()),
                MoneyJson.of(invoice.total()),
                invoice.lines(),
                MoneyJson.of(invoice.open()),
                invoice.dueOn(),
                lines);
    }

    /** A line; {@code n} is its number on the invoice, {@code quantity} its started hours. */
    public record LineJson(
            int n,
            String kind,
            String description,
            String resource,
            @Nullable Long instanceId,
            String charge,
            @Nullable String region,
            String usageMonth,
            Instant from,
            Instant to,
            long quantity,
            long hours,
            MoneyJson unitPrice,
            MoneyJson monthlyCap,
            boolean capped,
            String priceEntry,
            MoneyJson amount,
            MoneyJson tax,
            List<String> events) {

        public static LineJson of(InvoiceLine line, Currency currency) {
            return new LineJson(
                    line.number(),
                    line.kind().name(),
                    Described.line(line),
                    line.resource(),
                    Described.instance(line.resource()),
                    line.charge(),
                    line.region(),
                    line.usageMonth().toString(),
                    line.from(),
                    line.until(),
                    line.hours(),
                    line.hours(),
                    MoneyJson.ofUnit(line.unitPrice(), currency),
                    MoneyJson.of(line.monthlyCap(), currency),
                    line.capped(),
                    line.priceEntry(),
                    MoneyJson.of(line.amount(), currency),
                    MoneyJson.of(line.tax(), currency),
                    line.events());
        }
    }
}
