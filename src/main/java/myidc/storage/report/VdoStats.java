package myidc.storage.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.storage.event.Tool;
import org.jspecify.annotations.Nullable;

/** {@code vdostats --verbose}: a device's name and a colon, then names and values in any order. */
final class VdoStats {
    /** Versions of the statistics whose names are known, after the kernel's drivers/md/dm-vdo/message-stats.c. */
    private static final Set<Long> VERSIONS = Set.of(31L, 36L);

    private final Line head;
    private final Map<String, Line> lines = new HashMap<>();

    private VdoStats(Line head) {
        this.head = head;
    }

    static List<VdoStats> read(String output) {
        List<VdoStats> devices = new ArrayList<>();
        @Nullable VdoStats device = null;
        for (Line line : Line.of(Tool.VDOSTATS, output)) {
            if (line.text().isBlank()) {
                continue;
            }
            int colon = line.text().indexOf(" :");
            if (colon < 0) {
                throw line.odd("there is no name and colon");
            }
            if (!line.text().startsWith(" ")) {
                device = new VdoStats(line);
                devices.add(device);
                continue;
            }
            if (device == null) {
                throw line.odd("figures come before any device");
            }
            String name = line.text().substring(0, colon).strip();
            if (device.lines.put(name, line) != null) {
                throw line.odd("the figure stands there twice");
            }
        }
        return devices;
    }

    String device() {
        return head.text().substring(0, head.text().indexOf(" :")).strip();
    }

    /** Refuses a version that is not known. */
    void checkVersion() {
        Line line = line("version");
        if (!VERSIONS.contains(whole("version"))) {
            throw line.odd("this version of the statistics is not known; known are " + VERSIONS);
        }
    }

    long whole(String name) {
        return line(name).whole(value(name), name);
    }

    /** A counter that not every version prints. */
    @Nullable
    Long optional(String name) {
        return lines.containsKey(name) ? whole(name) : null;
    }

    String value(String name) {
        String text = line(name).text();
        return text.substring(text.indexOf(" :") + 2).strip();
    }

    Line line(String name) {
        Line line = lines.get(name);
        if (line == null) {
            throw head.odd("\"" + name + "\" is missing");
        }
        return line;
    }
}
