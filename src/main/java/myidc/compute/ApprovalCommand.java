package myidc.compute;

import java.time.Instant;
import java.util.List;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.MigrationEvent.Place;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.ApprovalRuleId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What one may ask of what waits for an operator. */
public sealed interface ApprovalCommand {
    InstanceId instanceId();

    /**
     * The deed waits from now on; what it takes is held in the same call.
     *
     * @param growth how another size is wanted; null for any other deed
     */
    record AwaitApproval(
            @TargetAggregateIdentifier InstanceId instanceId,
            Wait term,
            Asked asked,
            @Nullable Growth growth) implements ApprovalCommand {}

    /**
     * How another size is wanted.
     *
     * @param warm whether the guest is to run on meanwhile, where that can be
     * @param diskFollows whether its disk is to become as large as the plan lets it
     */
    record Growth(boolean warm, boolean diskFollows) {}

    /** By which rule, and until when. */
    record Wait(ApprovalId approvalId, ApprovalRuleId approvalRuleId, Instant until) {}

    /**
     * What waits.
     *
     * @param size what a guest to be resized is to be; null for any other deed
     * @param from where a guest is that is to go elsewhere; null for one that stays or is new
     * @param to where it is to be
     */
    record Asked(
            Deed deed,
            @Nullable GuestSize size,
            @Nullable Place from,
            Place to,
            List<Candidate> candidates,
            int weighed) {}

    enum Deed {
        CREATE,
        RESIZE,
        MIGRATE
    }

    /** Another host of the same site, where its part is held by the same call. */
    record OverridePlacement(
            @TargetAggregateIdentifier InstanceId instanceId, ApprovalId approvalId, HostId hostId, String reason)
            implements ApprovalCommand {}

    record GrantApproval(@TargetAggregateIdentifier InstanceId instanceId, ApprovalId approvalId, String reason)
            implements ApprovalCommand {}

    /**
     * What is held for it is given back in the same call.
     *
     * @param expired whether its time is over
     */
    record RefuseApproval(
            @TargetAggregateIdentifier InstanceId instanceId, ApprovalId approvalId, String reason, boolean expired)
            implements ApprovalCommand {}
}
