package myidc.api.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.BillingRefusal;
import myidc.billing.event.EntityTerms;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.LegalEntities;
import myidc.billing.read.Purses;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Refused;

/** How a tenant may pay by transfer: to whom, and what the transfer must say so that it is known as the tenant's. */
@Path("/portal/v1/money/transfer-details")
@TenantScope("account:read_only")
public final class PayingResource {
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Accounts accounts;
    private final LegalEntities entities;
    private final Purses purses;

    PayingResource(CurrentCaller callers, GrantGuard guard, Accounts accounts, LegalEntities entities, Purses purses) {
        this.callers = callers;
        this.guard = guard;
        this.accounts = accounts;
        this.entities = entities;
        this.purses = purses;
    }

    @GET
    public TransferJson transfer() {
        guard.mayReadAccount();
        AccountRow account = accounts.of(callers.get().ownTenant())
                .orElseThrow(() -> Refused.because(BillingRefusal.ACCOUNT_NOT_FOUND, "Your account is being opened"));
        EntityTerms payee = entities.terms(account.entity());
        return new TransferJson(
                payee.name(),
                payee.bank(),
                account.currency().getCurrencyCode(),
                account.id().text(),
                purses.openNumbers(account.id()));
    }

    /**
     * Where a transfer goes.
     *
     * @param remark what it must say to be counted for this account; an invoice's number does so too
     * @param openInvoices numbers of invoices that are not settled, the oldest first
     */
    public record TransferJson(String payee, String bank, String currency, String remark, List<String> openInvoices) {}
}
