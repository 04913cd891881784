package myidc.compute.event;

import java.util.ArrayList;
import java.util.List;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import myidc.shared.id.VolumeId;
import org.jspecify.annotations.Nullable;

/**
 * How a guest starts. The first one bears the guest's own number; network interfaces are the guest's, alike in all.
 *
 * @param kernel identifier of a kernel
 * @param rootDevice such as {@code /dev/sda}
 * @param runLevel default, single or binbash
 * @param virtMode paravirt or fullvirt
 * @param memoryLimitMb in MiB; 0 for all that the guest has
 * @param devices what its slots hold, by slot
 * @param helpers names of what is set right in the guest before it starts
 */
public record GuestConfig(
        ConfigId configId,
        String label,
        String comments,
        String kernel,
        String rootDevice,
        String runLevel,
        String virtMode,
        long memoryLimitMb,
        List<Device> devices,
        List<String> helpers) {
    private static final int SLOTS = 8;

    public static final List<String> HELPERS =
            List.of("updatedb_disabled", "distro", "modules_dep", "network", "devtmpfs_automount");

    /** What a guest is made with: its one disk, by the loader on it. */
    public static GuestConfig first(ConfigId id, @Nullable String image, DiskId disk) {
        return new GuestConfig(
                id,
                "My " + (image == null ? "Empty" : image) + " Profile",
                "",
                "linode/grub2",
                "/dev/sda",
                "default",
                "paravirt",
                0,
                List.of(new Device("sda", disk, null)),
                HELPERS);
    }

    /** Disks in slots, in their order; what is beyond the slots is in none. */
    public static List<Device> inSlots(List<DiskId> disks) {
        List<Device> devices = new ArrayList<>();
        for (int slot = 0; slot < Math.min(SLOTS, disks.size()); slot++) {
            devices.add(new Device("sd" + (char) ('a' + slot), disks.get(slot), null));
        }
        return List.copyOf(devices);
    }

    /** The same with other disks: a slot whose disk is gone is empty. */
    public GuestConfig with(List<Device> others) {
        return new GuestConfig(
                configId, label, comments, kernel, rootDevice, runLevel, virtMode, memoryLimitMb, others, helpers);
    }

    public GuestConfig labelled(String wanted) {
        return new GuestConfig(
                configId, wanted, comments, kernel, rootDevice, runLevel, virtMode, memoryLimitMb, devices, helpers);
    }

    /** The same of another guest. */
    public GuestConfig numbered(ConfigId id, List<Device> others) {
        return new GuestConfig(
                id, label, comments, kernel, rootDevice, runLevel, virtMode, memoryLimitMb, others, helpers);
    }

    /**
     * What a slot holds: a disk or a volume.
     *
     * @param slot sda to sdh
     */
    public record Device(
            String slot, @Nullable DiskId diskId, @Nullable VolumeId volumeId) {}
}
