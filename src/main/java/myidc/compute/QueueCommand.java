package myidc.compute;

import myidc.compute.event.QueuedAction;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one may ask of a guest that may be busy. */
public sealed interface QueueCommand {
    /** Does it at once, or when what is under way and what waits already is done. */
    record QueueAction(@TargetAggregateIdentifier InstanceId instanceId, QueuedAction action) implements QueueCommand {}

    /** Takes an action that still waits out of the queue. */
    record CancelAction(@TargetAggregateIdentifier InstanceId instanceId, long number) implements QueueCommand {}
}
