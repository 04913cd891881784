package myidc.compute.event;

import java.util.List;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PlacementRuleId;
import org.jspecify.annotations.Nullable;

/** How hosts are weighed for a guest. Part of the life told by {@link InstanceEvent}. */
public sealed interface WeighingEvent {
    InstanceId instanceId();

    /**
     * A host was chosen, or proposed, out of these; it stands beside the placement, move or request for approval that it was
     * chosen for. Where an operator chose another host than the one proposed it tells of the others.
     *
     * @param policy name of a {@link myidc.compute.packing.Policy}
     * @param placementRuleId the operators' rule that says so; null when there was none
     * @param weights what a score is the sum of: a line for each part, its name and its weight; behind them, with demand fit, by
     *     what power of their size large guests counted and over how many days demand was looked at
     * @param hosts how many were weighed
     * @param fitting how many of them could have it
     * @param refused how many each filter refused; a host counts at each that refused it
     * @param verdicts a line for each host, those that could have it first, best first, two hundred at most: its number, and
     *     either its score with the parts, in the order of the weights, or the filters that refused it; {@code BESIDE} behind a
     *     score where one of its group is
     */
    record PlacementWeighed(
            InstanceId instanceId,
            HostId hostId,
            String policy,
            @Nullable PlacementRuleId placementRuleId,
            List<String> weights,
            int hosts,
            int fitting,
            List<Refusals> refused,
            List<String> verdicts)
            implements WeighingEvent {}

    /** How many hosts a filter refused. */
    record Refusals(String filter, int hosts) {}
}
