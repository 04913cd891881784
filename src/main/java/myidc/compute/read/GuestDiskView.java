package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.compute.event.GuestDisk;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** A guest's disk: one that it has, is to have, or has until something else is done. */
@Entity
@Table(name = "guest_disk_view")
public class GuestDiskView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long instanceId;
    public String label = "";
    public String filesystem = "";
    public long sizeMb;

    /** What it is being resized to. */
    public @Nullable Long wantedMb;

    public @Nullable String image;
    public @Nullable Long sourceInstanceId;
    public @Nullable Long sourceBackupId;
    public @Nullable Long sourceDiskId;

    /** LINKED or FULL where somebody chose how it is copied from its source. */
    public @Nullable String copy;

    /** READY; NOT_READY until it is made; RESIZING; DELETING until what is under way is done. */
    public String status = "";

    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;

    /** As the guest has it. */
    public GuestDisk fact() {
        Long disk = sourceDiskId;
        return new GuestDisk(
                new DiskId(id),
                label,
                filesystem,
                sizeMb,
                image,
                disk == null
                        ? null
                        : new GuestDisk.Source(
                                sourceInstanceId == null ? null : new InstanceId(sourceInstanceId),
                                sourceBackupId == null ? null : new BackupId(sourceBackupId),
                                new DiskId(disk)));
    }

    /** As it is to be. */
    GuestDisk wanted() {
        return wantedMb == null ? fact() : fact().sized(wantedMb);
    }
}
