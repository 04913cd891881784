package myidc.compute.event;

import java.util.List;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;

/**
 * Where the book follows what was done to a guest behind its back, and what becomes of it when its host goes and comes. Part
 * of the life told by {@link InstanceEvent}.
 */
public sealed interface FoundEvent {
    InstanceId instanceId();

    /**
     * The guest was otherwise on its host than in the book, which has it so from now on.
     *
     * @param booked RUNNING or OFFLINE
     * @param seen RUNNING, OFF or ABSENT; an absent guest is deleted by the fact that follows
     */
    record GuestFound(InstanceId instanceId, HostId hostId, String booked, String seen) implements FoundEvent {}

    /** The guest was not on its host any more, and was made there anew as the book has it. */
    record GuestRestored(InstanceId instanceId, HostId hostId) implements FoundEvent {}

    /** The guest is defined otherwise on its host than the portal defined it, and is left so. */
    record DeviationsLeft(InstanceId instanceId, HostId hostId, List<Deviation> deviations) implements FoundEvent {}

    /** The guest was defined otherwise on its host, and is there as the book has it again, from its next start on; its filter at once. */
    record DeviationsUndone(InstanceId instanceId, HostId hostId, List<Deviation> deviations) implements FoundEvent {}

    /**
     * How early a guest starts after a power cut.
     *
     * @param priority 0 to 100, the highest first
     */
    record StartPrioritySet(InstanceId instanceId, int priority) implements FoundEvent {}

    /**
     * What becomes of the guest before its host is worked on; without this fact it is moved.
     *
     * @param policy MIGRATE or POWER_OFF_ON
     */
    record MaintenancePolicySet(InstanceId instanceId, String policy) implements FoundEvent {}

    /** Whether the guest is promised that its disks are encrypted, wherever it goes; without this fact nothing is promised. */
    record DiskEncryptionSet(InstanceId instanceId, boolean encrypted) implements FoundEvent {}
}
