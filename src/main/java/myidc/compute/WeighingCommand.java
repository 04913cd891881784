package myidc.compute;

import myidc.compute.event.WeighingEvent.PlacementWeighed;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one may say of how hosts were weighed for a guest. */
public sealed interface WeighingCommand {
    /** Keeps the whole decision beside what it was made for. */
    record KeepWeighing(@TargetAggregateIdentifier InstanceId instanceId, PlacementWeighed weighed)
            implements WeighingCommand {}
}
