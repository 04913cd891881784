package myidc.compute;

import java.time.Instant;
import myidc.compute.event.BalanceTerms;
import myidc.shared.id.BalanceRuleId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a balancing rule. */
public sealed interface BalanceRuleCommand {
    /**
     * Sets a rule.
     *
     * @param siteId null for all sites without a rule of their own
     * @param terms null to judge hosts no more
     * @param from null for at once
     */
    record SetBalanceRule(
            @TargetAggregateIdentifier BalanceRuleId balanceRuleId,
            @Nullable SiteId siteId,
            @Nullable BalanceTerms terms,
            @Nullable Instant from,
            String reason)
            implements BalanceRuleCommand {}

    record WithdrawBalanceRule(@TargetAggregateIdentifier BalanceRuleId balanceRuleId) implements BalanceRuleCommand {}
}
