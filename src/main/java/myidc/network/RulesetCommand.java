package myidc.network;

import java.util.List;
import myidc.network.event.FirewallRule;
import myidc.shared.id.RulesetId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a set of firewall rules. */
public sealed interface RulesetCommand {
    record CreateRuleset(
            @TargetAggregateIdentifier RulesetId rulesetId,
            TenantId tenantId,
            String label,
            @Nullable String description,
            boolean inbound,
            List<FirewallRule> rules)
            implements RulesetCommand {}

    /** What is null stays as it is. */
    record DescribeRuleset(
            @TargetAggregateIdentifier RulesetId rulesetId,
            @Nullable String label,
            @Nullable String description) implements RulesetCommand {}

    record SetRulesetRules(@TargetAggregateIdentifier RulesetId rulesetId, List<FirewallRule> rules)
            implements RulesetCommand {}

    record DeleteRuleset(@TargetAggregateIdentifier RulesetId rulesetId) implements RulesetCommand {}
}
