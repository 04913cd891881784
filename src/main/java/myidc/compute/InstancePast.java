package myidc.compute;

import java.util.List;
import java.util.Objects;
import myidc.compute.event.GrowthEvent.FollowingDiskChosen;
import myidc.compute.event.GrowthEvent.GrowthAsked;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.AddressAttached;
import myidc.compute.event.InstanceEvent.AddressDetached;
import myidc.compute.event.InstanceEvent.DiskPlaced;
import myidc.compute.event.InstanceEvent.InstanceBootFailed;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceBooted;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceDeletionFailed;
import myidc.compute.event.InstanceEvent.InstanceDeletionRequested;
import myidc.compute.event.InstanceEvent.InstanceLabelled;
import myidc.compute.event.InstanceEvent.InstancePlaced;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRebootFailed;
import myidc.compute.event.InstanceEvent.InstanceRebootRequested;
import myidc.compute.event.InstanceEvent.InstanceRebooted;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeFailed;
import myidc.compute.event.InstanceEvent.InstanceResizeRequested;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.compute.event.InstanceEvent.InstanceResizedWarm;
import myidc.compute.event.InstanceEvent.InstanceShutdownFailed;
import myidc.compute.event.InstanceEvent.InstanceShutdownRequested;
import myidc.compute.event.InstanceEvent.InstanceStopped;
import myidc.compute.event.InstanceEvent.InstanceTagged;
import myidc.compute.event.InstanceEvent.InterfacesArranged;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.compute.event.InstanceEvent.ProvisioningUndone;
import myidc.compute.event.Nic;
import myidc.compute.event.QueuedDeed;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What a guest's facts make of it: all that its decisions rest on. */
abstract class InstancePast {
    private static final int CAUSE_MAX = 500;

    @AggregateIdentifier
    @Nullable
    InstanceId id;

    @Nullable
    TenantId tenant;

    String label = "";
    String region = "";
    List<String> tags = List.of();

    @Nullable
    GuestSize size;

    @Nullable
    GuestSize wantedSize;

    @Nullable
    HostId host;

    @Nullable
    PoolId pool;

    @Nullable
    AssignmentId assignment;

    @Nullable
    String address;

    List<Nic> interfaces = List.of();

    @Nullable
    String image;

    /** Null for a guest that is told of by an older snapshot: it has its first disk alone. */
    @Nullable
    List<GuestDisk> disks;

    /** What its disks are to be once what is under way is done. */
    @Nullable
    List<GuestDisk> wantedDisks;

    @Nullable
    List<GuestConfig> configs;

    /** The machine room works on it, whatever its state. */
    boolean worked;

    /** The size it is to have once what waits or is under way is over; null for none. */
    @Nullable
    GrowthAsked growth;

    /** The deed whose turn came and that is being made ready. */
    @Nullable
    QueuedDeed turn;

    boolean bootWanted;
    InstanceState state = InstanceState.PROVISIONING;

    InstanceId known() {
        return Objects.requireNonNull(id);
    }

    TenantId owner() {
        return Objects.requireNonNull(tenant);
    }

    List<GuestDisk> disks() {
        return Objects.requireNonNullElseGet(
                disks,
                () -> List.of(GuestDisk.first(
                        new DiskId(known().value()),
                        image,
                        Objects.requireNonNull(size).diskMb())));
    }

    List<GuestConfig> configs() {
        return Objects.requireNonNullElseGet(
                configs,
                () -> List.of(GuestConfig.first(
                        new ConfigId(known().value()), image, disks().getFirst().diskId())));
    }

