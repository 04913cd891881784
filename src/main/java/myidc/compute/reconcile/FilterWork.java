package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
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
import myidc.network.event.FirewallRules;
import myidc.network.event.RulesetEvent.RulesetRulesSet;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * The queue of guests whose rules the machine room has still to be told. A row appears in the transaction of the fact
 * that changes what may pass, and goes once the room has taken the rules as they are then.
 */
@Singleton
@ProcessingGroup("compute.read")
final class FilterWork implements Handler {
    private final Sql sql;
    private final Wishes wishes;

    FilterWork(Sql sql) {
        this.sql = sql;
        this.wishes = new Wishes(
                sql,
                "filter_work",
                "instance_id",
                "select guest.host_id from instance_view guest where guest.id = work.instance_id");
    }

    Wishes wishes() {
        return wishes;
    }

    /** Whether the room has still to be told of the guest's filter. */
    boolean awaits(InstanceId guest) {
        return sql.count("select count(*) from filter_work where instance_id = ?", guest.value()) > 0;
    }

    /** What is kept of its filter at the host that it came to is what is set there from now on. */
    @EventHandler
    void on(InstanceMigrated fact) {
        wishes.want(fact.instanceId().value());
    }

    @EventHandler
    void on(FirewallEvent fact) {
        long firewall = fact.firewallId().value();
        switch (fact) {
            case FirewallCreated made -> name(firewall, made.rules());
            case FirewallRulesSet set -> {
                name(firewall, set.rules());
                wantAll(firewall);
            }
            case FirewallSwitchedOn on -> wantAll(firewall);
            case FirewallSwitchedOff off -> wantAll(firewall);
            case FirewallDeviceAdded added -> {
                sql.change(
                        "insert into filter_guest (firewall_id, instance_id) values (?, ?)",
                        firewall,
                        added.instanceId().value());
                wishes.want(added.instanceId().value());
            }
            case FirewallDeviceRemoved removed -> {
                sql.change(
                        "delete from filter_guest where firewall_id = ? and instance_id = ?",
                        firewall,
                        removed.instanceId().value());
                wishes.want(removed.instanceId().value());
            }
            case FirewallApplyRequested asked -> wishes.want(asked.instanceId().value());
            case FirewallDeleted deleted -> sql.change("delete from filter_ruleset where firewall_id = ?", firewall);
            case FirewallLabelled changed -> {}
            case FirewallTagged changed -> {}
            case FirewallApplied done -> {}
            case FirewallApplyFailed failed -> {}
            case FirewallMadeDefault chosen -> {}
            case FirewallMadeNoDefault chosen -> {}
        }
    }

    @EventHandler
    void on(RulesetRulesSet fact) {
        wishes.wantAll(
                "select distinct guest.instance_id from filter_ruleset named join filter_guest guest using (firewall_id)"
                        + " where named.ruleset_id = ?",
                fact.rulesetId().value());
    }

    private void name(long firewall, FirewallRules rules) {
        sql.change("delete from filter_ruleset where firewall_id = ?", firewall);
        rules.rulesets()
                .forEach(set -> sql.change(
                        "insert into filter_ruleset (firewall_id, ruleset_id) values (?, ?)", firewall, set.value()));
    }

    private void wantAll(long firewall) {
        wishes.wantAll("select instance_id from filter_guest where firewall_id = ?", firewall);
    }
}
