package myidc.billing.event;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import myidc.shared.id.AccountId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;

/** The life of an invoice. */
public sealed interface InvoiceEvent {
    InvoiceId invoiceId();

    /**
     * An invoice was put up for review; its month is closed, its lines are fixed, and it has no number yet.
     *
     * @param taxes its lines by the tax they bear
     */
    record InvoiceDrafted(
            InvoiceId invoiceId,
            AccountId accountId,
            TenantId tenantId,
            String entity,
            YearMonth month,
            ZoneId zone,
            String currency,
            String taxName,
            BigDecimal taxRate,
            List<InvoiceLine> lines,
            List<TaxGroup> taxes)
            implements InvoiceEvent {
        public InvoiceDrafted {
            lines = List.copyOf(lines);
            taxes = List.copyOf(taxes);
        }
    }

    /** A reviewer held the draft back until somebody looked at this. */
    record DraftHeld(InvoiceId invoiceId, String reason) implements InvoiceEvent {}

    /**
     * An invoice was issued; from here on nothing of it changes.
     *
     * @param entity the legal entity that issues it, by its code
     * @param serial the entity's own count without gaps, from 1
     * @param number the serial as printed
     * @param month the month it bills, in {@code zone}
     * @param currency ISO 4217 code of all its amounts
     * @param taxRate as a fraction: 0.06 for six percent
     */
    record InvoiceIssued(
            InvoiceId invoiceId,
            AccountId accountId,
            TenantId tenantId,
            String entity,
            long serial,
            String number,
            YearMonth month,
            ZoneId zone,
            String currency,
            String taxName,
            BigDecimal taxRate,
            BigDecimal subtotal,
            BigDecimal tax,
            BigDecimal total,
            List<InvoiceLine> lines)
            implements InvoiceEvent {}

    /**
     * What the issued invoice's papers say besides its lines, as it was known that day.
     *
     * @param showback true for an internal department, which pays nothing
     */
    record InvoiceAddressed(
            InvoiceId invoiceId,
            Party issuer,
            Party buyer,
            LocalDate issuedOn,
            LocalDate dueOn,
            boolean showback,
            List<TaxGroup> taxes)
            implements InvoiceEvent {
        public InvoiceAddressed {
            taxes = List.copyOf(taxes);
        }
    }

    /**
     * A credit note took back lines of the invoice, by the rounded amounts it was issued with.
     *
     * @param serial the entity's own count of credit notes without gaps, from 1
     * @param total what is taken back, tax included, as a positive figure
     */
    record CreditNoteIssued(
            InvoiceId invoiceId,
            AccountId accountId,
            TenantId tenantId,
            String entity,
            long serial,
            String number,
            String invoiceNumber,
            String currency,
            String reason,
            BigDecimal subtotal,
            BigDecimal tax,
            BigDecimal total,
            List<CreditedLine> lines)
            implements InvoiceEvent {
        public CreditNoteIssued {
            lines = List.copyOf(lines);
        }
    }
}
