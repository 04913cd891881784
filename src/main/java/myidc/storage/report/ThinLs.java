package myidc.storage.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.Tool;

/** {@code thin_ls -o DEV,MAPPED_BYTES,EXCLUSIVE_BYTES,SHARED_BYTES}: what each thin device maps, and alone. */
record ThinLs(Line head, List<Device> devices) {
    private static final List<String> COLUMNS = List.of("DEV", "MAPPED_BYTES", "EXCLUSIVE_BYTES", "SHARED_BYTES");
    private static final Pattern BLANKS = Pattern.compile(" +");

    static ThinLs read(String output) {
        List<Line> lines = Line.of(Tool.THIN_LS, output);
        Line head = lines.getFirst();
        if (!Arrays.asList(BLANKS.split(head.text().strip(), -1)).equals(COLUMNS)) {
            throw head.odd("the columns are not " + COLUMNS);
        }
        List<Device> devices = new ArrayList<>();
        for (Line line : lines.subList(1, lines.size())) {
            String[] fields = BLANKS.split(line.text().strip(), -1);
            if (fields.length != COLUMNS.size()) {
                throw line.odd("there are not " + COLUMNS.size() + " columns");
            }
            Device device = new Device(
                    line.whole(fields[0], "DEV"),
                    line.whole(fields[1], "MAPPED_BYTES"),
                    line.whole(fields[2], "EXCLUSIVE_BYTES"));
            if (line.plus(device.exclusive(), line.whole(fields[3], "SHARED_BYTES")) != device.mapped()) {
                throw line.odd("exclusive and shared bytes do not add up to those mapped");
            }
            devices.add(device);
        }
        return new ThinLs(head, devices);
    }

    long mapped() {
        long sum = 0;
        for (Device device : devices) {
            sum = head.plus(sum, device.mapped());
        }
        return sum;
    }

    /** Splits what is used: each exclusive byte is stored once, the rest is shared. */
    Stored within(Stored stored) {
        long unique = 0;
        for (Device device : devices) {
            unique = head.plus(unique, device.exclusive());
        }
        if (unique > stored.usedBytes()) {
            throw head.odd("volumes hold more alone than the whole pool uses: the outputs are of different times");
        }
        return stored.withSharing(unique, stored.usedBytes() - unique);
    }

    record Device(long id, long mapped, long exclusive) {}
}
