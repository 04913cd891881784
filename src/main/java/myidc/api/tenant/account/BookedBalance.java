package myidc.api.tenant.account;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import myidc.billing.read.Accounts;
import myidc.billing.read.Charges;
import myidc.billing.read.Invoices;
import myidc.billing.read.Purses;
import myidc.billing.read.Purses.CreditRow;
import myidc.shared.id.TenantId;

/** What a tenant owes, from the ledger and from presence since the last closed month. */
@Singleton
final class BookedBalance implements AccountBalance {
    private final Accounts accounts;
    private final Invoices invoices;
    private final Charges charges;
    private final Purses purses;
    private final Clock clock;

    BookedBalance(Accounts accounts, Invoices invoices, Charges charges, Purses purses, Clock clock) {
        this.accounts = accounts;
        this.invoices = invoices;
        this.charges = charges;
        this.purses = purses;
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

    @Override
    public List<PromoJson> promotions(TenantId tenant) {
        Instant now = clock.instant();
        return accounts.of(tenant)
                .map(account -> purses.credits(account.id()).stream()
                        .filter(credit -> isActive(credit, now))
                        .map(PromoJson::of)
                        .toList())
                .orElse(List.of());
    }

    private static boolean isActive(CreditRow credit, Instant now) {
        Instant expires = credit.expiresAt();
        return !credit.expired() && credit.left().signum() > 0 && (expires == null || expires.isAfter(now));
    }
}
