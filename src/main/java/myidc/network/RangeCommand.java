package myidc.network;

import myidc.shared.id.PrefixId;
import myidc.shared.id.RangeId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of a range of addresses. */
public sealed interface RangeCommand {
    /** See {@link myidc.network.event.RangeEvent.RangeSetApart} for its parts. */
    record SetRangeApart(
            @TargetAggregateIdentifier RangeId rangeId,
            PrefixId prefixId,
            String first,
            String last,
            RangePurpose purpose,
            @Nullable String description)
            implements RangeCommand {}

    record RetireRange(@TargetAggregateIdentifier RangeId rangeId) implements RangeCommand {}
}
