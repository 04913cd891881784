package myidc.api.tenant.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import myidc.api.Described;
import myidc.api.tenant.wire.WireTime;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Invoices.InvoiceRow;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Invoices in Linode's words. Amount is not always price times quantity: a monthly cap makes it less. */
final class InvoiceWire {
    private InvoiceWire() {}

    static String label(InvoiceRow invoice) {
        return "Invoice #" + invoice.number();
    }

    /** An invoice; Linode's label carries its number. */
    record InvoiceJson(
            long id,
            String date,
            String label,
            @JsonProperty("billing_source") String billingSource,
            BigDecimal subtotal,
            BigDecimal tax,
            @JsonProperty("tax_summary") List<TaxJson> taxSummary,
            BigDecimal total) {
        static InvoiceJson of(InvoiceRow invoice) {
            List<TaxJson> taxes = invoice.tax().signum() == 0
                    ? List.of()
                    : List.of(new TaxJson(invoice.taxName(), invoice.tax().amount()));
            return new InvoiceJson(
                    invoice.id(),
                    WireTime.text(invoice.issuedAt()),
                    InvoiceWire.label(invoice),
                    "linode",
                    invoice.subtotal().amount(),
                    invoice.tax().amount(),
                    taxes,
                    invoice.total().amount());
        }
    }

    /** The tax of one name. */
    record TaxJson(String name, BigDecimal tax) {}

    /** A line; {@code quantity} is started hours, {@code unit_price} the price of one. */
    record InvoiceItemJson(
            String label,
            String type,
            String from,
            String to,
            long quantity,
            @JsonProperty("unit_price") String unitPrice,
            BigDecimal amount,
            BigDecimal tax,
            BigDecimal total,
            @Nullable String region) {
        static InvoiceItemJson of(InvoiceLine line, Currency currency) {
            Money amount = new Money(line.amount(), currency);
            Money tax = new Money(line.tax(), currency);
            return new InvoiceItemJson(
                    Described.line(line),
                    line.kind() == InvoiceLine.Kind.USAGE ? "hourly" : "misc",
                    WireTime.text(line.from()),
                    WireTime.text(line.until()),
                    line.hours(),
                    line.unitPrice().toPlainString(),
                    amount.amount(),
                    tax.amount(),
                    amount.plus(tax).amount(),
                    line.region());
        }
    }
}
