package myidc.storage.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.storage.event.Tool;
import org.jspecify.annotations.Nullable;

/**
 * {@code virsh domstats --block}: a heading for each guest of a host, below it {@code name=value} lines. A guest that is off
 * has disks but no counts. Names after libvirt's virConnectGetAllDomainStats.
 */
public final class DomStats {
    /** Disks one output may tell of. */
    public static final int DISKS_MAX = 5_000;

    private static final int NAME_CHARS_MAX = 40;

    /** More than a disk of a million operations a second does in thirty years. */
    private static final long OPERATIONS_MAX = 1_000_000_000_000_000L;

    private static final Pattern HEADING = Pattern.compile("Domain: '(.{1,255})'");
    private static final Pattern VALUE = Pattern.compile("  ([a-z][A-Za-z0-9.-]{0,100})=(.*)");
    private static final Pattern OF_DISK = Pattern.compile("block\\.(\\d{1,4})\\.([A-Za-z.]+)");

    private final List<Disk> disks = new ArrayList<>();
    private final Set<String> guests = new HashSet<>();
    private @Nullable Line heading;
    private String guest = "";
    private long announced = -1;
    private final TreeMap<Integer, Map<String, Line>> block = new TreeMap<>();

    private DomStats() {}

    /**
     * Disks of guests that run.
     *
     * @throws OddOutput when a line cannot be believed
     */
    public static List<Disk> read(String output) {
        DomStats stats = new DomStats();
        for (Line line : Line.of(Tool.VIRSH_DOMSTATS, output)) {
            stats.take(line);
        }
        stats.endGuest();
        if (stats.guests.isEmpty()) {
            throw new OddOutput(Tool.VIRSH_DOMSTATS, 0, "", "there is no guest");
        }
        return stats.disks;
    }

    private void take(Line line) {
        if (line.text().isBlank()) {
            return;
        }
        Matcher named = HEADING.matcher(line.text());
        if (named.matches()) {
            endGuest();
            heading = line;
            guest = named.group(1);
            if (!guests.add(guest)) {
                throw line.odd("the guest was told of before");
            }
            return;
        }
        Matcher value = VALUE.matcher(line.text());
        if (!value.matches() || heading == null) {
            throw line.odd("this is neither a guest's heading nor a value below one");
        }
        if (value.group(1).equals("block.count")) {
            announced = line.whole(value.group(2), "block.count");
        }
        Matcher ofDisk = OF_DISK.matcher(value.group(1));
        if (ofDisk.matches()) {
            Map<String, Line> known =
                    block.computeIfAbsent(Integer.valueOf(ofDisk.group(1)), number -> new HashMap<>());
            if (known.put(ofDisk.group(2), line) != null) {
                throw line.odd("the value was told before");
            }
        }
    }

    private void endGuest() {
        Line first = heading;
        if (first == null) {
            return;
        }
        if (announced != block.size()) {
            throw first.odd("block.count is " + announced + ", and there are " + block.size() + " disks");
        }
        block.values().forEach(values -> endDisk(first, values));
        if (disks.size() > DISKS_MAX) {
            throw first.odd("there are more than " + DISKS_MAX + " disks");
        }
        block.clear();
        announced = -1;
    }

    private void endDisk(Line first, Map<String, Line> values) {
        Line name = values.get("name");
        if (name == null) {
            throw first.odd("a disk has no name");
        }
        Line backing = values.get("backingIndex");
        if (backing != null) {
            throw backing.odd("base images are told of too: leave --backing out");
        }
        Line reads = values.get("rd.reqs");
        Line writes = values.get("wr.reqs");
        if ((reads == null) != (writes == null)) {
            throw name.odd("the disk has reads or writes but not both");
        }
        if (reads != null && writes != null) {
            if (value(name).isBlank() || value(name).length() > NAME_CHARS_MAX) {
                throw name.odd("a disk's name has 1 to " + NAME_CHARS_MAX + " characters");
            }
            disks.add(new Disk(guest, value(name), count(reads, "rd.reqs"), count(writes, "wr.reqs")));
        }
    }

    private static long count(Line line, String name) {
        long count = line.whole(value(line), name);
        if (count > OPERATIONS_MAX) {
            throw line.odd(name + " is beyond what can be");
        }
        return count;
    }

    private static String value(Line line) {
        return line.text().substring(line.text().indexOf('=') + 1);
    }

    /**
     * A guest's disk and how often it was read and written since the guest was started.
     *
     * @param guest as the host calls it
     */
    public record Disk(String guest, String device, long reads, long writes) {}
}
