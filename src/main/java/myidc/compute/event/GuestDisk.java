package myidc.compute.event;

import java.util.List;
import java.util.Optional;
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
    private static final String SWAP = "swap";
    private static final String EXT = "ext";

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

    /** What disks became with a plan of another size before it was said: the only one followed it where it took all there was. */
    public static List<GuestDisk> following(List<GuestDisk> disks, long beforeMb, long afterMb) {
        return disks.size() == 1 && disks.getFirst().sizeMb() == beforeMb
                ? List.of(disks.getFirst().sized(afterMb))
                : disks;
    }

    /**
     * The disk that becomes as large as a plan of another size lets it, in that size: the only one, swap aside, where its
     * files are of a kind that can be told to. It grows with the plan and becomes smaller with it. Empty when none does.
     */
    public static Optional<GuestDisk> follower(List<GuestDisk> disks, long beforeMb, long afterMb) {
        List<GuestDisk> others =
                disks.stream().filter(disk -> !disk.filesystem.equals(SWAP)).toList();
        if (others.size() != 1 || !others.getFirst().filesystem.startsWith(EXT)) {
            return Optional.empty();
        }
        GuestDisk only = others.getFirst();
        long most = afterMb - (total(disks) - only.sizeMb);
        boolean follows = afterMb > beforeMb ? most > only.sizeMb : most < only.sizeMb && most > 0;
        return follows ? Optional.of(only.sized(most)) : Optional.empty();
    }

    /** The same disks, this one in its new size. */
    public static List<GuestDisk> with(List<GuestDisk> disks, GuestDisk sized) {
        return disks.stream()
                .map(disk -> disk.diskId.equals(sized.diskId) ? sized : disk)
                .toList();
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
