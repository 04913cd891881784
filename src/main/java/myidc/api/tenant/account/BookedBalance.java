package myidc.api.tenant.account;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import myidc.billing.read.Accounts;
import myidc.billing.read.Charges;
import myidc.billing.read.Invoices;
import myidc.shared.id.TenantId;

/** What a tenant owes, from the ledger and from presence since the last closed month. */
@Singleton
final class BookedBalance implements AccountBalance {
    private final Accounts accounts;
    private final Invoices invoices;
    private final Charges charges;
    private final Clock clock;

    BookedBalance(Accounts accounts, Invoices invoices, Charges charges, Clock clock) {
        this.accounts = accounts;
        this.invoices = invoices;
        this.charges = charges;
        this.clock = clock;
    }

    @Override
    public BigDecimal owed(TenantId tenant) {
        return accounts.of(tenant)
                .map(account -> invoices.balance(tenant, account.currency()).amount())
                .orElse(BigDecimal.ZERO);
    }

    @Override
    public BigDecimal accrued(TenantId tenant) {
        return accounts.of(tenant)
                .map(account ->
                        charges.accrued(account, clock.instant()).total().amount())
                .orElse(BigDecimal.ZERO);
    }
}
