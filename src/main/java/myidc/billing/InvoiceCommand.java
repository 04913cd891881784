package myidc.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import myidc.billing.event.InvoiceLine;
import myidc.billing.event.Party;
import myidc.billing.event.TaxGroup;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of an invoice. */
public sealed interface InvoiceCommand {
    /** Issues an invoice over finished lines; its number is taken in the same transaction. */
    record IssueInvoice(
            @TargetAggregateIdentifier InvoiceId invoiceId,
            Bill bill,
            @Nullable Papers papers) implements InvoiceCommand {
        public IssueInvoice(InvoiceId invoiceId, Bill bill) {
            this(invoiceId, bill, null);
        }
    }

    /** Puts an invoice up for review; it has no number until it is issued. */
    record DraftInvoice(@TargetAggregateIdentifier InvoiceId invoiceId, Bill bill, List<TaxGroup> taxes)
            implements InvoiceCommand {
        public DraftInvoice {
            taxes = List.copyOf(taxes);
        }
    }

    /** Notes why a draft is not issued yet. */
    record HoldDraft(@TargetAggregateIdentifier InvoiceId invoiceId, String reason) implements InvoiceCommand {}

    /** Issues a reviewed draft as it was drafted; the papers' own taxes do not count. */
    record IssueDraft(@TargetAggregateIdentifier InvoiceId invoiceId, Papers papers) implements InvoiceCommand {}

    /**
     * Takes lines of an issued invoice back by the amounts it was issued with.
     *
     * @param lines numbers of the lines; all that are left when empty
     */
    record CreditInvoice(
            @TargetAggregateIdentifier InvoiceId invoiceId, List<Integer> lines, String reason, LocalDate issuedOn)
            implements InvoiceCommand {
        public CreditInvoice {
            lines = List.copyOf(lines);
        }
    }

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

    /** Who bills whom, by which form of number, and when it is due. */
    record Papers(
            Party issuer,
            Party buyer,
            String numberFormat,
            LocalDate issuedOn,
            LocalDate dueOn,
            boolean showback,
            List<TaxGroup> taxes) {
        public Papers {
            taxes = List.copyOf(taxes);
        }
    }
}
