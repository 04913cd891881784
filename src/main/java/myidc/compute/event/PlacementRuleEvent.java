package myidc.compute.event;

import java.time.Instant;
import java.util.List;
import myidc.shared.id.PlacementRuleId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** The life of a placement rule: by what hosts are chosen from an instant on, until a later rule. */
public sealed interface PlacementRuleEvent {
    PlacementRuleId placementRuleId();

    /**
     * A rule was set.
     *
     * @param siteId where it holds; null for sites without a rule of their own
     * @param policy name of a {@link myidc.compute.packing.Policy}
     * @param reason why, in the operator's words
     */
    record PlacementRuleSet(
            PlacementRuleId placementRuleId, @Nullable SiteId siteId, String policy, Instant from, String reason)
            implements PlacementRuleEvent {}

    /**
     * What the policy of the rule just set weighs by, all of its weights.
     *
     * @param weights a line for each: its name and its value; those that nobody set are as they were usual then
     */
    record PlacementWeightsSet(PlacementRuleId placementRuleId, List<String> weights) implements PlacementRuleEvent {}

    /** A rule that had not begun was taken back. */
    record PlacementRuleWithdrawn(PlacementRuleId placementRuleId) implements PlacementRuleEvent {}
}
