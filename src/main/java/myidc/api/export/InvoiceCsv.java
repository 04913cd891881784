package myidc.api.export;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import myidc.api.Csv;
import myidc.api.Described;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Exports.ExportedLine;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** An invoice line as people read it in a spreadsheet. */
final class InvoiceCsv {
    static final List<String> COLUMNS = List.of(
            "Invoice",
            "Issued",
            "Month",
            "Tenant ID",
            "Tenant",
            "Line",
            "Kind",
            "Description",
            "From",
            "To",
            "Quantity",
            "Region",
            "Unit Price",
            "Amount",
            "Tax",
            "Total",
            "Currency");

    private InvoiceCsv() {}

    static List<@Nullable String> row(ExportedLine exported) {
        InvoiceRow invoice = exported.invoice();
        InvoiceLine line = exported.line();
        Currency currency = invoice.total().currency();
        Money amount = new Money(line.amount(), currency);
        Money tax = new Money(line.tax(), currency);
        return Arrays.asList(
                invoice.number(),
                invoice.issuedAt().toString(),
                line.usageMonth().toString(),
                Long.toString(invoice.tenantId().value()),
                Csv.text(invoice.tenantName()),
                Integer.toString(line.number()),
                line.kind().name(),
                Csv.text(Described.line(line)),
                line.from().toString(),
                line.until().toString(),
                Long.toString(line.hours()),
                line.region(),
                line.unitPrice().toPlainString(),
                amount.amount().toPlainString(),
                tax.amount().toPlainString(),
                amount.plus(tax).amount().toPlainString(),
                currency.getCurrencyCode());
    }
}
