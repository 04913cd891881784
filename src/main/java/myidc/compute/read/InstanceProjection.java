package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.compute.event.AlertEvent;
import myidc.compute.event.ApprovalEvent;
import myidc.compute.event.BackupEvent;
import myidc.compute.event.ConsoleEvent;
import myidc.compute.event.FoundEvent;
import myidc.compute.event.GrowthEvent;
import myidc.compute.event.GuestContentEvent;
import myidc.compute.event.GuestSize;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
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
import myidc.compute.event.InstanceEvent.RegionAliased;
import myidc.compute.event.InstanceEvent.RootPasswordReset;
import myidc.compute.event.InstanceEvent.WarmResizeAsked;
import myidc.compute.event.LockEvent;
import myidc.compute.event.MigrationEvent;
import myidc.compute.event.WatchdogEvent;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.platform.db.FreshRows;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link InstanceView} and what it showed before; a deleted guest is shown no more. */
@Singleton
@ProcessingGroup("compute.read")
public final class InstanceProjection implements Projection {
    static final String HISTORY = "instance";

    private final Histories histories;
    private final FreshRows rows;

    InstanceProjection(Histories histories, FreshRows rows) {
        this.histories = histories;
        this.rows = rows;
    }

    @Override
    public String name() {
        return "compute.instances";
    }

    @Override
    public List<String> tables() {
        return List.of("instance_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(InstanceRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = new InstanceView();
        guest.id = fact.instanceId().value();
        guest.tenantId = fact.tenantId().value();
        guest.label = fact.label();
        guest.status = "PROVISIONING";
        resize(guest, fact.size());
        guest.image = fact.image();
        guest.siteId = fact.siteId().value();
        guest.region = fact.region();
        guest.tags = fact.tags().toArray(String[]::new);
        guest.requestedAt = at;
        guest.version = version;
        guest.updatedAt = at;
        guest.persist();
        rows.isMade(InstanceView.class, guest.id);
    }

    @EventHandler
    void on(RegionAliased fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        guest.regionAlias = fact.alias();
        guest.version = version;
        guest.updatedAt = at;
    }

    @EventHandler
    void on(InstancePlaced fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> guest.hostId = fact.hostId().value(), at, version);
    }

    @EventHandler
    void on(DiskPlaced fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        guest.poolId = fact.poolId().value();
        guest.diskPlacedAt = at;
        shown(guest, at, version);
    }

    @EventHandler
    void on(AddressAttached fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        guest.assignmentId = fact.assignmentId().value();
        guest.prefixId = fact.prefixId().value();
        guest.address = fact.address();
        guest.prefixLength = fact.prefixLength();
        guest.gateway = fact.gateway();
        shown(guest, at, version);
    }

    @EventHandler
    void on(AddressDetached fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        guest.assignmentId = null;
        guest.prefixId = null;
        guest.address = null;
        guest.prefixLength = null;
        guest.gateway = null;
        shown(guest, at, version);
    }

