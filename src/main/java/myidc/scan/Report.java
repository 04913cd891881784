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
    private static final int ROWS_MOST = 1_000;
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
            for (int volume = 0; volume < sharing.volumes() && volume < ROWS_MOST; volume++) {
                byte[] in = new byte[sharing.volumes()];
                in[volume] = 1;
                rows.add(new Row("volume", sharing.names().get(volume), sharing.group(in)));
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
                "%s, k = %d (%s), %s read in %.1f s, %s/s, %s%n%n",
                sketch.header().chunking(),
                sketch.header().zeroBits(),
                sketch.header().zeroBits() == 0
                        ? "exact"
                        : "1 chunk of " + (1L << sketch.header().zeroBits()),
                Sizes.text(scanned.bytes()),
                scanned.seconds(),
                Sizes.text(scanned.bytesPerSecond()),
                Vectors.areThere() ? "Vector API" : "no Vector API"));
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
        for (Row row : rows(scanned.options(), sketch)) {
            text.append(line(row));
        }
        Figures all = rows(scanned.options(), sketch).getLast().figures();
        text.append(String.format(
                Locale.ROOT,
                "%n%,d chunks, %,.0f of them different%n",
                all.chunks(),
                all.uniqueChunks().value()));
        for (NotCounted file : scanned.notCounted()) {
            text.append(String.format(
                    Locale.ROOT,
                    "not counted: %s %s (%s)%n",
                    file.path(),
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
        String value = Sizes.text(bytes.value());
        return bytes.plusMinus() == 0 ? value : value + " ±" + Sizes.text(bytes.plusMinus());
    }

    /** One line for each method and chunk size of a comparison. */
    static String comparison(Scanned scanned) {
        StringBuilder text = new StringBuilder(String.format(
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
        return text.toString();
    }
}
