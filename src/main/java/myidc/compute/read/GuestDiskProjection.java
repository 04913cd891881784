package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import myidc.compute.event.BackupEvent.InstanceRestoreFailed;
import myidc.compute.event.BackupEvent.InstanceRestoreRequested;
import myidc.compute.event.BackupEvent.InstanceRestored;
import myidc.compute.event.GrowthEvent.FollowingDiskChosen;
import myidc.compute.event.GuestContentEvent.ContentsCloneFailed;
import myidc.compute.event.GuestContentEvent.ContentsCloneRequested;
import myidc.compute.event.GuestContentEvent.ContentsCloned;
import myidc.compute.event.GuestContentEvent.CopyChosen;
import myidc.compute.event.GuestContentEvent.DiskCreated;
import myidc.compute.event.GuestContentEvent.DiskCreationFailed;
import myidc.compute.event.GuestContentEvent.DiskDeleted;
import myidc.compute.event.GuestContentEvent.DiskDeletionFailed;
import myidc.compute.event.GuestContentEvent.DiskDeletionRequested;
import myidc.compute.event.GuestContentEvent.DiskLabelled;
import myidc.compute.event.GuestContentEvent.DiskRequested;
import myidc.compute.event.GuestContentEvent.DiskResizeFailed;
import myidc.compute.event.GuestContentEvent.DiskResizeRequested;
import myidc.compute.event.GuestContentEvent.DiskResized;
import myidc.compute.event.GuestContentEvent.InstanceCloneRequested;
import myidc.compute.event.GuestContentEvent.InstanceRebuildFailed;
import myidc.compute.event.GuestContentEvent.InstanceRebuildRequested;
import myidc.compute.event.GuestContentEvent.InstanceRebuilt;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.compute.event.InstanceEvent.InstanceProvisioned;
import myidc.compute.event.InstanceEvent.InstanceRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeFailed;
import myidc.compute.event.InstanceEvent.InstanceResized;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;

/** Writes {@link GuestDiskView} and what it showed before; a disk that a guest has no more is shown no more. */
@Singleton
@ProcessingGroup("compute.read")
public final class GuestDiskProjection implements Projection {
    static final String HISTORY = "guest-disk";
    private static final String READY = "READY";
    private static final String NOT_READY = "NOT_READY";
    private static final String RESIZING = "RESIZING";
    private static final String DELETING = "DELETING";

    private final Histories histories;

    GuestDiskProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.guest-disks";
    }

    @Override
    public List<String> tables() {
        return List.of("guest_disk_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(InstanceRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        DiskId id = new DiskId(fact.instanceId().value());
        add(fact.instanceId(), GuestDisk.first(id, fact.image(), fact.size().diskMb()), new Told(at, version));
    }

    @EventHandler
    void on(InstanceCloneRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Told told = new Told(at, version);
        of(fact.instanceId()).forEach(first -> remove(first, told));
        fact.disks().forEach(disk -> add(fact.instanceId(), disk, told));
    }

    @EventHandler
    void on(InstanceProvisioned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        done(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(InstanceResized fact, @Timestamp Instant at, @SequenceNumber Long version) {
        List<GuestDiskView> rows = of(fact.instanceId());
        List<GuestDisk> after =
                GuestDisks.resized(rows, fact.before().diskMb(), fact.size().diskMb());
        for (int i = 0; i < rows.size(); i++) {
            GuestDiskView row = rows.get(i);
            long wanted = after.get(i).sizeMb();
            if (row.sizeMb != wanted || row.wantedMb != null) {
                sized(row, wanted, null, new Told(at, version));
            }
        }
    }

    /** Its size once resized, which is not shown before. */
    @EventHandler
    void on(FollowingDiskChosen fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Told told = new Told(at, version);
        DiskId follower = fact.diskId();
        if (follower != null) {
            GuestDiskView row = row(follower);
            sized(row, row.sizeMb, fact.sizeMb(), told);
            return;
        }
        of(fact.instanceId()).stream().limit(1).forEach(row -> sized(row, row.sizeMb, row.sizeMb, told));
    }

    @EventHandler
    void on(InstanceResizeFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        of(fact.instanceId()).stream()
                .filter(row -> row.wantedMb != null)
                .forEach(row -> sized(row, row.sizeMb, null, new Told(at, version)));
    }

    private void sized(GuestDiskView row, long sizeMb, @Nullable Long wantedMb, Told told) {
        shown(
                row,
                changed -> {
                    changed.sizeMb = sizeMb;
                    changed.wantedMb = wantedMb;
                },
                told);
    }

    @EventHandler
    void on(InstanceRebuildRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        replace(fact.instanceId(), fact.disks(), new Told(at, version));
    }

    @EventHandler
    void on(InstanceRebuilt fact, @Timestamp Instant at, @SequenceNumber Long version) {
        done(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(InstanceRebuildFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        undone(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(InstanceRestoreRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Told told = new Told(at, version);
        if (fact.overwrite()) {
            replace(fact.instanceId(), fact.disks(), told);
        } else {
            fact.disks().forEach(disk -> add(fact.instanceId(), disk, told));
        }
    }

    @EventHandler
    void on(InstanceRestored fact, @Timestamp Instant at, @SequenceNumber Long version) {
        done(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(InstanceRestoreFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        undone(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(ContentsCloneRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        fact.disks().forEach(disk -> add(fact.instanceId(), disk, new Told(at, version)));
    }

    @EventHandler
    void on(CopyChosen fact, @Timestamp Instant at, @SequenceNumber Long version) {
        fact.disks()
                .forEach(disk -> shown(row(disk), row -> row.copy = fact.copy().name(), new Told(at, version)));
    }

    @EventHandler
    void on(ContentsCloned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        done(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(ContentsCloneFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        undone(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(DiskRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        add(fact.instanceId(), fact.disk(), new Told(at, version));
    }

    @EventHandler
    void on(DiskLabelled fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shown(row(fact.diskId()), row -> row.label = fact.label(), new Told(at, version));
    }

    @EventHandler
    void on(DiskResizeRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shown(
                row(fact.diskId()),
                row -> {
                    row.status = RESIZING;
                    row.wantedMb = fact.sizeMb();
                },
                new Told(at, version));
    }

    @EventHandler
    void on(DiskDeletionRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        shown(row(fact.diskId()), row -> row.status = DELETING, new Told(at, version));
    }

    @EventHandler
    void on(DiskCreated fact, @Timestamp Instant at, @SequenceNumber Long version) {
        done(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(DiskResized fact, @Timestamp Instant at, @SequenceNumber Long version) {
        done(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(DiskDeleted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        done(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(DiskCreationFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        undone(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(DiskResizeFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        undone(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(DiskDeletionFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        undone(fact.instanceId(), new Told(at, version));
    }

    @EventHandler
    void on(InstanceDeleted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        of(fact.instanceId()).forEach(row -> remove(row, new Told(at, version)));
    }

    private void replace(InstanceId guest, List<GuestDisk> disks, Told told) {
        of(guest).forEach(row -> shown(row, old -> old.status = DELETING, told));
        disks.forEach(disk -> add(guest, disk, told));
    }

    /** What was under way is done: disks are as they were to be. */
    private void done(InstanceId guest, Told told) {
        for (GuestDiskView row : of(guest)) {
            if (row.status.equals(DELETING)) {
                remove(row, told);
            } else if (!row.status.equals(READY)) {
                shown(row, GuestDiskProjection::settle, told);
            }
        }
    }

    private static void settle(GuestDiskView row) {
        Long wanted = row.wantedMb;
        row.sizeMb = wanted == null ? row.sizeMb : wanted;
        row.wantedMb = null;
        row.status = READY;
    }

    /** What was under way failed: disks are as they were before. */
    private void undone(InstanceId guest, Told told) {
        for (GuestDiskView row : of(guest)) {
            if (row.status.equals(NOT_READY)) {
                remove(row, told);
            } else if (!row.status.equals(READY)) {
                row.wantedMb = null;
                shown(row, GuestDiskProjection::settle, told);
            }
        }
    }

    private void add(InstanceId guest, GuestDisk disk, Told told) {
        GuestDiskView row = new GuestDiskView();
        row.id = disk.diskId().value();
        row.instanceId = guest.value();
        row.label = disk.label();
        row.filesystem = disk.filesystem();
        row.sizeMb = disk.sizeMb();
        row.image = disk.image();
        GuestDisk.Source source = disk.source();
        if (source != null) {
            InstanceId instance = source.instanceId();
            row.sourceInstanceId = instance == null ? null : instance.value();
            row.sourceBackupId =
                    source.backupId() == null ? null : source.backupId().value();
            row.sourceDiskId = source.diskId().value();
        }
        row.status = NOT_READY;
        row.createdAt = told.at();
        row.version = told.version();
        row.updatedAt = told.at();
        row.persist();
        histories.show(HISTORY, row.id, told.at(), row);
    }

    private void shown(GuestDiskView row, Consumer<GuestDiskView> change, Told told) {
        change.accept(row);
        row.version = told.version();
        row.updatedAt = told.at();
        histories.show(HISTORY, row.id, told.at(), row);
    }

    private void remove(GuestDiskView row, Told told) {
        row.delete();
        histories.end(HISTORY, row.id, told.at());
    }

    private static List<GuestDiskView> of(InstanceId guest) {
        return GuestDiskView.list("instanceId = ?1 order by createdAt, id", guest.value());
    }

    private static GuestDiskView row(DiskId id) {
        return GuestDiskView.<GuestDiskView>findByIdOptional(id.value()).orElseThrow();
    }

    /** When a fact was told, and its place in the guest's life. */
    private record Told(Instant at, Long version) {}
}
