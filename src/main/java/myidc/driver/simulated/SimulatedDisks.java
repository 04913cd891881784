package myidc.driver.simulated;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.compute.event.CopyKind;
import myidc.compute.event.Deviation;
import myidc.compute.event.GuestDisk;
import myidc.compute.port.MachineRoom.Copy;
import myidc.compute.port.MachineRoom.Guest;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.platform.db.Sql;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

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
                            "update simulated_disk set grows_from = case when host_id = ? then grows_from end, host_id = ?,"
                                    + " size_mb = ? where disk_id = ? and instance_id = ?",
                            guest.host().value(),
                            guest.host().value(),
                            disk.sizeMb(),
                            disk.diskId().value(),
                            guest.id().value())
                    == 1;
            if (!known) {
                sql.change(
                        "insert into simulated_disk (disk_id, instance_id, host_id, size_mb, filesystem, content,"
                                + " grows_from) values (?, ?, ?, ?, ?, ?, ?) on conflict (disk_id) do nothing",
                        disk.diskId().value(),
                        guest.id().value(),
                        guest.host().value(),
                        disk.sizeMb(),
                        disk.filesystem(),
                        content(disk),
                        base(guest, disk));
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

    /** The image that the disk grows from; null for none, as where it is a full copy. */
    private @Nullable String base(Guest guest, GuestDisk disk) {
        GuestDisk.Source source = disk.source();
        if (source == null) {
            return disk.image();
        }
        CopyKind kind = guest.copies().get(disk.diskId());
        if (source.backupId() != null || kind == CopyKind.FULL) {
            return null;
        }
        String beside =
                " from simulated_disk disk left join simulated_guest guest using (instance_id) where disk_id = ?"
                        + " and disk.host_id = ?";
        Object[] where = {source.diskId().value(), guest.host().value()};
        boolean here = sql.count("select count(*)" + beside, where) > 0;
        boolean still = sql.count("select count(*)" + beside + " and guest.running is not true", where) > 0;
        if (kind == CopyKind.LINKED) {
            mayLink(guest, disk, here, still);
        }
        return still
                ? sql.row("select grows_from" + beside + " and grows_from is not null", row -> row.getString(1), where)
                        .orElse(null)
                : null;
    }

    private void mayLink(Guest guest, GuestDisk disk, boolean here, boolean still) {
        if (!here) {
            throw new RoomFailed(
                    disk.source() + " is not on " + guest.host() + ", so that no copy there can be linked");
        }
        if (!still) {
            throw new RoomFailed(disk.source() + " is of a guest that runs, and no linked copy is taken of one");
        }
        boolean any = guest.disks().stream()
                .filter(each -> guest.copies().get(each.diskId()) == CopyKind.LINKED)
                .map(GuestDisk::source)
                .filter(Objects::nonNull)
                .anyMatch(source -> sql.count(
                                "select count(*) from simulated_disk where disk_id = ? and grows_from is not null",
                                source.diskId().value())
                        > 0);
        if (!any) {
            throw new RoomFailed("no disk that is to be copied grows from an image, so that no copy can be linked");
        }
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
