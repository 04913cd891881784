package myidc.compute;

import java.time.Instant;
import myidc.compute.packing.Policy;
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
     * @param from null for at once
     */
    record SetPlacementRule(
            @TargetAggregateIdentifier PlacementRuleId placementRuleId,
            @Nullable SiteId siteId,
            Policy policy,
            @Nullable Instant from,
            String reason)
            implements PlacementRuleCommand {}

    record WithdrawPlacementRule(@TargetAggregateIdentifier PlacementRuleId placementRuleId)
            implements PlacementRuleCommand {}
}
