package myidc.driver.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import myidc.compute.port.MachineRoom.RoomFailed;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What a guest has in which slot: the first one it starts from.
 *
 * @param seed the file that its first start reads; null where the host takes no files
 */
record GuestLayout(List<Attached> disks, @Nullable String seed) {
    private static final String VOLUME = "volume-";
    private static final char FIRST_BEYOND_SLOTS = 'i';
    private static final char LAST_BEYOND_SLOTS = 'y';

    /** Linode's sda is the guest's vda: every image for clouds has a driver for it. */
    static String target(String slot) {
        return "vd" + slot.charAt(slot.length() - 1);
    }

    /** The same with the volumes that the guest has already, where they were or in a place of their own. */
    static List<Attached> keeping(List<Attached> attached, @Nullable String document) {
        List<Attached> all = new ArrayList<>(attached);
        if (document == null) {
            return all;
        }
        for (Attached volume : volumes(document)) {
            boolean named = all.stream().anyMatch(each -> each.path().equals(volume.path()));
            if (!named) {
                boolean free = all.stream().noneMatch(each -> each.target().equals(volume.target()));
                all.add(free ? volume : new Attached(volume.path(), beyond(all), volume.serial()));
            }
        }
        return all;
    }

    private static List<Attached> volumes(String document) {
        return all(document).stream()
                .filter(each -> each.serial().startsWith(VOLUME))
                .toList();
    }

    /** What a guest has by its document. */
    static List<Attached> all(String document) {
        List<Attached> all = new ArrayList<>();
        for (Element disk : GuestXml.disks(document)) {
            all.add(new Attached(
                    GuestXml.attribute(disk, "source", "file"),
                    GuestXml.attribute(disk, "target", "dev"),
                    GuestXml.children(disk, "serial").stream()
                            .map(Element::getTextContent)
                            .findFirst()
                            .orElse("")));
        }
        return all;
    }

    /** A place beyond the slots that configurations have. */
    static String beyond(List<Attached> taken) {
        Set<String> used = taken.stream().map(Attached::target).collect(Collectors.toSet());
        for (char letter = FIRST_BEYOND_SLOTS; letter <= LAST_BEYOND_SLOTS; letter++) {
            if (!used.contains("vd" + letter)) {
                return "vd" + letter;
            }
        }
        throw new RoomFailed("the guest has no place left for a volume");
    }

    /**
     * A disk of a guest.
     *
     * @param target such as {@code vda}
     * @param serial by which the guest finds it below {@code /dev/disk/by-id}
     */
    record Attached(String path, String target, String serial) {
        static Attached inSlot(String slot, String path, String serial) {
            return new Attached(path, GuestLayout.target(slot), serial);
        }
    }
}
