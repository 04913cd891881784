package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Objects;
import myidc.compute.ApprovalCommand.Asked;
import myidc.compute.ApprovalCommand.AwaitApproval;
import myidc.compute.ApprovalCommand.Deed;
import myidc.compute.ApprovalCommand.GrantApproval;
import myidc.compute.ApprovalCommand.Growth;
import myidc.compute.ApprovalCommand.OverridePlacement;
import myidc.compute.ApprovalCommand.RefuseApproval;
import myidc.compute.MigrationCommand.MoveToResize;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.ApprovalEvent.ApprovalGranted;
import myidc.compute.event.ApprovalEvent.ApprovalRefused;
import myidc.compute.event.ApprovalEvent.ApprovalWithdrawn;
import myidc.compute.event.ApprovalEvent.PlacementOverridden;
import myidc.compute.event.GrowthEvent.GrowthAsked;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.AddressDetached;
import myidc.compute.event.InstanceEvent.InterfacesArranged;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.compute.event.InstanceEvent.ProvisioningUndone;
import myidc.compute.event.MigrationEvent.InstanceMigrationRequested;
import myidc.compute.event.MigrationEvent.Place;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.HostId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** What waits for an operator: a new guest is nothing else meanwhile, one that is there goes on as it is. */
abstract class InstanceApprovals extends InstanceMoves {
    private static final int REASON_MAX = 500;

    @Nullable
    ApprovalId awaited;

    @Nullable
    Asked asked;

    @CommandHandler
    void decide(AwaitApproval command) {
        Asked wanted = command.asked();
        GuestSize size = wanted.size();
        Growth way = command.growth();
        switch (wanted.deed()) {
            case CREATE -> {
                if (state != InstanceState.PROVISIONING) {
                    throw unfit("Linode " + known().value() + " is there already.");
                }
            }
            case RESIZE -> resizable(Objects.requireNonNull(size), way == null || way.diskFollows());
            case MIGRATE -> movable(wanted.to());
        }
        apply(new ApprovalAwaited(
                known(),
                command.term().approvalId(),
                command.term().approvalRuleId(),
                owner(),
                label,
                wanted.deed().name(),
                size == null ? Objects.requireNonNull(this.size) : size,
                wanted.from(),
                wanted.to(),
                wanted.candidates(),
                wanted.weighed(),
                command.term().until()));
        if (size != null && way != null) {
            apply(new GrowthAsked(known(), size, way.warm(), way.diskFollows()));
        }
    }

    @CommandHandler
    void decide(MoveToResize command) {
        resizable(command.size(), command.diskFollows());
        decide(command.move());
        apply(new GrowthAsked(known(), command.size(), command.warm(), command.diskFollows()));
    }

    void resizable(GuestSize wanted, boolean diskFollows) {
        still();
        unproposed();
        GuestSize present = Objects.requireNonNull(size);
        if (wanted.plan().equals(present.plan())) {
            throw Refused.field(ComputeRefusal.INSTANCE_STATE, "type", "Linode is already running this plan.");
        }
        fits(resized(wanted, diskFollows), wanted, "type");
    }

    @CommandHandler
    void decide(OverridePlacement command) {
        Asked waits = waiting(command.approvalId());
        String reason = Check.text("reason", command.reason(), REASON_MAX);
        if (waits.deed() == Deed.RESIZE && waits.from() == null) {
            throw Refused.field(
                    ComputeRefusal.INSTANCE_STATE, "hostId", "hostId: a resize on the guest's own host is done there");
        }
        HostId before = waits.to().hostId();
        if (command.hostId().equals(before)) {
            throw Refused.field(
                    ComputeRefusal.INSTANCE_STATE, "hostId", "hostId is the host that is proposed; approve it");
        }
        apply(new PlacementOverridden(known(), command.approvalId(), before, command.hostId(), reason));
    }

