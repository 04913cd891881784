package myidc.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import myidc.storage.sketch.Estimate;
import myidc.storage.sketch.Figures;
import myidc.storage.sketch.Sharing;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.Vectors;

/** The figures of a scan as a table for people. */
final class Report {
    private static final int VOLUMES_MOST = 1_000;
    private static final String ROW = "%-32s %10s %10s %7s  %-20s %-20s %-20s %s%n";

    private Report() {}

    /** The named groups, then the volumes, then all. */
    static List<Row> rows(Options options, Sketch sketch) {
        Sharing sharing = Sharing.of(sketch);
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<String>> group : options.groups().entrySet()) {
            byte[] in = new byte[sharing.volumes()];
            for (String name : group.getValue()) {
                mark(sharing, name, options.perFile(), in);
            }
            rows.add(new Row("group", group.getKey(), sharing.group(in)));
        }
        if (sharing.volumes() > 1) {
            List<Figures> each = sharing.eachVolume();
            for (int volume = 0; volume < each.size(); volume++) {
                rows.add(new Row("volume", sharing.names().get(volume), each.get(volume)));
            }
        }
        rows.add(new Row("all", "all", sharing.total()));
        return rows;
    }

    private static void mark(Sharing sharing, String name, boolean perFile, byte[] in) {
        for (int volume = 0; volume < in.length; volume++) {
            String each = sharing.names().get(volume);
            if (each.equals(name) || (perFile && each.startsWith(name + '/'))) {
                in[volume] = 1;
            }
        }
    }

    /**
     * A line of the table.
     *
     * @param kind group, volume or all
     */
    record Row(String kind, String name, Figures figures) {}

    static String table(Scanned scanned, Sketch sketch) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, k = %d (%s), %s%n%n",
                sketch.header().chunking(),
                sketch.header().zeroBits(),
                sketch.header().zeroBits() == 0
                        ? "exact"
                        : "1 chunk of " + (1L << sketch.header().zeroBits()),
                read(scanned)));
        text.append(String.format(
                Locale.ROOT,
                ROW,
                "",
                "logical",
                "zero+holes",
                "ratio",
                "standalone",
                "reclaimable",
                "attributed",
                "compressed"));
        List<Row> rows = rows(scanned.options(), sketch);
        int volumes = 0;
        for (Row row : rows) {
            volumes += row.kind().equals("volume") ? 1 : 0;
            if (!row.kind().equals("volume") || volumes <= VOLUMES_MOST) {
                text.append(line(row));
            } else if (volumes == VOLUMES_MOST + 1) {
                text.append(String.format(
                        Locale.ROOT,
                        "… and %,d more volumes; --json has all%n",
                        sketch.volumes().size() - VOLUMES_MOST));
            }
        }
        Figures all = rows.getLast().figures();
        text.append(String.format(
                Locale.ROOT,
                "%n%,d chunks, %,.0f%s of them different%n",
                all.chunks(),
                all.uniqueChunks().value(),
                all.uniqueChunks().plusMinus() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, " ±%,.0f", all.uniqueChunks().plusMinus())));
        return text.append(notCounted(scanned)).toString();
    }

    private static String read(Scanned scanned) {
        return String.format(
                Locale.ROOT,
                "%s read in %.1f s, %s/s, %s",
                Sizes.text(scanned.bytes()),
                scanned.seconds(),
                Sizes.text(scanned.bytesPerSecond()),
                Vectors.areThere() ? "Vector API" : "no Vector API");
    }

    private static String notCounted(Scanned scanned) {
        StringBuilder text = new StringBuilder();
        for (NotCounted file : scanned.notCounted()) {
            text.append(String.format(
                    Locale.ROOT,
                    "not counted: %s %s (%s)%n",
                    VolumePaths.safe(file.path()),
                    file.reason().name().toLowerCase(Locale.ROOT),
                    file.detail()));
        }
        return text.toString();
    }

    private static String line(Row row) {
        Figures figures = row.figures();
        Estimate compressed = figures.compressed();
        String name = row.kind().equals("group") ? "group " + row.name() : row.name();
        return String.format(
                Locale.ROOT,
                ROW,
                name.length() <= 32 ? name : "…" + name.substring(name.length() - 31),
                Sizes.text(figures.bytes().logical()),
                Sizes.text(figures.bytes().zero() + figures.bytes().holes()),
                String.format(Locale.ROOT, "%.2f", figures.ratio().value()),
                text(figures.standalone()),
                text(figures.reclaimable()),
                text(figures.attributed()),
                compressed == null ? "-" : text(compressed));
    }

    static String text(Estimate bytes) {
        // Whole bytes, as the JSON has them.
        String value = Sizes.text(Math.round(bytes.value()));
        return bytes.plusMinus() == 0 ? value : value + " ±" + Sizes.text(Math.round(bytes.plusMinus()));
    }

    /** One line for each method and chunk size of a comparison. */
    static String comparison(Scanned scanned) {
        StringBuilder text = new StringBuilder(read(scanned) + System.lineSeparator() + System.lineSeparator());
        text.append(String.format(
                Locale.ROOT,
                "%-14s %10s %8s  %-22s %-22s %14s%n",
                "method",
                "logical",
                "ratio",
                "after dedup",
                "and compression",
                "index entries"));
        for (int setting = 0; setting < scanned.options().how().settings().size(); setting++) {
            Sketch sketch = scanned.sketch(setting);
            Figures all = Sharing.of(sketch).total();
            Estimate compressed = all.compressed();
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s %10s %8.3f  %-22s %-22s %,14.0f%n",
                    sketch.header().chunking(),
                    Sizes.text(all.bytes().logical()),
                    all.ratio().value(),
                    text(all.standalone()),
                    compressed == null ? "-" : text(compressed),
                    all.uniqueChunks().value()));
        }
        return text.append(notCounted(scanned)).toString();
    }
}
