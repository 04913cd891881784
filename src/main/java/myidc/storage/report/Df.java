package myidc.storage.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.storage.event.PoolFigures.Fill;
import myidc.storage.event.Tool;
import org.jspecify.annotations.Nullable;

/**
 * {@code df -B1 --output=source,size,used,avail,itotal,iused,iavail,target} of one file system.
 *
 * @param stopBytes what others than root can fill
 * @param inodes null where they are not limited, which btrfs reports as none in all
 */
record Df(
        long sizeBytes,
        long usedBytes,
        long stopBytes,
        @Nullable Fill inodes) {
    private static final Pattern HEAD =
            Pattern.compile("Filesystem +1B-blocks +Used +Avail +Inodes +IUsed +IFree +Mounted on");
    private static final Pattern ROW =
            Pattern.compile("(\\S.*?) +(\\d+) +(\\d+) +(\\d+) +(\\d+|-) +(\\d+|-) +(\\d+|-) +(\\S.*)");

    static Df only(String output) {
        List<Line> lines = Line.of(Tool.DF, output);
        if (!HEAD.matcher(lines.getFirst().text().strip()).matches()) {
            throw lines.getFirst().odd("the columns are not source, size, used, avail, itotal, iused, iavail, target");
        }
        if (lines.size() != 2) {
            throw lines.getLast().odd("there is not exactly one file system");
        }
        Line line = lines.getLast();
        Matcher row = ROW.matcher(line.text());
        if (!row.matches()) {
            throw line.odd("there are not eight columns, or a size is none");
        }
        long size = line.whole(row.group(2), "size");
        long used = line.whole(row.group(3), "used");
        long usable = line.plus(used, line.whole(row.group(4), "avail"));
        if (size == 0 || used > size || usable > size) {
            throw line.odd("more is used or available than there is");
        }
        return new Df(size, used, usable, inodes(line, row));
    }

    private static @Nullable Fill inodes(Line line, Matcher row) {
        if (row.group(5).equals("-") || row.group(6).equals("-") || row.group(7).equals("-")) {
            return null;
        }
        long total = line.whole(row.group(5), "inodes");
        long used = line.whole(row.group(6), "used inodes");
        if (total == 0) {
            return null;
        }
        if (used > total || line.whole(row.group(7), "free inodes") > total) {
            throw line.odd("more inodes are used or free than there are");
        }
        return new Fill(total, used);
    }
}
