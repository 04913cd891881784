package myidc.compute.event;

import myidc.shared.id.BackupId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to a guest when its turn comes, and takes more than the guest itself: room, an image, a backup's place.
 * That is looked for when it begins. Who may sign in after a rebuild is kept beside the facts.
 *
 * @param number names it among all that wait
 * @param size for a resize
 * @param asked for a resize: whether the guest is to run on; for a rebuild: whether it is to start; for a restore: whether
 *     the backup takes the place of all disks
 * @param diskFollows for a resize: whether its disk is to become as large as the plan lets it
 * @param text for a migration: the region as asked for, null for another host of the same; for a rebuild: the image; for a snapshot: its label
 * @param backupId for a restore
 */
public record QueuedDeed(
        long number,
        Kind kind,
        @Nullable GuestSize size,
        boolean asked,
        boolean diskFollows,
        @Nullable String text,
        @Nullable BackupId backupId) {
    public static QueuedDeed resize(long number, GuestSize size, boolean warm, boolean diskFollows) {
        return new QueuedDeed(number, Kind.RESIZE, size, warm, diskFollows, null, null);
    }

    public static QueuedDeed migrate(long number, @Nullable String region) {
        return new QueuedDeed(number, Kind.MIGRATE, null, false, false, region, null);
    }

    public static QueuedDeed rebuild(long number, String image, boolean bootWanted) {
        return new QueuedDeed(number, Kind.REBUILD, null, bootWanted, false, image, null);
    }

    public static QueuedDeed restore(long number, BackupId backup, boolean overwrite) {
        return new QueuedDeed(number, Kind.RESTORE, null, overwrite, false, null, backup);
    }

    public static QueuedDeed snapshot(long number, String label) {
        return new QueuedDeed(number, Kind.SNAPSHOT, null, false, false, label, null);
    }

    /** Deeds that take more than the guest. */
    public enum Kind {
        RESIZE,
        MIGRATE,
        REBUILD,
        RESTORE,
        SNAPSHOT
    }
}
