package myidc.compute.policy;

import jakarta.inject.Singleton;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.network.FirewallCommand.RemoveFirewallDevice;
import myidc.network.read.Firewalls;
import myidc.platform.axon.Commands;
import myidc.platform.axon.Handler;
import myidc.shared.Caller;
import myidc.shared.id.FirewallId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** No firewall stands before a guest that is no more; told twice, it leaves once. */
@Singleton
@ProcessingGroup("compute.policy")
public final class WhenInstanceDeletedThenLeaveFirewalls implements Handler {
    private static final Caller COMPUTE = Caller.program("compute");

    private final Commands commands;
    private final Firewalls firewalls;

    WhenInstanceDeletedThenLeaveFirewalls(Commands commands, Firewalls firewalls) {
        this.commands = commands;
        this.firewalls = firewalls;
    }

    @EventHandler
    void react(InstanceDeleted fact) {
        firewalls
                .before(fact.tenantId(), fact.instanceId())
                .forEach(row ->
                        commands.sendAs(COMPUTE, new RemoveFirewallDevice(new FirewallId(row.id), fact.instanceId())));
    }
}
