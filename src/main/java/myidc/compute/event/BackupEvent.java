package myidc.compute.event;

import java.time.ZoneId;
import java.util.List;
import myidc.shared.id.BackupId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Backups of a guest: three by the calendar that take turns, and one that its tenant takes. Charged for from
 * {@link BackupsEnabled} to {@link BackupsCancelled} or the guest's end. Part of the life told by {@link InstanceEvent}.
 */
public sealed interface BackupEvent {
    InstanceId instanceId();

    /** The guest is to have backups once it is there. */
    record BackupsWanted(InstanceId instanceId) implements BackupEvent {}

    /** Charging starts. */
    record BackupsEnabled(InstanceId instanceId, TenantId tenantId, String label, String plan, String region)
            implements BackupEvent {}

    /** Charging ends. */
    record BackupsCancelled(InstanceId instanceId, TenantId tenantId) implements BackupEvent {}

    /**
     * When backups are made by themselves.
     *
     * @param day the day on which the week's is made, such as {@code Sunday}; null for the house's choice
     * @param startHour hour of the day at which the window of two hours begins, 0 to 22 and even; null for the house's choice
     * @param zone where that is the hour of the day
     */
    record BackupScheduled(
            InstanceId instanceId,
            @Nullable String day,
            @Nullable Integer startHour,
            ZoneId zone) implements BackupEvent {}

    /**
     * A backup is to be taken.
     *
     * @param label what its tenant calls it; null for one by the calendar
     * @param automatic whether it is by the calendar
     * @param poolId where it is to lie
     * @param disks what it holds, as they are now
     * @param configs labels of the guest's configurations
     */
    record BackupRequested(
            InstanceId instanceId,
            TenantId tenantId,
            BackupId backupId,
            @Nullable String label,
            boolean automatic,
            PoolId poolId,
            String region,
            List<GuestDisk> disks,
            List<String> configs)
            implements BackupEvent {}

    record BackupTaken(InstanceId instanceId, BackupId backupId) implements BackupEvent {}

    record BackupFailed(InstanceId instanceId, BackupId backupId, String cause) implements BackupEvent {}

    /** The backup had its turn, or its guest has backups no more; what it takes is freed. */
    record BackupRemoved(InstanceId instanceId, BackupId backupId) implements BackupEvent {}

    /**
     * The guest is to have these disks out of a backup.
     *
     * @param overwrite whether they take the place of all that it has, else they come beside it
     */
    record InstanceRestoreRequested(InstanceId instanceId, BackupId backupId, List<GuestDisk> disks, boolean overwrite)
            implements BackupEvent {}

    /** The guest has them and is switched off. */
    record InstanceRestored(InstanceId instanceId, BackupId backupId) implements BackupEvent {}

    /** The guest keeps the disks that it had, and is switched off. */
    record InstanceRestoreFailed(InstanceId instanceId, BackupId backupId, String cause) implements BackupEvent {}
}
