package myidc.compute.read;

import myidc.compute.read.ThingEvents.Thing;
import myidc.compute.read.ThingEvents.Told;
import myidc.network.event.FirewallEvent;
import myidc.network.event.FirewallEvent.FirewallApplied;
import myidc.network.event.FirewallEvent.FirewallApplyFailed;
import myidc.network.event.FirewallEvent.FirewallApplyRequested;
import myidc.network.event.FirewallEvent.FirewallCreated;
import myidc.network.event.FirewallEvent.FirewallDeleted;
import myidc.network.event.FirewallEvent.FirewallDeviceAdded;
import myidc.network.event.FirewallEvent.FirewallDeviceRemoved;
import myidc.network.event.FirewallEvent.FirewallLabelled;
import myidc.network.event.FirewallEvent.FirewallMadeDefault;
import myidc.network.event.FirewallEvent.FirewallMadeNoDefault;
import myidc.network.event.FirewallEvent.FirewallRulesSet;
import myidc.network.event.FirewallEvent.FirewallSwitchedOff;
import myidc.network.event.FirewallEvent.FirewallSwitchedOn;
import myidc.network.event.FirewallEvent.FirewallTagged;

/** Linode's words for what is done to a firewall. */
final class FirewallTold {
    private FirewallTold() {}

    static void tell(ThingEvents things, FirewallEvent fact, Told told) {
        Thing firewall = new Thing("firewall", fact.firewallId().value());
        switch (fact) {
            case FirewallCreated made -> {
                things.introduce(firewall, made.tenantId().value(), made.label());
                things.note(firewall, told, "firewall_create");
            }
            case FirewallLabelled changed -> {
                things.rename(firewall, changed.label());
                things.note(firewall, told, "firewall_update");
            }
            case FirewallTagged changed -> things.note(firewall, told, "firewall_update");
            case FirewallSwitchedOn changed -> things.note(firewall, told, "firewall_enable");
            case FirewallSwitchedOff changed -> things.note(firewall, told, "firewall_disable");
            case FirewallRulesSet changed -> things.note(firewall, told, "firewall_rules_update");
            case FirewallDeviceAdded added -> things.note(firewall, told, "firewall_device_add");
            case FirewallDeviceRemoved removed -> things.note(firewall, told, "firewall_device_remove");
            case FirewallApplied done -> things.end(firewall, told, "firewall_apply", null);
            case FirewallApplyFailed failed -> things.end(firewall, told, "firewall_apply", failed.cause());
            case FirewallApplyRequested asked -> {}
            case FirewallMadeDefault chosen -> things.note(firewall, told, "firewall_update");
            case FirewallMadeNoDefault chosen -> things.note(firewall, told, "firewall_update");
            case FirewallDeleted deleted -> {
                things.note(firewall, told, "firewall_delete");
                things.forget(firewall);
            }
        }
    }
}
