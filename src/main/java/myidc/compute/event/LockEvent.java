package myidc.compute.event;

import myidc.shared.id.InstanceId;
import myidc.shared.id.LockId;

/** Whether a guest may be deleted. Part of the life told by {@link InstanceEvent}. */
public sealed interface LockEvent {
    InstanceId instanceId();

    /**
     * The guest may not be deleted or rebuilt any more.
     *
     * @param withParts whether its disks and configurations may not be deleted either
     */
    record InstanceLocked(InstanceId instanceId, LockId lockId, boolean withParts) implements LockEvent {}

    record InstanceUnlocked(InstanceId instanceId, LockId lockId) implements LockEvent {}
}
