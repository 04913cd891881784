package myidc.network.event;

import java.util.List;
import myidc.shared.id.RulesetId;
import myidc.shared.id.TenantId;

/** The life of a set of rules that firewalls name in place of rules of their own. */
public sealed interface RulesetEvent {
    RulesetId rulesetId();

    /**
     * A tenant has a set of rules from now on, version 1.
     *
     * @param inbound whether it is for inbound traffic, else for outbound
     */
    record RulesetCreated(
            RulesetId rulesetId,
            TenantId tenantId,
            String label,
            String description,
            boolean inbound,
            List<FirewallRule> rules)
            implements RulesetEvent {}

    record RulesetDescribed(RulesetId rulesetId, String label, String description) implements RulesetEvent {}

    /**
     * The rules are now these, in all firewalls that name the set.
     *
     * @param ruleVersion counts from 1
     */
    record RulesetRulesSet(RulesetId rulesetId, long ruleVersion, List<FirewallRule> rules) implements RulesetEvent {}

    /** The set is no more; no firewall named it. */
    record RulesetDeleted(RulesetId rulesetId, TenantId tenantId, String label) implements RulesetEvent {}
}