    @CommandHandler
    void decide(GrantApproval command) {
        Asked waits = waiting(command.approvalId());
        String reason = Check.text("reason", command.reason(), REASON_MAX);
        if (waits.deed() != Deed.CREATE) {
            still();
        }
        GrowthAsked grows = growing(waits);
        if (grows != null) {
            fits(resized(grows.size(), grows.diskFollows()), grows.size(), "type");
        }
        apply(new ApprovalGranted(known(), command.approvalId(), waits.deed().name(), reason));
        Place from = waits.from();
        if (from != null) {
            apply(new InstanceMigrationRequested(known(), from, waits.to(), waits.candidates(), waits.weighed()));
            if (grows != null) {
                apply(grows);
            }
        } else if (grows != null) {
            resize(grows);
        }
    }

    /** The size that waits; one that was asked for before the way was kept is had with the guest switched off. */
    private @Nullable GrowthAsked growing(Asked waits) {
        GuestSize wanted = waits.size();
        if (waits.deed() != Deed.RESIZE || wanted == null) {
            return null;
        }
        return growth == null ? new GrowthAsked(known(), wanted, false, true) : growth;
    }

    @CommandHandler
    void decide(RefuseApproval command) {
        Asked waits = waiting(command.approvalId());
        String reason = Check.text("reason", command.reason(), REASON_MAX);
        apply(new ApprovalRefused(known(), command.approvalId(), reason, command.expired()));
        if (waits.deed() == Deed.CREATE) {
            apply(new ProvisioningFailed(known(), "approve", brief(reason)));
            disconnect();
            apply(new ProvisioningUndone(known(), waits.to().hostId()));
        }
    }

    /** What waits for a guest that is to be deleted does so in vain. */
    void withdraw() {
        ApprovalId waits = awaited;
        if (waits != null) {
            apply(new ApprovalWithdrawn(known(), waits));
        }
    }

    @Override
    void unproposed() {
        if (awaited != null) {
            throw Refused.because(ComputeRefusal.APPROVAL_AWAITED, "Linode " + known().value() + " awaits approval.");
        }
    }

    private Asked waiting(ApprovalId approval) {
        Asked waits = asked;
        if (waits == null || !approval.equals(awaited)) {
            throw Refused.because(ComputeRefusal.APPROVAL_DECIDED, "It does not wait for approval any more");
        }
        return waits;
    }

    void disconnect() {
        if (!interfaces.isEmpty()) {
            apply(new InterfacesArranged(known(), owner(), List.of()));
        }
        detach();
    }

    void detach() {
        AssignmentId held = assignment;
        String given = address;
        if (held != null && given != null) {
            apply(new AddressDetached(known(), held, given));
        }
    }

    @EventSourcingHandler
    void evolve(ApprovalAwaited fact) {
        Deed deed = Deed.valueOf(fact.deed());
        awaited = fact.approvalId();
        asked = new Asked(
                deed,
                deed == Deed.RESIZE ? fact.size() : null,
                fact.from(),
                fact.to(),
                fact.candidates(),
                fact.weighed());
        if (deed == Deed.CREATE) {
            state = InstanceState.AWAITING_APPROVAL;
        }
    }

    @EventSourcingHandler
    void evolve(PlacementOverridden fact) {
        Asked waits = Objects.requireNonNull(asked);
        Place to = waits.to();
        asked = new Asked(
                waits.deed(),
                waits.size(),
                waits.from(),
                new Place(fact.hostId(), to.siteId(), to.region(), to.poolId()),
                waits.candidates(),
                waits.weighed());
        if (waits.deed() == Deed.CREATE) {
            host = fact.hostId();
        }
    }

    @EventSourcingHandler
    void evolve(ApprovalGranted fact) {
        if (state == InstanceState.AWAITING_APPROVAL) {
            state = InstanceState.PROVISIONING;
        }
        settled();
    }

    @EventSourcingHandler
    void evolve(ApprovalRefused fact) {
        settled();
    }

    @EventSourcingHandler
    void evolve(ApprovalWithdrawn fact) {
        settled();
    }

    private void settled() {
        awaited = null;
        asked = null;
        growth = null;
    }
}
