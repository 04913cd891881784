package myidc.compute.read;

import java.util.Locale;
import myidc.compute.event.AlertEvent;
import myidc.compute.event.AlertEvent.AlertEnded;
import myidc.compute.event.AlertEvent.AlertLevelsSet;
import myidc.compute.event.AlertEvent.AlertRaised;
import myidc.compute.event.ApprovalEvent;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.ApprovalEvent.ApprovalGranted;
import myidc.compute.event.ApprovalEvent.ApprovalRefused;
import myidc.compute.event.ApprovalEvent.ApprovalWithdrawn;
import myidc.compute.event.ApprovalEvent.PlacementOverridden;
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
import myidc.compute.event.FoundEvent;
import myidc.compute.event.FoundEvent.DeviationsLeft;
import myidc.compute.event.FoundEvent.DeviationsUndone;
import myidc.compute.event.FoundEvent.DiskEncryptionSet;
import myidc.compute.event.FoundEvent.GuestFound;
import myidc.compute.event.FoundEvent.GuestRestored;
import myidc.compute.event.FoundEvent.MaintenancePolicySet;
import myidc.compute.event.FoundEvent.StartPrioritySet;
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
import myidc.compute.event.GuestDisk;
import myidc.compute.event.LockEvent;
import myidc.compute.event.LockEvent.InstanceLocked;
import myidc.compute.event.LockEvent.InstanceUnlocked;
import myidc.compute.event.MigrationEvent;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.compute.event.MigrationEvent.InstanceMigrationFailed;
import myidc.compute.event.MigrationEvent.InstanceMigrationRequested;
import myidc.compute.event.WatchdogEvent;
import myidc.compute.event.WatchdogEvent.GuestFell;
import myidc.compute.event.WatchdogEvent.GuestLeftOff;
import myidc.compute.event.WatchdogEvent.GuestRevived;
import myidc.compute.event.WatchdogEvent.WatchdogSet;

/** Linode's words for what is done to a guest's disks, backups and place, and which step of it a fact tells. */
final class GuestDeeds {
    private static final Deed NONE = new Deed(Step.NONE, "");
    private static final Deed FINISH = new Deed(Step.FINISH, "");

    private GuestDeeds() {}

    static Deed of(FoundEvent fact) {
        return switch (fact) {
            case GuestFound found ->
                new Deed(
                        Step.NOTE,
                        switch (found.seen()) {
                            case "RUNNING" -> "linode_boot";
                            case "OFF" -> "linode_shutdown";
                            default -> "linode_delete";
                        });
            case GuestRestored restored -> new Deed(Step.NOTE, "linode_rebuild");
            case DeviationsLeft left -> NONE;
            case DeviationsUndone undone -> NONE;
            case StartPrioritySet set -> NONE;
            case MaintenancePolicySet set -> note("linode_update");
            case DiskEncryptionSet set -> NONE;
        };
    }

    static Deed of(WatchdogEvent fact) {
        return switch (fact) {
            case WatchdogSet set -> note("linode_update");
            case GuestFell fell -> note("linode_shutdown");
            case GuestRevived revived -> new Deed(Step.RENAME, "lassie_reboot");
            case GuestLeftOff left -> NONE;
        };
    }

    static Deed of(AlertEvent fact) {
        return switch (fact) {
            case AlertLevelsSet set -> note("linode_update");
            case AlertRaised raised -> NONE;
            case AlertEnded ended -> NONE;
        };
    }

    static Deed of(ApprovalEvent fact) {
        return switch (fact) {
            case ApprovalAwaited asked ->
                new Deed(Step.NOTE, "linode_" + asked.deed().toLowerCase(Locale.ROOT));
            case ApprovalGranted granted ->
                new Deed(Step.NOTE, "linode_" + granted.deed().toLowerCase(Locale.ROOT));
            case ApprovalRefused refused -> new Deed(Step.NOTE, "linode_update");
            case PlacementOverridden overridden -> NONE;
            case ApprovalWithdrawn withdrawn -> NONE;
        };
    }

    static Deed of(GuestContentEvent fact) {
        return switch (fact) {
            case InstanceRebuildRequested asked -> open("linode_rebuild");
            case InstanceRebuilt done -> FINISH;
            case InstanceRebuildFailed failed -> fail(failed.cause());
            case InstanceCloneRequested asked ->
                asked.disks().stream().anyMatch(GuestDeeds::isCopy) ? new Deed(Step.RENAME, "linode_clone") : NONE;
            case CopyChosen chosen -> NONE;
            case ContentsCloneRequested asked -> open("linode_clone");
            case ContentsCloned done -> FINISH;
            case ContentsCloneFailed failed -> fail(failed.cause());
            case DiskRequested asked -> open(isCopy(asked.disk()) ? "disk_duplicate" : "disk_create");
            case DiskCreated done -> FINISH;
            case DiskCreationFailed failed -> fail(failed.cause());
            case DiskLabelled changed -> note("disk_update");
            case DiskResizeRequested asked -> open("disk_resize");
            case DiskResized done -> FINISH;
            case DiskResizeFailed failed -> fail(failed.cause());
            case DiskDeletionRequested asked -> open("disk_delete");
            case DiskDeleted done -> FINISH;
            case DiskDeletionFailed failed -> fail(failed.cause());
            case ConfigCreated made -> note("linode_config_create");
            case ConfigChanged changed -> note("linode_config_update");
            case ConfigDeleted gone -> note("linode_config_delete");
            case ConfigChosen chosen -> NONE;
            case RescueArranged asked -> NONE;
            case RescueEnded ended -> NONE;
            case UserDataGiven given -> NONE;
            case UserDataRemoved removed -> NONE;
        };
    }

    static Deed of(BackupEvent fact) {
        return switch (fact) {
            case BackupsWanted wanted -> NONE;
            case BackupsEnabled enabled -> note("backups_enable");
            case BackupsCancelled cancelled -> note("backups_cancel");
            case BackupScheduled scheduled -> note("linode_update");
            case BackupRequested asked -> asked.automatic() ? NONE : open("linode_snapshot");
            case BackupTaken taken -> FINISH;
            case BackupFailed failed -> fail(failed.cause());
            case BackupRemoved removed -> NONE;
            case InstanceRestoreRequested asked -> open("backups_restore");
            case InstanceRestored done -> FINISH;
            case InstanceRestoreFailed failed -> fail(failed.cause());
        };
    }

    static Deed of(LockEvent fact) {
        return switch (fact) {
            case InstanceLocked locked -> note("lock_create");
            case InstanceUnlocked unlocked -> note("lock_delete");
        };
    }

    static Deed of(MigrationEvent fact) {
        return switch (fact) {
            case InstanceMigrationRequested asked -> open("linode_migrate");
            case InstanceMigrated done -> FINISH;
            case InstanceMigrationFailed failed -> fail(failed.cause());
        };
    }

    private static boolean isCopy(GuestDisk disk) {
        GuestDisk.Source source = disk.source();
        return source != null && source.instanceId() != null;
    }

    private static Deed open(String action) {
        return new Deed(Step.OPEN, action);
    }

    private static Deed note(String action) {
        return new Deed(Step.NOTE, action);
    }

    private static Deed fail(String cause) {
        return new Deed(Step.FAIL, cause);
    }

    /** Which step of a deed is told. */
    enum Step {
        OPEN,
        NOTE,
        FINISH,
        FAIL,
        /** What is under way is called otherwise. */
        RENAME,
        NONE
    }

    /** @param word the action, or why it failed */
    record Deed(Step step, String word) {}
}
