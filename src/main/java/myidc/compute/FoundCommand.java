package myidc.compute;

import java.util.List;
import myidc.compute.event.Deviation;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one may ask of a guest that is otherwise on its host than in the book. */
public sealed interface FoundCommand {
    /** The book follows what was seen; a guest that is not there any more is deleted, and what it held is freed beside. */
    record FollowFound(@TargetAggregateIdentifier InstanceId instanceId, Seen seen) implements FoundCommand {}

    /** What its host has of it. */
    enum Seen {
        RUNNING,
        OFF,
        ABSENT
    }

    /** It was made anew on its host, switched off. */
    record ConfirmRestoredGuest(@TargetAggregateIdentifier InstanceId instanceId) implements FoundCommand {}

    /** It is left defined otherwise on its host. */
    record LeaveDeviations(@TargetAggregateIdentifier InstanceId instanceId, List<Deviation> deviations)
            implements FoundCommand {}

    /** It was defined on its host as the book has it again. */
    record ConfirmDeviationsUndone(
            @TargetAggregateIdentifier InstanceId instanceId, List<Deviation> deviations) implements FoundCommand {}

    record SetStartPriority(@TargetAggregateIdentifier InstanceId instanceId, int priority) implements FoundCommand {}

    record SetMaintenancePolicy(@TargetAggregateIdentifier InstanceId instanceId, MaintenancePolicy policy)
            implements FoundCommand {}

    /** Whether it was promised that its disks are encrypted; its host was told beside. */
    record SetDiskEncryption(@TargetAggregateIdentifier InstanceId instanceId, boolean encrypted)
            implements FoundCommand {}
}
