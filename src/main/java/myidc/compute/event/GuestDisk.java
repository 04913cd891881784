package myidc.compute.event;

import java.util.List;
import myidc.shared.id.BackupId;
import myidc.shared.id.DiskId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a guest's plan gives it to store on. The first one bears the guest's own number.
 *
 * @param filesystem raw, swap, ext3, ext4 or initrd
 * @param sizeMb in MiB
 * @param image what it begins with; null when that is empty or from a source
 * @param source what it begins with a copy of; null for none
 */
public record GuestDisk(
        DiskId diskId,
        String label,
        String filesystem,
        long sizeMb,
        @Nullable String image,
        @Nullable Source source) {
    /** The one disk that a guest is made with: all that its plan gives. */
    public static GuestDisk first(DiskId id, @Nullable String image, long sizeMb) {
        return new GuestDisk(
                id, (image == null ? "Empty" : image) + " Disk", image == null ? "raw" : "ext4", sizeMb, image, null);
    }

    public GuestDisk sized(long wantedMb) {
        return new GuestDisk(diskId, label, filesystem, wantedMb, image, source);
    }

    public GuestDisk labelled(String wanted) {
        return new GuestDisk(diskId, wanted, filesystem, sizeMb, image, source);
    }

    /** Disks of a guest whose plan gives another size: the only one follows it where it took all there was. */
    public static List<GuestDisk> following(List<GuestDisk> disks, long beforeMb, long afterMb) {
        return disks.size() == 1 && disks.getFirst().sizeMb() == beforeMb
                ? List.of(disks.getFirst().sized(afterMb))
                : disks;
    }

    /** What disks take together, in MiB. */
    public static long total(List<GuestDisk> disks) {
        return disks.stream().mapToLong(GuestDisk::sizeMb).sum();
    }

    /**
     * What a disk begins as a copy of.
     *
     * @param instanceId the guest whose disk it is; null when it is in a backup
     * @param backupId the backup that holds it; null when it is a guest's
     */
    public record Source(
            @Nullable InstanceId instanceId, @Nullable BackupId backupId, DiskId diskId) {}
}
