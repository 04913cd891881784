package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.compute.event.Deviation;
import myidc.compute.event.GuestDisk;
import myidc.compute.port.MachineRoom.Copy;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.platform.db.Sql;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;

/** Disks of guests and their backups as rows. What a disk holds is a text that copies share with what they are copies of. */
@Singleton
final class SimulatedDisks {
    private final Sql sql;

    SimulatedDisks(Sql sql) {
        this.sql = sql;
    }

    /** The guest has these disks and no other; what one begins with must be there. */
    void hold(Guest guest) {
        for (GuestDisk disk : guest.disks()) {
            boolean known = sql.change(
                            "update simulated_disk set host_id = ?, size_mb = ? where disk_id = ? and instance_id = ?",
                            guest.host().value(),
                            disk.sizeMb(),
                            disk.diskId().value(),
                            guest.id().value())
                    == 1;
            if (!known) {
                sql.change(
                        "insert into simulated_disk (disk_id, instance_id, host_id, size_mb, filesystem, content)"
                                + " values (?, ?, ?, ?, ?, ?) on conflict (disk_id) do nothing",
                        disk.diskId().value(),
                        guest.id().value(),
                        guest.host().value(),
                        disk.sizeMb(),
                        disk.filesystem(),
                        content(disk));
            }
        }
        String kept = guest.disks().stream()
                .map(disk -> String.valueOf(disk.diskId().value()))
                .collect(Collectors.joining(","));
        sql.change(
                "delete from simulated_disk where instance_id = ?"
                        + " and not (disk_id = any (string_to_array(?, ',')::bigint[]))",
                guest.id().value(),
                kept);
    }

    private String content(GuestDisk disk) {
        GuestDisk.Source source = disk.source();
        if (source == null) {
            return disk.image() == null ? "" : disk.image() + " for " + disk.diskId();
        }
        BackupId backup = source.backupId();
        String found = backup == null
                ? sql.row(
                                "select content from simulated_disk where disk_id = ?",
                                row -> row.getString(1),
                                source.diskId().value())
                        .orElse(null)
                : sql.row(
                                "select content from simulated_backup where backup_id = ? and disk_id = ?",
                                row -> row.getString(1),
                                backup.value(),
                                source.diskId().value())
                        .orElse(null);
        if (found == null) {
            throw new RoomFailed(
                    (backup == null ? source.diskId().text() : source.diskId() + " of " + backup) + " is not there");
        }
        return found;
    }

    /** Whether disks are others, or of other sizes, than those that the guest is to have. */
    Stream<Deviation> deviations(Guest guest) {
        String booked = guest.disks().stream()
                .sorted(Comparator.comparingLong(disk -> disk.diskId().value()))
                .map(disk -> disk.diskId() + " " + disk.sizeMb() + " MiB")
                .collect(Collectors.joining(", "));
        String seen = String.join(
                ", ",
                sql.rows(
                        "select disk_id, size_mb from simulated_disk where instance_id = ? order by disk_id",
                        row -> new DiskId(row.getLong(1)) + " " + row.getLong(2) + " MiB",
                        guest.id().value()));
        return booked.equals(seen) ? Stream.empty() : Stream.of(new Deviation("DISKS", booked, seen));
    }

    void free(InstanceId guest) {
        sql.change("delete from simulated_disk where instance_id = ?", guest.value());
    }

    void copy(Copy copy) {
        for (DiskId disk : copy.disks()) {
            int made = sql.change(
                    "insert into simulated_backup (backup_id, disk_id, pool_id, content) select ?, disk_id, ?, content"
                            + " from simulated_disk where disk_id = ? and instance_id = ?"
                            + " on conflict (backup_id, disk_id) do update set content = excluded.content",
                    copy.id().value(),
                    copy.pool().value(),
                    disk.value(),
                    copy.seat().guest().value());
            if (made == 0) {
                throw new RoomFailed(disk + " is not there");
            }
        }
    }

    void forget(BackupId backup) {
        sql.change("delete from simulated_backup where backup_id = ?", backup.value());
    }
}
