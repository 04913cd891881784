package myidc.compute.event;

import java.time.Instant;
import java.util.List;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.MigrationEvent.Place;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.ApprovalRuleId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** What of a guest waits for an operator before it runs. Part of the life told by {@link InstanceEvent}. */
public sealed interface ApprovalEvent {
    InstanceId instanceId();

    ApprovalId approvalId();

    /**
     * A deed stands as a proposal; what it takes is held meanwhile.
     *
     * @param deed CREATE, RESIZE or MIGRATE
     * @param size what the guest is to be, or is
     * @param from where a guest is that is to go elsewhere, for a size that its host has no room for too; null for one that stays or is new
     * @param to where the guest is to be, or stays
     * @param candidates hosts that were weighed, as in {@link InstanceEvent.InstancePlaced}; none for a guest that stays
     * @param weighed how many hosts were looked at
     * @param until when it is refused unless somebody decides before
     */
    record ApprovalAwaited(
            InstanceId instanceId,
            ApprovalId approvalId,
            ApprovalRuleId approvalRuleId,
            TenantId tenantId,
            String label,
            String deed,
            GuestSize size,
            @Nullable Place from,
            Place to,
            List<Candidate> candidates,
            int weighed,
            Instant until)
            implements ApprovalEvent {}

    /**
     * An operator chose another host than the one proposed.
     *
     * @param before the one proposed
     */
    record PlacementOverridden(
            InstanceId instanceId, ApprovalId approvalId, HostId before, HostId hostId, String reason)
            implements ApprovalEvent {}

    /**
     * An operator lets it be done.
     *
     * @param deed as it was asked for
     */
    record ApprovalGranted(InstanceId instanceId, ApprovalId approvalId, String deed, String reason)
            implements ApprovalEvent {}

    /**
     * It will not be done, and what was held for it is free.
     *
     * @param expired whether nobody decided in time
     */
    record ApprovalRefused(InstanceId instanceId, ApprovalId approvalId, String reason, boolean expired)
            implements ApprovalEvent {}

    /** Its tenant wants it no more. */
    record ApprovalWithdrawn(InstanceId instanceId, ApprovalId approvalId) implements ApprovalEvent {}
}
