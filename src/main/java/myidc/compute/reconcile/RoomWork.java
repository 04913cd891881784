package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;
import myidc.compute.event.ApprovalEvent;
import myidc.compute.event.ApprovalEvent.ApprovalAwaited;
import myidc.compute.event.ApprovalEvent.ApprovalGranted;
import myidc.compute.event.ApprovalEvent.ApprovalRefused;
import myidc.compute.event.ApprovalEvent.ApprovalWithdrawn;
import myidc.compute.event.ApprovalEvent.PlacementOverridden;
import myidc.compute.event.BackupEvent.BackupFailed;
import myidc.compute.event.BackupEvent.BackupRequested;
import myidc.compute.event.BackupEvent.BackupTaken;
import myidc.compute.event.BackupEvent.InstanceRestoreFailed;
import myidc.compute.event.BackupEvent.InstanceRestoreRequested;
import myidc.compute.event.BackupEvent.InstanceRestored;
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
import myidc.compute.event.InstanceEvent;
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
import myidc.compute.event.InstanceEvent.PlacementRuled;
import myidc.compute.event.InstanceEvent.ProvisioningFailed;
import myidc.compute.event.InstanceEvent.ProvisioningUndone;
import myidc.compute.event.InstanceEvent.RegionAliased;
import myidc.compute.event.InstanceEvent.RootPasswordReset;
import myidc.compute.event.InstanceEvent.WarmResizeAsked;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.compute.event.MigrationEvent.InstanceMigrationFailed;
import myidc.compute.event.MigrationEvent.InstanceMigrationRequested;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Handler;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The queue of what the machine room still has to do, in PostgreSQL: a row appears in the transaction of the request and
 * goes in the transaction of the report. Leases run by the database's own time, which no movable clock moves.
 */
@Singleton
@ProcessingGroup("compute.read")
final class RoomWork implements Handler {
    private static final String CREATE = "CREATE";

    private final Sql sql;
    private volatile Runnable wake = () -> {};

    RoomWork(Sql sql) {
        this.sql = sql;
    }

    /** Who is told, after the commit, that there is work. */
    void onWork(Runnable listener) {
        wake = listener;
    }

    @EventHandler
    void on(InstanceEvent fact) {
        switch (fact) {
            case InstanceRequested request -> want(fact, Action.PROVISION);
            case InstanceBootRequested request -> want(fact, Action.BOOT);
            case InstanceShutdownRequested request -> want(fact, Action.SHUT_DOWN);
            case InstanceRebootRequested request -> want(fact, Action.REBOOT);
            case InstanceResizeRequested request -> want(fact, Action.RESIZE);
            case InstanceDeletionRequested request -> want(fact, Action.DELETE);
            case InstanceProvisioned done -> settle(fact);
            case InstanceBooted done -> settle(fact);
            case InstanceStopped done -> settle(fact);
            case InstanceRebooted done -> settle(fact);
            case InstanceResized done -> settle(fact);
            case InstanceDeleted done -> settle(fact);
            case ProvisioningFailed failed -> settle(fact);
            case InstanceBootFailed failed -> settle(fact);
            case InstanceShutdownFailed failed -> settle(fact);
            case InstanceRebootFailed failed -> settle(fact);
            case InstanceResizeFailed failed -> settle(fact);
            case InstanceDeletionFailed failed -> settle(fact);
            case WarmResizeAsked asked -> {}
            case InstanceResizedWarm ranOn -> {}
            case InstancePlaced placed -> {}
            case PlacementRuled ruled -> {}
            case DiskPlaced placed -> {}
            case RegionAliased aliased -> {}
            case RootPasswordReset reset -> {}
            case AddressAttached attached -> {}
            case AddressDetached detached -> {}
            case InterfacesArranged arranged -> {}
            case ProvisioningUndone undone -> {}
            case InstanceLabelled changed -> {}
            case InstanceTagged changed -> {}
        }
    }

    @EventHandler
    void on(GuestContentEvent fact) {
        switch (fact) {
            case InstanceRebuildRequested request -> want(fact.instanceId(), Action.REBUILD);
            case ContentsCloneRequested request -> want(fact.instanceId(), Action.DISKS);
            case ContentsCloned done -> settle(fact.instanceId());
            case ContentsCloneFailed failed -> settle(fact.instanceId());
            case DiskRequested request -> want(fact.instanceId(), Action.DISKS);
            case DiskResizeRequested request -> want(fact.instanceId(), Action.DISKS);
            case DiskDeletionRequested request -> want(fact.instanceId(), Action.DISKS);
            case InstanceRebuilt done -> settle(fact.instanceId());
            case InstanceRebuildFailed failed -> settle(fact.instanceId());
            case DiskCreated done -> settle(fact.instanceId());
            case DiskResized done -> settle(fact.instanceId());
            case DiskDeleted done -> settle(fact.instanceId());
            case DiskCreationFailed failed -> settle(fact.instanceId());
            case DiskResizeFailed failed -> settle(fact.instanceId());
            case DiskDeletionFailed failed -> settle(fact.instanceId());
            case InstanceCloneRequested asked -> {}
            case CopyChosen chosen -> {}
            case DiskLabelled changed -> {}
            case ConfigCreated made -> {}
            case ConfigChanged changed -> {}
            case ConfigDeleted gone -> {}
            case ConfigChosen chosen -> {}
            case RescueArranged asked -> {}
            case RescueEnded ended -> {}
            case UserDataGiven given -> {}
            case UserDataRemoved removed -> {}
        }
    }

