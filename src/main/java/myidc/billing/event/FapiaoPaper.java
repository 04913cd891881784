package myidc.billing.event;

import java.math.BigDecimal;
import java.util.List;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A fapiao as it is asked of the tax authority: of an invoice, or, as a red letter, of one of its credit notes.
 *
 * @param place its number within the batch, from 1
 * @param creditSerial serial of the credit note; null for the invoice itself
 * @param paperNumber number of the invoice or credit note
 * @param kind NORMAL or SPECIAL
 * @param redFor number of the fapiao that a red letter takes back
 */
public record FapiaoPaper(
        int place,
        InvoiceId invoiceId,
        @Nullable Long creditSerial,
        String paperNumber,
        TenantId tenantId,
        String kind,
        Party buyer,
        List<FapiaoGoods> goods,
        @Nullable String redFor) {
    public FapiaoPaper {
        goods = List.copyOf(goods);
    }

    /** What there is one fapiao of: the invoice, or the credit note. */
    public String subject() {
        return creditSerial == null ? invoiceId.text() : invoiceId.text() + "/" + creditSerial;
    }

    public BigDecimal net() {
        return goods.stream().map(FapiaoGoods::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal tax() {
        return goods.stream().map(FapiaoGoods::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
