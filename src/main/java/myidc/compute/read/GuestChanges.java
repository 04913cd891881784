package myidc.compute.read;

import java.time.Instant;
import java.util.function.Consumer;
import myidc.compute.event.BackupEvent;
import myidc.compute.event.BackupEvent.BackupFailed;
import myidc.compute.event.BackupEvent.BackupRemoved;
import myidc.compute.event.BackupEvent.BackupRequested;
import myidc.compute.event.BackupEvent.BackupScheduled;
import myidc.compute.event.BackupEvent.BackupTaken;
import myidc.compute.event.BackupEvent.BackupsCancelled;
import myidc.compute.event.BackupEvent.BackupsEnabled;
import myidc.compute.event.BackupEvent.BackupsWanted;
import myidc.compute.event.BackupEvent.InstanceRestoreFailed;
import myidc.compute.event.BackupEvent.InstanceRestoreRequested;
import myidc.compute.event.BackupEvent.InstanceRestored;
import myidc.compute.event.GrowthEvent;
import myidc.compute.event.GrowthEvent.FollowingDiskChosen;
import myidc.compute.event.GrowthEvent.GrowthAsked;
import myidc.compute.event.GuestContentEvent;
import myidc.compute.event.GuestContentEvent.ConfigChanged;
import myidc.compute.event.GuestContentEvent.ConfigChosen;
import myidc.compute.event.GuestContentEvent.ConfigCreated;
import myidc.compute.event.GuestContentEvent.ConfigDeleted;
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
import myidc.compute.event.GuestContentEvent.RescueArranged;
import myidc.compute.event.GuestContentEvent.RescueEnded;
import myidc.compute.event.GuestContentEvent.UserDataGiven;
import myidc.compute.event.GuestContentEvent.UserDataRemoved;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.LockEvent;
import myidc.compute.event.LockEvent.InstanceLocked;
import myidc.compute.event.LockEvent.InstanceUnlocked;
import myidc.compute.event.MigrationEvent;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.compute.event.MigrationEvent.InstanceMigrationFailed;
import myidc.compute.event.MigrationEvent.InstanceMigrationRequested;
import myidc.compute.event.MigrationEvent.Place;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.PoolId;
import org.jspecify.annotations.Nullable;

/** What facts about a guest's disks, backups and place change of what is shown of the guest itself. */
final class GuestChanges {
    private static final String OFFLINE = "OFFLINE";

    private GuestChanges() {}

    /** What is its tenant's alone does not go with it: tags, and which of its images it was made from. */
    static void handOver(InstanceView guest, InstanceChangedHands fact, Instant at) {
        guest.tenantId = fact.toTenantId().value();
        guest.label = fact.label();
        guest.tags = new String[0];
        guest.ownedSince = at;
        String image = guest.image;
        if (image != null && image.startsWith("private/")) {
            guest.image = null;
        }
        AssignmentId assignment = fact.assignmentId();
        if (assignment != null) {
            guest.assignmentId = assignment.value();
        }
    }

    static Consumer<InstanceView> of(GuestContentEvent fact) {
        return switch (fact) {
            case InstanceRebuildRequested asked -> guest -> state(guest, "REBUILDING", null);
            case InstanceRebuilt done ->
                guest -> {
                    guest.image = done.image();
                    guest.rescue = null;
                    guest.arranged = true;
                    state(guest, OFFLINE, null);
                };
            case InstanceRebuildFailed failed -> guest -> state(guest, OFFLINE, failed.cause());
            case InstanceCloneRequested asked -> guest -> {};
            case CopyChosen chosen -> guest -> {};
            case ContentsCloneRequested asked -> guest -> work(guest, "DISKS", null);
            case ContentsCloned done -> guest -> work(guest, null, null);
            case ContentsCloneFailed failed -> guest -> work(guest, null, failed.cause());
            case DiskRequested asked -> guest -> work(guest, "DISKS", null);
            case DiskResizeRequested asked -> guest -> work(guest, "DISKS", null);
            case DiskDeletionRequested asked -> guest -> work(guest, "DISKS", null);
            case DiskCreated done -> guest -> work(guest, null, null);
            case DiskResized done -> guest -> work(guest, null, null);
            case DiskDeleted done -> guest -> work(guest, null, null);
            case DiskCreationFailed failed -> guest -> work(guest, null, failed.cause());
            case DiskResizeFailed failed -> guest -> work(guest, null, failed.cause());
            case DiskDeletionFailed failed -> guest -> work(guest, null, failed.cause());
            case DiskLabelled changed -> guest -> {};
            case UserDataGiven given ->
                guest -> {
                    guest.userData = true;
                    guest.arranged = true;
                };
            case UserDataRemoved removed ->
                guest -> {
                    guest.userData = false;
                    guest.arranged = true;
                };
            case ConfigCreated made -> guest -> {};
            case ConfigChanged changed -> guest -> guest.arranged = true;
            case ConfigDeleted gone -> guest -> guest.arranged = true;
            case ConfigChosen chosen -> guest -> guest.arranged = true;
            case RescueArranged asked ->
                guest -> {
                    guest.rescue = DeviceLines.write(asked.devices());
                    guest.arranged = true;
                };
            case RescueEnded ended ->
                guest -> {
                    guest.rescue = null;
                    guest.arranged = true;
                };
        };
    }