    void present() {
        if (state == InstanceState.DELETED) {
            throw Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "Not found");
        }
    }

    void idle() {
        present();
        if (!isFree()) {
            throw busy();
        }
        if (state == InstanceState.FAILED) {
            throw unfit("Linode " + known().value() + " could not be provisioned; delete it and create another.");
        }
        if (state == InstanceState.AWAITING_APPROVAL) {
            throw Refused.because(ComputeRefusal.APPROVAL_AWAITED, "Linode " + known().value() + " awaits approval.");
        }
    }

    boolean isFree() {
        return !state.inTransition() && !worked && turn == null;
    }

    /** Refuses while another deed waits for an operator. */
    abstract void unproposed();

    /** Switched on or off, and nothing under way. */
    void still() {
        idle();
        if (state != InstanceState.OFFLINE && state != InstanceState.RUNNING) {
            throw unfit("Linode " + known().value() + " could not be deleted; delete it again.");
        }
    }

    void off(String toDo) {
        still();
        if (state != InstanceState.OFFLINE) {
            throw unfit("Linode " + known().value() + " must be powered off to " + toDo + ".");
        }
    }

    static Refused busy() {
        return Refused.because(ComputeRefusal.INSTANCE_BUSY, "Linode busy.");
    }

    static Refused unfit(String detail) {
        return Refused.because(ComputeRefusal.INSTANCE_STATE, detail);
    }

    static String brief(String cause) {
        return cause.length() > CAUSE_MAX ? cause.substring(0, CAUSE_MAX) : cause;
    }

    @EventSourcingHandler
    void evolve(InstanceRequested fact) {
        id = fact.instanceId();
        tenant = fact.tenantId();
        label = fact.label();
        region = fact.region();
        tags = fact.tags();
        size = fact.size();
        bootWanted = fact.bootWanted();
        image = fact.image();
        state = InstanceState.PROVISIONING;
    }

    @EventSourcingHandler
    void evolve(InstancePlaced fact) {
        host = fact.hostId();
    }

    @EventSourcingHandler
    void evolve(DiskPlaced fact) {
        pool = fact.poolId();
    }

    @EventSourcingHandler
    void evolve(AddressAttached fact) {
        assignment = fact.assignmentId();
        address = fact.address();
    }

    @EventSourcingHandler
    void evolve(AddressDetached fact) {
        assignment = null;
        address = null;
    }

    @EventSourcingHandler
    void evolve(InterfacesArranged fact) {
        interfaces = fact.interfaces();
    }

    @EventSourcingHandler
    void evolve(InstanceProvisioned fact) {
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(ProvisioningFailed fact) {
        state = InstanceState.FAILED;
    }

    @EventSourcingHandler
    void evolve(ProvisioningUndone fact) {
        host = null;
        pool = null;
    }

    @EventSourcingHandler
    void evolve(InstanceLabelled fact) {
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(InstanceTagged fact) {
        tags = fact.tags();
    }

    @EventSourcingHandler
    void evolve(InstanceBootRequested fact) {
        state = InstanceState.BOOTING;
    }

    @EventSourcingHandler
    void evolve(InstanceBooted fact) {
        state = InstanceState.RUNNING;
    }

    @EventSourcingHandler
    void evolve(InstanceBootFailed fact) {
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceShutdownRequested fact) {
        state = InstanceState.SHUTTING_DOWN;
    }

    @EventSourcingHandler
    void evolve(InstanceStopped fact) {
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceShutdownFailed fact) {
        state = InstanceState.RUNNING;
    }

    @EventSourcingHandler
    void evolve(InstanceRebootRequested fact) {
        state = InstanceState.REBOOTING;
    }

    @EventSourcingHandler
    void evolve(InstanceRebooted fact) {
        state = InstanceState.RUNNING;
    }

    @EventSourcingHandler
    void evolve(InstanceRebootFailed fact) {
        state = fact.running() ? InstanceState.RUNNING : InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceResizeRequested fact) {
        wantedSize = fact.size();
        bootWanted = state == InstanceState.RUNNING || (growth != null && bootWanted);
        growth = null;
        state = InstanceState.RESIZING;
    }

    @EventSourcingHandler
    void evolve(GrowthAsked fact) {
        growth = fact;
    }

    @EventSourcingHandler
    void evolve(FollowingDiskChosen fact) {
        DiskId follower = fact.diskId();
        wantedDisks = disks().stream()
                .map(disk -> disk.diskId().equals(follower) ? disk.sized(fact.sizeMb()) : disk)
                .toList();
    }

    @EventSourcingHandler
    void evolve(InstanceResized fact) {
        disks = Objects.requireNonNullElseGet(
                wantedDisks,
                () -> GuestDisk.following(
                        disks(), fact.before().diskMb(), fact.size().diskMb()));
        wantedDisks = null;
        size = fact.size();
        wantedSize = null;
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceResizedWarm fact) {
        state = InstanceState.RUNNING;
    }

    @EventSourcingHandler
    void evolve(InstanceResizeFailed fact) {
        wantedSize = null;
        wantedDisks = null;
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceDeletionRequested fact) {
        state = InstanceState.DELETING;
    }

    @EventSourcingHandler
    void evolve(InstanceDeleted fact) {
        host = null;
        state = InstanceState.DELETED;
    }

    @EventSourcingHandler
    void evolve(InstanceDeletionFailed fact) {
        state = InstanceState.DELETION_FAILED;
    }
}
