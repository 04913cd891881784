package myidc.api.export;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import myidc.api.Described;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Exports.ExportedLine;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.billing.read.RatedUsages.Rated;
import org.jspecify.annotations.Nullable;

/** A line as a charge with its price and formula, and as the usage behind it. */
final class ChargeRow {
    static final List<String> COLUMNS = List.of(
            "Invoice",
            "Line",
            "Tenant ID",
            "Kind",
            "Charge",
            "Resource",
            "Region",
            "Description",
            "Usage Month",
            "From",
            "To",
            "Price Entry",
            "Model",
            "Unit Price",
            "Monthly Cap",
            "Capped",
            "Formula",
            "Amount",
            "Tax",
            "Currency");

    static final List<String> USAGE_COLUMNS = List.of(
            "Invoice",
            "Line",
            "Tenant ID",
            "Charge",
            "Resource",
            "Region",
            "Usage Month",
            "From",
            "To",
            "Quantity",
            "Unit",
            "Events");

    private ChargeRow() {}

    static List<? extends @Nullable Object> charge(ExportedLine exported) {
        InvoiceRow invoice = exported.invoice();
        InvoiceLine line = exported.line();
        Rated rated = exported.rated();
        return Arrays.<@Nullable Object>asList(
                invoice.number(),
                line.number(),
                invoice.tenantId().value(),
                line.kind(),
                line.charge(),
                line.resource(),
                line.region(),
                Described.line(line),
                line.usageMonth(),
                line.from(),
                line.until(),
                line.priceEntry(),
                exported.model() == null ? "HOURLY" : exported.model(),
                line.unitPrice(),
                line.monthlyCap(),
                line.capped() ? "yes" : "no",
                rated == null ? null : rated.formula(),
                line.amount(),
                line.tax(),
                invoice.total().currency().getCurrencyCode());
    }

    /** Empty for what is no usage: adjustments, and terms of the whole account. */
    static List<? extends @Nullable Object> usage(ExportedLine exported) {
        InvoiceRow invoice = exported.invoice();
        InvoiceLine line = exported.line();
        Rated rated = exported.rated();
        if (line.kind() == InvoiceLine.Kind.ADJUSTMENT || line.resource().equals("account")) {
            return List.of();
        }
        BigDecimal hours = BigDecimal.valueOf(line.hours());
        boolean byHours = line.hours() > 0;
        return Arrays.<@Nullable Object>asList(
                invoice.number(),
                line.number(),
                invoice.tenantId().value(),
                line.charge(),
                line.resource(),
                line.region(),
                line.usageMonth(),
                line.from(),
                line.until(),
                byHours || rated == null ? hours : rated.quantity(),
                byHours || rated == null ? "hours" : rated.unit(),
                String.join(" ", line.events()));
    }
}
