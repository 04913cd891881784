package myidc.compute.event;

import java.util.List;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to a guest when its turn comes.
 *
 * @param number names it among all that wait
 * @param configId for a boot or reboot: the configuration to start by; null for the one it did last
 * @param devices for a rescue: what is in the slots
 * @param diskId for the disk's own actions
 * @param sizeMb for a disk's resize, in MiB
 */
public record QueuedAction(
        long number,
        Kind kind,
        @Nullable ConfigId configId,
        List<GuestConfig.Device> devices,
        @Nullable DiskId diskId,
        @Nullable Long sizeMb) {

    public static QueuedAction start(long number, Kind kind, @Nullable ConfigId config) {
        return new QueuedAction(number, kind, config, List.of(), null, null);
    }

    public static QueuedAction plain(long number, Kind kind) {
        return start(number, kind, null);
    }

    public static QueuedAction rescue(long number, List<GuestConfig.Device> devices) {
        return new QueuedAction(number, Kind.RESCUE, null, devices, null, null);
    }

    public static QueuedAction resize(long number, DiskId disk, long sizeMb) {
        return new QueuedAction(number, Kind.RESIZE_DISK, null, List.of(), disk, sizeMb);
    }

    public static QueuedAction delete(long number, DiskId disk) {
        return new QueuedAction(number, Kind.DELETE_DISK, null, List.of(), disk, null);
    }

    /** Actions that take nothing but the guest itself, so that nothing need be held for them while they wait. */
    public enum Kind {
        BOOT,
        SHUT_DOWN,
        REBOOT,
        RESCUE,
        RESIZE_DISK,
        DELETE_DISK,
        DELETE,
        /** A {@link QueuedDeed} of the same number, in whose place it stands. */
        DEED
    }
}