    @EventHandler
    void on(InterfacesArranged fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> guest.arranged = true, at, version);
    }

    @EventHandler
    void on(RootPasswordReset fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> guest.arranged = true, at, version);
    }

    @EventHandler
    void on(InstanceProvisioned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        guest.provisionedAt = at;
        stands(guest, "OFFLINE", null);
        shown(guest, at, version);
    }

    @EventHandler
    void on(ProvisioningFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        stands(guest, "FAILED", fact.step() + ": " + fact.cause());
        shown(guest, at, version);
    }

    @EventHandler
    void on(ProvisioningUndone fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        guest.hostId = null;
        guest.poolId = null;
        guest.diskPlacedAt = null;
        shown(guest, at, version);
    }

    @EventHandler
    void on(ApprovalEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shown(FoundGuests.write(guest(fact.instanceId()), fact), at, version);
    }

    @EventHandler
    void on(FoundEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shown(FoundGuests.write(guest(fact.instanceId()), fact), at, version);
    }

    @EventHandler
    void on(WatchdogEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shown(FoundGuests.write(guest(fact.instanceId()), fact), at, version);
    }

    @EventHandler
    void on(AlertEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shown(FoundGuests.write(guest(fact.instanceId()), fact), at, version);
    }

    @EventHandler
    void on(InstanceLabelled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> guest.label = fact.label(), at, version);
    }

    @EventHandler
    void on(InstanceChangedHands fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> GuestChanges.handOver(guest, fact, at), at, version);
    }

    @EventHandler
    void on(InstanceTagged fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> guest.tags = fact.tags().toArray(String[]::new), at, version);
    }

    @EventHandler
    void on(InstanceBootRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "BOOTING", null), at, version);
    }

    @EventHandler
    void on(InstanceBooted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "RUNNING", null), at, version);
    }

    @EventHandler
    void on(InstanceBootFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "OFFLINE", fact.cause()), at, version);
    }

    @EventHandler
    void on(InstanceShutdownRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "SHUTTING_DOWN", null), at, version);
    }

    @EventHandler
    void on(InstanceStopped fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "OFFLINE", null), at, version);
    }

    @EventHandler
    void on(InstanceShutdownFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "RUNNING", fact.cause()), at, version);
    }

    @EventHandler
    void on(InstanceRebootRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "REBOOTING", null), at, version);
    }

    @EventHandler
    void on(InstanceRebooted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "RUNNING", null), at, version);
    }

    @EventHandler
    void on(InstanceRebootFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        stands(guest, fact.running() ? "RUNNING" : "OFFLINE", fact.cause());
        shown(guest, at, version);
    }

    @EventHandler
    void on(InstanceResizeRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        want(guest, fact.size());
        stands(guest, "RESIZING", null);
        shown(guest, at, version);
    }

    @EventHandler
    void on(InstanceResized fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        want(guest, null);
        resize(guest, fact.size());
        stands(guest, "OFFLINE", null);
        shown(guest, at, version);
    }

    @EventHandler
    void on(WarmResizeAsked fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> guest.warmResize = true, at, version);
    }

    @EventHandler
    void on(InstanceResizedWarm fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        guest.status = "RUNNING";
        shown(guest, at, version);
    }

    @EventHandler
    void on(InstanceResizeFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        want(guest, null);
        stands(guest, "OFFLINE", fact.cause());
        shown(guest, at, version);
    }

    @EventHandler
    void on(InstanceDeletionRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "DELETING", null), at, version);
    }

    @EventHandler
    void on(InstanceDeletionFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), guest -> stands(guest, "DELETION_FAILED", fact.cause()), at, version);
    }

    @EventHandler
    void on(GuestContentEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), GuestChanges.of(fact), at, version);
    }

    @EventHandler
    void on(BackupEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), GuestChanges.of(fact, at), at, version);
    }

    @EventHandler
    void on(LockEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), GuestChanges.of(fact), at, version);
    }

    @EventHandler
    void on(MigrationEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), GuestChanges.of(fact), at, version);
    }

    @EventHandler
    void on(GrowthEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact.instanceId(), GuestChanges.of(fact), at, version);
    }

    @EventHandler
    void on(ConsoleEvent fact, @Timestamp Instant at, @SequenceNumber Long version) {
        InstanceView guest = guest(fact.instanceId());
        guest.version = version;
        histories.show(HISTORY, guest.id, at, guest);
    }

    @EventHandler
    void on(InstanceDeleted fact, @Timestamp Instant at) {
        InstanceView.deleteById(fact.instanceId().value());
        histories.end(HISTORY, fact.instanceId().value(), at);
    }

    private static void stands(InstanceView guest, String status, @Nullable String failure) {
        guest.status = status;
        guest.failure = failure;
    }

    private static void want(InstanceView guest, @Nullable GuestSize size) {
        guest.warmResize = false;
        guest.wantedPlan = size == null ? null : size.plan();
        guest.wantedVcpus = size == null ? null : size.vcpus();
        guest.wantedMemoryMb = size == null ? null : size.memoryMb();
        guest.wantedDiskMb = size == null ? null : size.diskMb();
    }

    private static void resize(InstanceView guest, GuestSize size) {
        guest.plan = size.plan();
        guest.vcpus = size.vcpus();
        guest.memoryMb = size.memoryMb();
        guest.diskMb = size.diskMb();
        guest.transferGb = size.transferGb();
    }

    private void change(InstanceId id, Consumer<InstanceView> change, Instant at, Long version) {
        InstanceView guest = guest(id);
        change.accept(guest);
        shown(guest, at, version);
    }

    private void shown(InstanceView guest, Instant at, Long version) {
        guest.version = version;
        guest.updatedAt = at;
        histories.show(HISTORY, guest.id, at, guest);
    }

    private InstanceView guest(InstanceId id) {
        return rows.of(InstanceView.class, id.value());
    }
}
