package myidc.network.event;

import java.util.List;
import myidc.shared.id.FirewallId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;

/** The life of a firewall, and of what it stands before. */
public sealed interface FirewallEvent {
    FirewallId firewallId();

    /** A tenant has a firewall from now on, switched on; its rules are version 1. */
    record FirewallCreated(
            FirewallId firewallId, TenantId tenantId, String label, FirewallRules rules, List<String> tags)
            implements FirewallEvent {}

    record FirewallLabelled(FirewallId firewallId, String label) implements FirewallEvent {}

    /** The firewall's tags are now these. */
    record FirewallTagged(FirewallId firewallId, List<String> tags) implements FirewallEvent {}

    record FirewallSwitchedOn(FirewallId firewallId) implements FirewallEvent {}

    /** From now on all may pass. */
    record FirewallSwitchedOff(FirewallId firewallId) implements FirewallEvent {}

    /**
     * The rules are now these.
     *
     * @param ruleVersion counts from 1
     */
    record FirewallRulesSet(FirewallId firewallId, long ruleVersion, FirewallRules rules) implements FirewallEvent {}

    /** The firewall stands before a guest from now on. */
    record FirewallDeviceAdded(FirewallId firewallId, TenantId tenantId, long deviceId, InstanceId instanceId)
            implements FirewallEvent {}

    record FirewallDeviceRemoved(FirewallId firewallId, TenantId tenantId, long deviceId, InstanceId instanceId)
            implements FirewallEvent {}

    /** The machine room is to be told once more what a guest's rules are. */
    record FirewallApplyRequested(FirewallId firewallId, InstanceId instanceId) implements FirewallEvent {}

    /**
     * The rules are in force before a guest.
     *
     * @param fingerprint of the rules that are, sets written out
     */
    record FirewallApplied(FirewallId firewallId, InstanceId instanceId, String fingerprint) implements FirewallEvent {}

    /** The machine room did not take the rules; what was in force before is still, and it is tried again. */
    record FirewallApplyFailed(FirewallId firewallId, InstanceId instanceId, String cause) implements FirewallEvent {}

    /** What is new has this firewall from now on, unless it is said otherwise. */
    record FirewallMadeDefault(FirewallId firewallId, FirewallUsage usage) implements FirewallEvent {}

    record FirewallMadeNoDefault(FirewallId firewallId, FirewallUsage usage) implements FirewallEvent {}

    /** The firewall is no more; what it stood before was taken from it first. */
    record FirewallDeleted(FirewallId firewallId, TenantId tenantId, String label) implements FirewallEvent {}
}
