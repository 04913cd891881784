package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.util.List;
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
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * The queue of guests whose rules the machine room has still to be told. A row appears in the transaction of the fact
 * that changes what may pass, and goes once the room has taken the rules as they are then.
 */
@Singleton
@ProcessingGroup("compute.read")
final class FilterWork implements Handler {
    private static final int LEASE_SECONDS = 120;
    private static final String WISH = " on conflict (instance_id) do update set wish = filter_work.wish + 1,"
            + " due_at = excluded.due_at, attempts = 0";

    private final Sql sql;

    FilterWork(Sql sql) {
        this.sql = sql;
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
                want(added.instanceId().value());
            }
            case FirewallDeviceRemoved removed -> {
                sql.change(
                        "delete from filter_guest where firewall_id = ? and instance_id = ?",
                        firewall,
                        removed.instanceId().value());
                want(removed.instanceId().value());
            }
            case FirewallApplyRequested asked -> want(asked.instanceId().value());
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
        sql.change(
                "insert into filter_work (instance_id, wish, due_at, attempts) select distinct guest.instance_id, 1,"
                        + " clock_timestamp(), 0 from filter_ruleset named join filter_guest guest using (firewall_id)"
                        + " where named.ruleset_id = ?" + WISH,
                fact.rulesetId().value());
    }

    private void name(long firewall, FirewallRules rules) {
        sql.change("delete from filter_ruleset where firewall_id = ?", firewall);
        rules.rulesets()
                .forEach(set -> sql.change(
                        "insert into filter_ruleset (firewall_id, ruleset_id) values (?, ?)", firewall, set.value()));
    }

    private void wantAll(long firewall) {
        sql.change(
                "insert into filter_work (instance_id, wish, due_at, attempts) select instance_id, 1,"
                        + " clock_timestamp(), 0 from filter_guest where firewall_id = ?" + WISH,
                firewall);
    }

    private void want(long guest) {
        sql.change(
                "insert into filter_work (instance_id, wish, due_at, attempts) values (?, 1, clock_timestamp(), 0)"
                        + WISH,
                guest);
    }

    /** Leases up to so many guests that are due and nobody else's. */
    List<Wish> lease(int most) {
        return sql.rows(
                "with due as materialized (select instance_id from filter_work where due_at <= clock_timestamp()"
                        + " and (leased_until is null or leased_until < clock_timestamp())"
                        + " order by due_at limit ? for update skip locked)"
                        + " update filter_work work set leased_until = clock_timestamp() + make_interval(secs => ?),"
                        + " attempts = attempts + 1 from due where work.instance_id = due.instance_id"
                        + " returning work.instance_id, work.wish, work.attempts",
                row -> new Wish(row.getLong(1), row.getLong(2), row.getInt(3)),
                most,
                LEASE_SECONDS);
    }

    /** The room has what was wished for; a newer wish is due at once. */
    void done(Wish wish) {
        sql.change("delete from filter_work where instance_id = ? and wish = ?", wish.instance(), wish.number());
        sql.change("update filter_work set leased_until = null where instance_id = ?", wish.instance());
    }

    /** To be tried again after the pause, at once if there is a newer wish; a wait for the guest is no attempt. */
    void postpone(Wish wish, long pauseMillis, boolean attempted, String error) {
        sql.change(
                "update filter_work set leased_until = null, last_error = ?, attempts = attempts - ?,"
                        + " due_at = case when wish = ? then clock_timestamp() + make_interval(secs => ?) else due_at"
                        + " end where instance_id = ?",
                error,
                attempted ? 0 : 1,
                wish.number(),
                pauseMillis / 1000.0,
                wish.instance());
    }

    /**
     * A leased row.
     *
     * @param number grows with each newer wish for the guest
     * @param attempts how often the room was asked, this time included
     */
    record Wish(long instance, long number, int attempts) {}
}
