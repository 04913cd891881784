package myidc.api.tenant.account;

import java.math.BigDecimal;
import java.util.List;
import myidc.shared.id.TenantId;

/** What a tenant owes, in the currency it is billed in; answered by whoever keeps the books. */
public interface AccountBalance {
    /** Invoiced and not paid; below zero for a credit. */
    BigDecimal owed(TenantId tenant);

    /** Accrued and not invoiced yet. */
    BigDecimal accrued(TenantId tenant);

    /** Credits that may still be used. */
    List<PromoJson> promotions(TenantId tenant);
}
