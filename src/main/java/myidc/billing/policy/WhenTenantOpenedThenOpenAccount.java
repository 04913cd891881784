package myidc.billing.policy;

import jakarta.inject.Singleton;
import java.time.Instant;
import myidc.billing.AccountCommand.OpenAccount;
import myidc.billing.BillingSettings;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.shared.Caller;
import myidc.shared.id.AccountId;
import myidc.tenancy.event.TenantEvent.TenantOpened;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Every tenant has one account, which bears the tenant's number; told twice, it opens once. */
@Singleton
@ProcessingGroup("billing.policy")
public final class WhenTenantOpenedThenOpenAccount implements Handler {
    private static final Caller BILLING = Caller.program("billing");

    private final Commands commands;
    private final BillingSettings settings;

    WhenTenantOpenedThenOpenAccount(Commands commands, BillingSettings settings) {
        this.commands = commands;
        this.settings = settings;
    }

    @EventHandler
    void react(TenantOpened fact, @Timestamp Instant at) {
        commands.sendAs(
                BILLING,
                new OpenAccount(
                        new AccountId(fact.tenantId().value()),
                        fact.tenantId(),
                        fact.currency(),
                        fact.timeZone(),
                        settings.entity(),
                        at));
    }
}
