package myidc.storage.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import myidc.storage.event.Tool;
import org.jspecify.annotations.Nullable;

/** {@code lvs --reportformat json} or {@code json_std}, sizes in bytes with or without their suffix. */
final class Lvs {
    private static final Pattern BYTES = Pattern.compile("(\\d{1,18})[Bb]?");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Lvs() {}

    static List<Volume> read(String output) {
        List<Volume> volumes = new ArrayList<>();
        for (JsonOutput report : JsonOutput.read(Tool.LVS, output).at("report").items()) {
            for (JsonOutput row : report.at("lv").items()) {
                volumes.add(volume(row));
            }
        }
        return volumes;
    }

    private static Volume volume(JsonOutput row) {
        String name = row.text("lv_name");
        String group = row.loose("vg_name");
        Long size = bytes(row, "lv_size");
        if (size == null) {
            throw row.odd("\"lv_size\" is missing");
        }
        return new Volume(
                row,
                group == null ? "" : group,
                name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name,
                row.has("lv_attr") ? row.text("lv_attr") : "",
                size,
                row.loose("pool_lv"),
                row.loose("origin"),
                percent(row, "data_percent"),
                percent(row, "metadata_percent"));
    }

    static @Nullable Long bytes(JsonOutput row, String name) {
        String text = row.loose(name);
        if (text == null) {
            return null;
        }
        var match = BYTES.matcher(text);
        if (!match.matches()) {
            throw row.at(name).odd("this is not a size in bytes");
        }
        return Long.valueOf(match.group(1));
    }

    private static @Nullable BigDecimal percent(JsonOutput row, String name) {
        String text = row.loose(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,3}(\\.\\d{1,4})?") || new BigDecimal(text).compareTo(HUNDRED) > 0) {
            throw row.at(name).odd("this is no share of a hundred");
        }
        return new BigDecimal(text);
    }

    /** A row; what is inactive has no percentages. */
    record Volume(
            JsonOutput row,
            String group,
            String name,
            String attributes,
            long bytes,
            @Nullable String pool,
            @Nullable String origin,
            @Nullable BigDecimal dataPercent,
            @Nullable BigDecimal metadataPercent) {
        boolean is(String vg, String lv) {
            return name.equals(lv) && (group.isEmpty() || group.equals(vg));
        }
    }
}
