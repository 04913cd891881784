package myidc.compute;

import java.time.ZoneId;
import java.util.List;
import myidc.compute.event.GuestDisk;
import myidc.shared.id.BackupId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What one may ask of a guest's backups. */
public sealed interface BackupCommand {
    /** From now on, or from when it is there. */
    record EnableBackups(@TargetAggregateIdentifier InstanceId instanceId) implements BackupCommand {}

    /** All backups of the guest go. */
    record CancelBackups(@TargetAggregateIdentifier InstanceId instanceId) implements BackupCommand {}

    /**
     * When backups are made by themselves.
     *
     * @param day such as {@code Sunday}; null for the house's choice
     * @param startHour 0 to 22, even; null for the house's choice
     * @param zone where that is the hour of the day
     */
    record ScheduleBackups(
            @TargetAggregateIdentifier InstanceId instanceId,
            @Nullable String day,
            @Nullable Integer startHour,
            ZoneId zone)
            implements BackupCommand {}

    /**
     * Takes a backup.
     *
     * @param label null for one by the calendar
     * @param poolId where it is to lie
     */
    record TakeBackup(
            @TargetAggregateIdentifier InstanceId instanceId,
            BackupId backupId,
            @Nullable String label,
            PoolId poolId) implements BackupCommand {}

    record ConfirmBackup(@TargetAggregateIdentifier InstanceId instanceId, BackupId backupId)
            implements BackupCommand {}

    /**
     * Gives the guest disks out of a backup, which may be another's of its tenant.
     *
     * @param disks with numbers of their own
     * @param overwrite whether they take the place of all that it has
     */
    record RestoreInstance(
            @TargetAggregateIdentifier InstanceId instanceId,
            BackupId backupId,
            List<GuestDisk> disks,
            boolean overwrite)
            implements BackupCommand {}

    record ConfirmRestored(@TargetAggregateIdentifier InstanceId instanceId) implements BackupCommand {}
}
