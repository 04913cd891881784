package myidc.compute.event;

import myidc.shared.id.AssignmentId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;
import org.jspecify.annotations.Nullable;

/** Whose a guest is. Part of the life told by {@link InstanceEvent}. */
public sealed interface HandoverEvent {
    InstanceId instanceId();

    /**
     * The guest is another tenant's from this instant on, and charged to it; its tags are gone.
     *
     * @param label what it is called there
     * @param assignmentId under which it has its first address there; null when it has none
     */
    record InstanceChangedHands(
            InstanceId instanceId,
            TransferId transferId,
            TenantId fromTenantId,
            TenantId toTenantId,
            String label,
            @Nullable AssignmentId assignmentId)
            implements HandoverEvent {}
}
