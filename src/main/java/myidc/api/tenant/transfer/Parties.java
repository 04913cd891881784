package myidc.api.tenant.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Purses;
import myidc.billing.read.Purses.CreditRow;
import myidc.billing.read.Purses.PurseRow;
import myidc.compute.ComputeRefusal;
import myidc.compute.event.Resources;
import myidc.compute.placement.Quotas;
import myidc.compute.read.Approvals;
import myidc.compute.read.Hosts;
import myidc.compute.read.InstanceView;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.SiteId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;

/** Which accounts may give machines, and which may take them. */
@Singleton
final class Parties {
    private final Tenants tenants;
    private final Money money;
    private final Limits limits;

    Parties(Tenants tenants, Money money, Limits limits) {
        this.tenants = tenants;
        this.money = money;
        this.limits = limits;
    }

    /**
     * Refuses for an account that may not give anything away now.
     *
     * @param whose how the caller is told of it
     */
    void mayGive(TenantId tenant, String whose) {
        if (tenants.closed(tenant) || tenants.suspended(tenant)) {
            throw no(whose + " is closed or suspended.");
        }
        if (isOverdue(tenant)) {
            throw no(whose + " has a past due balance.");
        }
    }

    /** Refuses for an account that may not take these machines of the sender's now; to be called within the work that gives them. */
    void mayTake(TenantId tenant, TenantId sender, List<InstanceView> guests) {
        if (tenants.closed(tenant) || tenants.suspended(tenant)) {
            throw no("Your account is closed or suspended.");
        }
        AccountRow account = money.accounts().of(tenant).orElseThrow(() -> no("Your account has no billing."));
        if (money.accounts()
                .of(sender)
                .filter(other -> !other.currency().equals(account.currency()))
                .isPresent()) {
            throw Refused.because(
                    ComputeRefusal.TRANSFER_CURRENCY,
                    "Your account is billed in " + account.currency().getCurrencyCode()
                            + ", and the account that made this service transfer in another currency.");
        }
        if (isOverdue(tenant)) {
            throw no("Your account has a past due balance.");
        }
        PurseRow purse = money.purses().of(account.id(), account.currency());
        boolean hasCredit = money.purses().credits(account.id()).stream()
                .filter(credit -> !credit.expired())
                .map(CreditRow::left)
                .anyMatch(left -> left.signum() > 0);
        if (purse.stopped() != null || (purse.stopWhenEmpty() && purse.wallet().signum() <= 0 && !hasCredit)) {
            throw no("Your account is paid in advance and has no balance left.");
        }
        limits.quotas()
                .hold(
                        tenant,
                        guests.stream().map(guest -> guest.size().resources()).reduce(Resources.NONE, Resources::plus),
                        guests.size());
        guests.forEach(guest -> mayStand(tenant, guest));
    }

    private void mayStand(TenantId tenant, InstanceView guest) {
        Long host = guest.hostId;
        if (host == null || limits.hosts().pins(new SiteId(guest.siteId)).refusal(tenant, new HostId(host)) != null) {
            throw no("Linode " + guest.id + " is on a host that your account may not use.");
        }
        if (limits.approvals().holding(tenant, guest.plan).isPresent()) {
            throw no("Linode " + guest.id + " is of a plan that your account has to have approved.");
        }
    }

    private boolean isOverdue(TenantId tenant) {
        return money.accounts()
                .of(tenant)
                .filter(account -> money.purses()
                        .isOverdue(
                                account.id(), LocalDate.ofInstant(money.clock().instant(), account.zone())))
                .isPresent();
    }

    private static Refused no(String detail) {
        return Refused.because(ComputeRefusal.TRANSFER_PARTY, detail);
    }

    /** What accounts owe and have. */
    @Singleton
    record Money(Accounts accounts, Purses purses, Clock clock) {}

    /** What holds an account to its share. */
    @Singleton
    record Limits(Quotas quotas, Hosts hosts, Approvals approvals) {}
}
