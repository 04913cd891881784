package myidc.storage.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.storage.event.Tool;

/**
 * A line of {@code find -printf "%D:%i %s %b %p\n"}: device and inode, size in bytes, blocks of 512 bytes, path. A file of
 * several names counts once.
 */
record FoundFile(Line line, String path, long apparentBytes, long allocatedBytes) {
    private static final Pattern ROW = Pattern.compile("(\\d+:\\d+) (\\d+) (\\d+) (/.+)");
    private static final int BLOCK_BYTES = 512;

    static List<FoundFile> read(String output) {
        List<FoundFile> files = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (output.isEmpty()) {
            return files;
        }
        for (Line line : Line.of(Tool.FIND, output)) {
            Matcher row = ROW.matcher(line.text());
            if (!row.matches()) {
                throw line.odd("this is not device:inode, size, blocks and an absolute path");
            }
            if (seen.add(row.group(1))) {
                files.add(new FoundFile(
                        line,
                        row.group(4),
                        line.whole(row.group(2), "size"),
                        line.times(line.whole(row.group(3), "blocks"), BLOCK_BYTES)));
            }
        }
        return files;
    }
}