    @EventHandler
    void on(BackupRequested fact) {
        want(fact.instanceId(), Action.BACK_UP);
    }

    @EventHandler
    void on(BackupTaken fact) {
        settle(fact.instanceId());
    }

    @EventHandler
    void on(BackupFailed fact) {
        settle(fact.instanceId());
    }

    @EventHandler
    void on(InstanceRestoreRequested fact) {
        want(fact.instanceId(), Action.RESTORE);
    }

    @EventHandler
    void on(InstanceRestored fact) {
        settle(fact.instanceId());
    }

    @EventHandler
    void on(InstanceRestoreFailed fact) {
        settle(fact.instanceId());
    }

    @EventHandler
    void on(InstanceMigrationRequested fact) {
        want(fact.instanceId(), Action.MIGRATE);
    }

    @EventHandler
    void on(InstanceMigrated fact) {
        settle(fact.instanceId());
    }

    @EventHandler
    void on(InstanceMigrationFailed fact) {
        settle(fact.instanceId());
    }

    /** A guest that waits for an operator is nothing in the room. */
    @EventHandler
    void on(ApprovalEvent fact) {
        switch (fact) {
            case ApprovalAwaited asked -> {
                if (asked.deed().equals(CREATE)) {
                    settle(fact.instanceId());
                }
            }
            case ApprovalGranted granted -> {
                if (granted.deed().equals(CREATE)) {
                    want(fact.instanceId(), Action.PROVISION);
                }
            }
            case PlacementOverridden overridden -> {}
            case ApprovalRefused refused -> {}
            case ApprovalWithdrawn withdrawn -> {}
        }
    }

    private void want(InstanceEvent fact, Action action) {
        want(fact.instanceId(), action);
    }

    private void want(InstanceId guest, Action action) {
        sql.change(
                "insert into room_work (instance_id, action, due_at, attempts) values (?, ?, clock_timestamp(), 0)"
                        + " on conflict (instance_id) do update set action = excluded.action,"
                        + " due_at = excluded.due_at, attempts = 0, last_error = null",
                guest.value(),
                action.name());
        CurrentUnitOfWork.ifStarted(unit -> unit.root().afterCommit(committed -> wake.run()));
    }

    private void settle(InstanceEvent fact) {
        settle(fact.instanceId());
    }

    private void settle(InstanceId guest) {
        sql.change("delete from room_work where instance_id = ?", guest.value());
    }

    /** Gives the job back, to be tried again after the pause. */
    void postpone(Job job, long pauseMillis, String error) {
        again(job, pauseMillis, error, 0);
    }

    /** The same where the room is still at it, so that it counts as no attempt. */
    void await(Job job, long pauseMillis, String cause) {
        again(job, pauseMillis, cause, 1);
    }

    private void again(Job job, long pauseMillis, String error, int unmade) {
        sql.change(
                "update room_work set leased_by = null, leased_until = null, last_error = ?, attempts = attempts - ?,"
                        + " due_at = clock_timestamp() + make_interval(secs => ?) where instance_id = ? and action = ?",
                error,
                unmade,
                pauseMillis / 1000.0,
                job.instance(),
                job.action().name());
    }

    /** Takes a row out that is about nothing any more: the guest is gone, or something else is to be done for it. */
    void drop(Job job) {
        sql.change(
                "delete from room_work where instance_id = ? and action = ? and not exists (select from instance_view"
                        + " where id = room_work.instance_id and " + Action.COLUMN + " = ?)",
                job.instance(),
                job.action().name(),
                job.action().sign());
    }

    /** Adds what is missing: guests in transition or worked on that no row is about, as after a restore. */
    int heal() {
        return sql.change("insert into room_work (instance_id, action, due_at, attempts)"
                + " select guest.id, known.action, clock_timestamp(), 0 from instance_view guest join (values "
                + Action.SIGNS + ") as known(action, sign) on known.sign = " + Action.COLUMN
                + " where work is not null or status not in ('OFFLINE', 'RUNNING', 'FAILED', 'DELETION_FAILED', 'AWAITING_APPROVAL')"
                + " on conflict (instance_id) do nothing");
    }

    /** What is to be done for a guest, each in one state of the guest or, for one that is in none, under a word of its own. */
    enum Action {
        PROVISION("PROVISIONING"),
        BOOT("BOOTING"),
        SHUT_DOWN("SHUTTING_DOWN"),
        REBOOT("REBOOTING"),
        RESIZE("RESIZING"),
        REBUILD("REBUILDING"),
        RESTORE("RESTORING"),
        MIGRATE("MIGRATING"),
        DELETE("DELETING"),
        DISKS("DISKS"),
        BACK_UP("BACKUP");

        static final String COLUMN = "coalesce(work, status)";
        static final String SIGNS = Arrays.stream(values())
                .map(action -> "('" + action.name() + "', '" + action.sign + "')")
                .collect(Collectors.joining(", "));

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /** Whether it is what is to be done for the guest now. */
        boolean isWantedOf(InstanceView guest) {
            String work = guest.work;
            return sign.equals(work == null ? guest.status : work);
        }
    }

    /**
     * A leased row.
     *
     * @param attempts how often the action was begun, this time included
     */
    record Job(long instance, Action action, int attempts) {}
}
