package myidc.storage.report;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolFigures.Written;
import myidc.storage.event.Tool;
import myidc.storage.report.PoolOutputs.Reading;

/**
 * A volume of OpenDedup SDFS: {@code sdfscli --volume-info}, and {@code df} of the folder that holds its chunks, since the
 * volume's capacity is a promise and no disk. Sizes are rounded by the tool to two decimals.
 */
final class SdfsPool {
    private static final double RATE_APART_MAX = 1.0;
    /** Memory of its index after OpenDedup's administration guide: about 256 MB a TB of unique data. */
    private static final long DATA_PER_MEMORY_BYTE = 4_096;

    private SdfsPool() {}

    static Reading read(Map<Tool, String> outputs) {
        Map<String, Line> lines = lines(PoolOutputs.needed(outputs, Tool.SDFSCLI_VOLUME_INFO));
        Df store = Df.only(PoolOutputs.needed(outputs, Tool.DF));
        long promised = size(lines, "Volume Capacity");
        long logical = size(lines, "Volume Current Logical Size");
        long unique = size(lines, "Unique Blocks Stored");
        long compressed = size(lines, "Unique Blocks Stored after Compression");
        checkRate(lines, logical, unique);
        Stored stored = Stored.plain(store.sizeBytes(), store.stopBytes(), store.usedBytes())
                .withOverhead(compressed <= store.usedBytes() ? store.usedBytes() - compressed : null)
                .withMemory(unique / DATA_PER_MEMORY_BYTE);
        Written written = new Written(promised, logical, Ratios.of(logical, unique), Ratios.of(unique, compressed));
        return new Reading(new PoolFigures(stored, written, store.inodes(), null, null), List.of());
    }

    private static Map<String, Line> lines(String output) {
        Map<String, Line> lines = new HashMap<>();
        for (Line line : Line.of(Tool.SDFSCLI_VOLUME_INFO, output)) {
            if (line.text().isBlank()) {
                continue;
            }
            int colon = line.text().indexOf(':');
            if (colon < 1) {
                throw line.odd("there is no name and colon");
            }
            if (lines.put(line.text().substring(0, colon).strip(), line) != null) {
                throw line.odd("the figure stands there twice");
            }
        }
        return lines;
    }

    private static long size(Map<String, Line> lines, String name) {
        Line line = line(lines, name);
        return Rounded.word(line, value(line), name);
    }

    private static Line line(Map<String, Line> lines, String name) {
        Line line = lines.get(name);
        if (line == null) {
            throw new OddOutput(Tool.SDFSCLI_VOLUME_INFO, 0, "", "\"" + name + "\" is missing");
        }
        return line;
    }

    private static String value(Line line) {
        return line.text().substring(line.text().indexOf(':') + 1).strip();
    }

    /** Some versions divide by the capacity under the same name; what does not follow from the sizes is not believed. */
    private static void checkRate(Map<String, Line> lines, long logical, long unique) {
        Line line = line(lines, "Volume Virtual Dedup Rate (Unique Blocks Stored/Current Size)");
        String text = value(line);
        if (!text.matches("-?\\d{1,6}(\\.\\d{1,4})?%")) {
            throw line.odd("the rate is no percentage");
        }
        double rate = new BigDecimal(text.substring(0, text.length() - 1)).doubleValue();
        double computed = logical == 0 || unique == 0 ? 0 : 100 * (1 - (double) unique / logical);
        if (Math.abs(rate - computed) > RATE_APART_MAX) {
            throw line.odd("the rate does not follow from the sizes; this version is not known");
        }
    }
}
