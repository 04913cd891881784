package myidc.storage.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.storage.event.Tool;

/**
 * {@code dmsetup status}: a line a device, of which those of VDO and thin pools are read. Fields after the kernel's
 * Documentation/admin-guide/device-mapper/vdo.rst and thin-provisioning.rst.
 */
final class DmStatus {
    private static final int SECTOR_BYTES = 512;
    private static final int VDO_BLOCK_BYTES = 4_096;
    private static final int METADATA_BLOCK_BYTES = 4_096;
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
    private static final Set<String> VDO_MODES = Set.of("normal", "recovering", "read-only");
    private static final Set<String> INDEX_STATES =
            Set.of("closed", "closing", "error", "offline", "online", "opening", "unknown");

    private DmStatus() {}

    static List<Device> read(String output) {
        List<Device> devices = new ArrayList<>();
        for (Line line : Line.of(Tool.DMSETUP_STATUS, output)) {
            int colon = line.text().indexOf(": ");
            if (colon <= 0) {
                throw line.odd("there is no device name before a colon");
            }
            String name = line.text().substring(0, colon);
            String[] fields = BLANKS.split(line.text().substring(colon + 2).strip(), -1);
            if (fields.length < 3) {
                throw line.odd("there are less than three fields");
            }
            line.whole(fields[0], "start");
            long bytes = line.times(line.whole(fields[1], "length"), SECTOR_BYTES);
            switch (fields[2]) {
                case "vdo" -> devices.add(vdo(line, name, bytes, fields));
                case "thin-pool" -> devices.add(thinPool(line, name, bytes, fields));
                default -> {}
            }
        }
        return devices;
    }

    private static Device vdo(Line line, String name, long virtualBytes, String[] fields) {
        if (fields.length != 10) {
            throw line.odd("a vdo device has 10 fields, not " + fields.length);
        }
        if (!VDO_MODES.contains(fields[4])) {
            throw line.odd("unknown operating mode " + fields[4]);
        }
        if (!INDEX_STATES.contains(fields[6])) {
            throw line.odd("unknown index state " + fields[6]);
        }
        if (!fields[7].equals("online") && !fields[7].equals("offline")) {
            throw line.odd("unknown compression state " + fields[7]);
        }
        long used = line.times(line.whole(fields[8], "used blocks"), VDO_BLOCK_BYTES);
        long total = line.times(line.whole(fields[9], "physical blocks"), VDO_BLOCK_BYTES);
        if (used > total) {
            throw line.odd("more is used than there is");
        }
        return new Device(line, name, "vdo", virtualBytes, new Use(used, total), null, health(fields));
    }

    private static String health(String[] fields) {
        String index = fields[6].equals("online") ? "" : ", index " + fields[6];
        return fields[4] + index;
    }

    private static Device thinPool(Line line, String name, long bytes, String[] fields) {
        if (fields.length < 10) {
            throw line.odd("a thin pool that works has at least 10 fields, not " + fields.length);
        }
        line.whole(fields[3], "transaction");
        Use metadata = pair(line, fields[4], "metadata", METADATA_BLOCK_BYTES);
        String[] data = fields[5].split("/", -1);
        long blocks = data.length == 2 ? line.whole(data[1], "data blocks") : 0;
        if (blocks == 0 || bytes % blocks != 0) {
            throw line.odd("the device's length is no multiple of its data blocks");
        }
        Use used = pair(line, fields[5], "data", bytes / blocks);
        if (!Set.of("rw", "ro", "out_of_data_space").contains(fields[7])) {
            throw line.odd("unknown mode " + fields[7]);
        }
        boolean check = List.of(fields).contains("needs_check");
        return new Device(line, name, "thin-pool", bytes, used, metadata, fields[7] + (check ? ", needs check" : ""));
    }

    private static Use pair(Line line, String field, String what, long blockBytes) {
        String[] parts = field.split("/", -1);
        if (parts.length != 2) {
            throw line.odd(what + " is not used/total: " + field);
        }
        long used = line.times(line.whole(parts[0], what), blockBytes);
        long total = line.times(line.whole(parts[1], what), blockBytes);
        if (used > total || total == 0) {
            throw line.odd(what + ": more is used than there is");
        }
        return new Use(used, total);
    }

    /** LVM's name of a device: a hyphen within a name is doubled. */
    static String deviceName(String group, String volume, String layer) {
        return group.replace("-", "--") + "-" + volume.replace("-", "--") + "-" + layer;
    }

    /**
     * A device of interest.
     *
     * @param metadata of a thin pool; null for VDO
     */
    record Device(
            Line line,
            String name,
            String type,
            long virtualBytes,
            Use use,
            @org.jspecify.annotations.Nullable Use metadata,
            String health) {}

    /** In bytes. */
    record Use(long used, long total) {}
}
