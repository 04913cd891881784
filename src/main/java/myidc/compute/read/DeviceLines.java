package myidc.compute.read;

import java.util.List;
import java.util.stream.Collectors;
import myidc.compute.event.GuestConfig.Device;
import myidc.shared.id.DiskId;
import myidc.shared.id.VolumeId;

/** What the slots of a guest hold, as text: one line for each, such as {@code sda disk 7}. */
final class DeviceLines {
    private DeviceLines() {}

    static String write(List<Device> devices) {
        return devices.stream().map(DeviceLines::line).collect(Collectors.joining("\n"));
    }

    private static String line(Device device) {
        DiskId disk = device.diskId();
        VolumeId volume = device.volumeId();
        return device.slot()
                + (disk == null ? " volume " + (volume == null ? 0 : volume.value()) : " disk " + disk.value());
    }

    static List<Device> read(String lines) {
        return lines.lines().map(DeviceLines::device).toList();
    }

    private static Device device(String line) {
        String[] words = line.split(" ", 3);
        long number = Long.parseLong(words[2]);
        return words[1].equals("disk")
                ? new Device(words[0], new DiskId(number), null)
                : new Device(words[0], null, new VolumeId(number));
    }
}
