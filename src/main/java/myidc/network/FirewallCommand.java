package myidc.network;

import java.util.List;
import myidc.network.event.FirewallRules;
import myidc.network.event.FirewallUsage;
import myidc.shared.id.FirewallId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one may ask of a firewall, first by its tenant, then by the programs that put it into force. */
public sealed interface FirewallCommand {
    record CreateFirewall(
            @TargetAggregateIdentifier FirewallId firewallId,
            TenantId tenantId,
            String label,
            FirewallRules rules,
            List<String> tags)
            implements FirewallCommand {}

    record LabelFirewall(@TargetAggregateIdentifier FirewallId firewallId, String label) implements FirewallCommand {}

    record TagFirewall(@TargetAggregateIdentifier FirewallId firewallId, List<String> tags)
            implements FirewallCommand {}

    record SwitchFirewall(@TargetAggregateIdentifier FirewallId firewallId, boolean on) implements FirewallCommand {}

    record SetFirewallRules(@TargetAggregateIdentifier FirewallId firewallId, FirewallRules rules)
            implements FirewallCommand {}

    /** Puts the firewall before a guest of its tenant; nothing when it is there. */
    record AddFirewallDevice(@TargetAggregateIdentifier FirewallId firewallId, long deviceId, InstanceId instanceId)
            implements FirewallCommand {}

    /** Nothing when the firewall is not before the guest. */
    record RemoveFirewallDevice(@TargetAggregateIdentifier FirewallId firewallId, InstanceId instanceId)
            implements FirewallCommand {}

    /** Tells the machine room once more. */
    record ReapplyFirewall(@TargetAggregateIdentifier FirewallId firewallId, InstanceId instanceId)
            implements FirewallCommand {}

    record MakeFirewallDefault(@TargetAggregateIdentifier FirewallId firewallId, FirewallUsage usage, boolean wanted)
            implements FirewallCommand {}

    record DeleteFirewall(@TargetAggregateIdentifier FirewallId firewallId) implements FirewallCommand {}

    record ConfirmFirewallApplied(
            @TargetAggregateIdentifier FirewallId firewallId, InstanceId instanceId, String fingerprint)
            implements FirewallCommand {}

    record ReportFirewallNotApplied(
            @TargetAggregateIdentifier FirewallId firewallId, InstanceId instanceId, String cause)
            implements FirewallCommand {}
}
