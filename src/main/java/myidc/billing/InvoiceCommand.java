package myidc.billing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import myidc.billing.event.InvoiceLine;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of an invoice. */
public sealed interface InvoiceCommand {
    /** Issues an invoice over finished lines; its number is taken in the same transaction. */
    record IssueInvoice(@TargetAggregateIdentifier InvoiceId invoiceId, Bill bill) implements InvoiceCommand {}

    /** What an invoice says before it has a number. */
    record Bill(
            AccountId accountId,
            TenantId tenantId,
            String entity,
            YearMonth month,
            ZoneId zone,
            String currency,
            String taxName,
            BigDecimal taxRate,
            List<InvoiceLine> lines) {
        public Bill {
            lines = List.copyOf(lines);
        }
    }
}
