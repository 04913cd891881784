package myidc.compute;

import myidc.shared.id.AssignmentId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What makes a guest another tenant's. */
public sealed interface HandoverCommand {
    /**
     * Gives the guest from one tenant to another.
     *
     * @param assignmentId under which it has its first address there; null when it has none
     */
    record HandInstanceOver(
            @TargetAggregateIdentifier InstanceId instanceId,
            TransferId transferId,
            TenantId from,
            TenantId to,
            @Nullable AssignmentId assignmentId)
            implements HandoverCommand {}
}
