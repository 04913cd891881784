package myidc.storage.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.Tool;
import org.jspecify.annotations.Nullable;

/**
 * {@code zdb -DD}: how often blocks are referenced, rounded to three digits, and what the table takes in memory.
 *
 * @param unique bytes on disk of blocks referenced once
 * @param shared bytes on disk of blocks referenced more than once
 * @param memory entries times their size in core, in bytes
 */
record ZdbTable(Line head, long unique, long shared, long memory) {
    private static final Pattern ENTRIES =
            Pattern.compile("DDT-\\S+: (\\d{1,15}) entries, size (\\d{1,9}) on disk, (\\d{1,9}) in core");
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final int COLUMNS = 9;
    private static final int DSIZE = 4;

    static ZdbTable read(String output) {
        List<Line> lines = Line.of(Tool.ZDB_DD, output);
        Line head = lines.getFirst();
        long memory = 0;
        long unique = 0;
        long shared = 0;
        boolean inTable = false;
        @Nullable Line total = null;
        for (Line line : lines) {
            Matcher entries = ENTRIES.matcher(line.text().strip());
            if (entries.matches()) {
                memory = line.plus(
                        memory,
                        line.times(line.whole(entries.group(1), "entries"), line.whole(entries.group(3), "in core")));
                continue;
            }
            String[] fields = BLANKS.split(line.text().strip(), -1);
            if (fields[0].equals("refcnt")) {
                checkColumns(line);
                inTable = true;
            } else if (inTable && fields[0].equals("Total")) {
                checkTotal(line, fields, line.plus(unique, shared));
                total = line;
                inTable = false;
            } else if (inTable && !fields[0].startsWith("-") && !fields[0].isEmpty()) {
                if (fields.length != COLUMNS) {
                    throw line.odd("there are not " + COLUMNS + " columns");
                }
                long bytes = Rounded.letter(line, fields[DSIZE], "DSIZE");
                if (Rounded.letter(line, fields[0], "refcnt") == 1) {
                    unique = line.plus(unique, bytes);
                } else {
                    shared = line.plus(shared, bytes);
                }
            }
        }
        if (total == null) {
            throw head.odd("the table of references has no total");
        }
        return new ZdbTable(head, unique, shared, memory);
    }

    private static void checkColumns(Line line) {
        if (!line.text().strip().matches("refcnt( +blocks +LSIZE +PSIZE +DSIZE){2}")) {
            throw line.odd("the table's columns are not known");
        }
    }

    private static void checkTotal(Line line, String[] fields, long sum) {
        if (fields.length != COLUMNS) {
            throw line.odd("there are not " + COLUMNS + " columns");
        }
        long total = Rounded.letter(line, fields[DSIZE], "DSIZE");
        if (Math.abs(total - sum) > Math.max(total, sum) / 20) {
            throw line.odd("the rows do not add up to the total");
        }
    }

    /** What the table knows is a part of what is stored: what was written without dedup=on is in no row of it. */
    Stored within(Stored stored) {
        if (shared > stored.usedBytes() + stored.usedBytes() / 20) {
            throw head.odd("more is shared than the pool has allocated");
        }
        long certain = Math.min(shared, stored.usedBytes());
        return stored.withSharing(stored.usedBytes() - certain, certain).withMemory(memory);
    }
}
