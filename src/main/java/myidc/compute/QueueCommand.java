package myidc.compute;

import myidc.compute.event.QueuedAction;
import myidc.compute.event.QueuedDeed;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one may ask of a guest that may be busy. */
public sealed interface QueueCommand {
    /** Does it at once, or when what is under way and what waits already is done. */
    record QueueAction(@TargetAggregateIdentifier InstanceId instanceId, QueuedAction action) implements QueueCommand {}

    /** Has a deed done that takes more than the guest, when what is under way and what waits already is done. */
    record QueueDeed(@TargetAggregateIdentifier InstanceId instanceId, QueuedDeed deed) implements QueueCommand {}

    /** What the deed takes is had; the command that does it follows in the same call. */
    record BeginDeed(@TargetAggregateIdentifier InstanceId instanceId, long number) implements QueueCommand {}

    /** The deed whose turn came cannot be done. */
    record GiveUpDeed(@TargetAggregateIdentifier InstanceId instanceId, long number, String cause)
            implements QueueCommand {}

    /** Takes an action that still waits out of the queue. */
    record CancelAction(@TargetAggregateIdentifier InstanceId instanceId, long number) implements QueueCommand {}
}
