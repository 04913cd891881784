package myidc.network;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.network.event.FirewallRule;
import myidc.network.event.FirewallRules;
import myidc.network.event.RulesetEvent.RulesetCreated;
import myidc.network.event.RulesetEvent.RulesetDeleted;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.RulesetId;
import myidc.shared.id.TenantId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Which sets of rules there are and which firewalls name them, within the transaction of a decision: a set that is being
 * named cannot be deleted meanwhile, nor the other way round.
 */
@Singleton
@ProcessingGroup("network.read")
final class Rulesets implements Handler {
    private final Sql sql;

    Rulesets(Sql sql) {
        this.sql = sql;
    }

    /** Refuses rules that name a set of another tenant, or one for the other direction. */
    void use(TenantId tenant, FirewallRules rules) {
        check(tenant, "inbound", rules.inbound(), true);
        check(tenant, "outbound", rules.outbound(), false);
    }

    private void check(TenantId tenant, String list, List<FirewallRule> rules, boolean inbound) {
        for (int i = 0; i < rules.size(); i++) {
            RulesetId set = rules.get(i).ruleset();
            if (set != null
                    && sql.row(
                                    "select inbound from firewall_ruleset where id = ? and tenant_id = ? for share",
                                    row -> row.getBoolean(1),
                                    set.value(),
                                    tenant.value())
                            .filter(direction -> direction == inbound)
                            .isEmpty()) {
                String field = list + "[" + i + "].ruleset";
                throw Refused.field(
                        NetworkRefusal.FIREWALL_RULE_INVALID,
                        field,
                        field + " must be one of your sets of " + list + " rules");
            }
        }
    }

    /** Refuses a set that a firewall names. */
    void unused(TenantId tenant, RulesetId set) {
        sql.row("select id from firewall_ruleset where id = ? for update", row -> row.getLong(1), set.value());
        String naming = "{\"tenantId\":" + tenant.value() + ",\"rulesets\":[" + set.value() + "]}";
        if (sql.count(
                        "select count(*) from view_history where kind = 'firewall' and upper_inf(valid)"
                                + " and shown @> ?::jsonb",
                        naming)
                > 0) {
            throw Refused.because(NetworkRefusal.RULESET_IN_USE, "A firewall names this set of rules");
        }
    }

    @EventHandler
    void on(RulesetCreated fact) {
        sql.change(
                "insert into firewall_ruleset (id, tenant_id, inbound) values (?, ?, ?)",
                fact.rulesetId().value(),
                fact.tenantId().value(),
                fact.inbound());
    }

    @EventHandler
    void on(RulesetDeleted fact) {
        sql.change("delete from firewall_ruleset where id = ?", fact.rulesetId().value());
    }
}
