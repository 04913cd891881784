package myidc.billing.policy;

import jakarta.inject.Singleton;
import myidc.billing.event.PurseEvent.ServiceResumed;
import myidc.billing.event.PurseEvent.ServiceStopped;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.shared.Caller;
import myidc.shared.id.TenantId;
import myidc.tenancy.TenantCommand.ReinstateTenant;
import myidc.tenancy.TenantCommand.SuspendTenant;
import myidc.tenancy.read.TenantView;
import myidc.tenancy.read.Tenants;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Suspends the tenant whose service stopped for want of payment, and reinstates it once that is over; a tenant that was
 * suspended for another reason stays so.
 */
@Singleton
@ProcessingGroup("billing.policy")
public final class WhenServiceStoppedThenSuspendTenant implements Handler {
    private static final Caller BILLING = Caller.program("billing");
    private static final String REASON = "Unpaid: ";

    private final Commands commands;
    private final Tenants tenants;

    WhenServiceStoppedThenSuspendTenant(Commands commands, Tenants tenants) {
        this.commands = commands;
        this.tenants = tenants;
    }

    @EventHandler
    void react(ServiceStopped fact) {
        TenantId tenant = new TenantId(fact.purseId().value());
        if (tenants.find(tenant).map(known -> !known.suspended).orElse(false)) {
            commands.sendAs(
                    BILLING, new SuspendTenant(tenant, REASON + fact.cause().name()));
        }
    }

    @EventHandler
    void react(ServiceResumed fact) {
        TenantId tenant = new TenantId(fact.purseId().value());
        if (tenants.find(tenant)
                .filter(known -> suspendedFor(known, REASON + fact.cause().name()))
                .isPresent()) {
            commands.sendAs(BILLING, new ReinstateTenant(tenant));
        }
    }

    private static boolean suspendedFor(TenantView tenant, String reason) {
        return tenant.suspended && reason.equals(tenant.suspendedReason);
    }
}
