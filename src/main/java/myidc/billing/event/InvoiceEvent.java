package myidc.billing.event;

import java.math.BigDecimal;
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
}