    static Consumer<InstanceView> of(BackupEvent fact, Instant at) {
        return switch (fact) {
            case BackupsWanted wanted -> guest -> backUp(guest, at);
            case BackupsEnabled enabled -> guest -> backUp(guest, at);
            case BackupsCancelled cancelled ->
                guest -> {
                    guest.backups = false;
                    guest.backedUpAt = null;
                };
            case BackupScheduled scheduled ->
                guest -> {
                    guest.backupDay = scheduled.day();
                    guest.backupHour = scheduled.startHour();
                    guest.backupZone = scheduled.zone().getId();
                };
            case BackupRequested asked ->
                guest -> {
                    guest.backupBegunAt = asked.automatic() ? at : guest.backupBegunAt;
                    work(guest, "BACKUP", null);
                };
            case BackupTaken taken ->
                guest -> {
                    guest.backedUpAt = at;
                    work(guest, null, null);
                };
            case BackupFailed failed -> guest -> work(guest, null, failed.cause());
            case BackupRemoved removed -> guest -> {};
            case InstanceRestoreRequested asked -> guest -> state(guest, "RESTORING", null);
            case InstanceRestored done ->
                guest -> {
                    guest.rescue = null;
                    guest.arranged = true;
                    state(guest, OFFLINE, null);
                };
            case InstanceRestoreFailed failed -> guest -> state(guest, OFFLINE, failed.cause());
        };
    }

    static Consumer<InstanceView> of(LockEvent fact) {
        return switch (fact) {
            case InstanceLocked locked ->
                guest -> {
                    guest.lockId = locked.lockId().value();
                    guest.partsLocked = locked.withParts();
                };
            case InstanceUnlocked unlocked ->
                guest -> {
                    guest.lockId = null;
                    guest.partsLocked = false;
                };
        };
    }

    static Consumer<InstanceView> of(GrowthEvent fact) {
        return switch (fact) {
            case GrowthAsked asked -> guest -> guest.movesCold = !asked.warm();
            case FollowingDiskChosen chosen -> guest -> {};
        };
    }

    static Consumer<InstanceView> of(MigrationEvent fact) {
        return switch (fact) {
            case InstanceMigrationRequested asked ->
                guest -> {
                    guest.movesCold = false;
                    goal(guest, asked.to());
                    state(guest, "MIGRATING", null);
                };
            case InstanceMigrated done ->
                guest -> {
                    Place to = done.to();
                    PoolId pool = to.poolId();
                    guest.hostId = to.hostId().value();
                    guest.poolId = pool == null ? null : pool.value();
                    guest.siteId = to.siteId().value();
                    guest.regionAlias = guest.region.equals(to.region()) ? guest.regionAlias : null;
                    guest.region = to.region();
                    goal(guest, null);
                    state(guest, OFFLINE, null);
                };
            case InstanceMigrationFailed failed ->
                guest -> {
                    goal(guest, null);
                    state(guest, OFFLINE, failed.cause());
                };
        };
    }

    /** The window that is open already goes by: the first backup by the calendar is in the next one. */
    private static void backUp(InstanceView guest, Instant at) {
        guest.backups = true;
        guest.backupBegunAt = at;
    }

    private static void goal(InstanceView guest, @Nullable Place goal) {
        PoolId pool = goal == null ? null : goal.poolId();
        guest.goalHostId = goal == null ? null : goal.hostId().value();
        guest.goalSiteId = goal == null ? null : goal.siteId().value();
        guest.goalPoolId = pool == null ? null : pool.value();
    }

    private static void state(InstanceView guest, String status, @Nullable String failure) {
        guest.status = status;
        guest.failure = failure;
    }

    private static void work(InstanceView guest, @Nullable String work, @Nullable String failure) {
        guest.work = work;
        guest.failure = failure;
    }
}
