package myidc.compute;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import myidc.compute.packing.Policy;
import myidc.compute.packing.Weights.Weight;
import myidc.shared.id.PlacementRuleId;
import myidc.shared.id.SiteId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a placement rule. */
public sealed interface PlacementRuleCommand {
    /**
     * Sets a rule.
     *
     * @param siteId null for all sites without a rule of their own
     * @param weights of the policy's; those left out are as usual
     * @param from null for at once
     */
    record SetPlacementRule(
            @TargetAggregateIdentifier PlacementRuleId placementRuleId,
            @Nullable SiteId siteId,
            Policy policy,
            Map<Weight, BigDecimal> weights,
            @Nullable Instant from,
            String reason)
            implements PlacementRuleCommand {}

    record WithdrawPlacementRule(@TargetAggregateIdentifier PlacementRuleId placementRuleId)
            implements PlacementRuleCommand {}
}
