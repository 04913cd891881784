package myidc.compute.event;

import myidc.shared.id.InstanceId;

/** What waits for a guest to be free. Part of the life told by {@link InstanceEvent}. */
public sealed interface QueueEvent {
    InstanceId instanceId();

    /**
     * An action waits for those before it.
     *
     * @param place 1 for the first that waits, behind what is under way
     */
    record ActionQueued(InstanceId instanceId, QueuedAction action, int place) implements QueueEvent {}

    /** Its turn came: the facts that follow are the action's own, or say why it cannot be done any more. */
    record ActionReached(InstanceId instanceId, long number) implements QueueEvent {}

    /**
     * A deed that takes more than the guest waits in the same queue.
     *
     * @param place as for an action
     */
    record DeedQueued(InstanceId instanceId, QueuedDeed deed, int place) implements QueueEvent {}

    /** Its turn came: nothing else is done to the guest until it begins or is given up. */
    record DeedReached(InstanceId instanceId, QueuedDeed deed) implements QueueEvent {}

    /** What it takes was had: the facts that follow are the deed's own. */
    record DeedBegun(InstanceId instanceId, long number) implements QueueEvent {}

    /** It will not be done. */
    record ActionCancelled(InstanceId instanceId, long number, String cause) implements QueueEvent {}
}
