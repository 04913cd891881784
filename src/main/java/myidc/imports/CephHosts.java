package myidc.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.inventory.read.DeviceSheetView;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.inventory.read.Drifts;
import myidc.platform.asof.Histories;
import myidc.shared.Page;
import org.jspecify.annotations.Nullable;

/**
 * Servers as {@code ceph orch host ls --detail} lists them: as they were last discovered where that is known to differ, else
 * as they are declared. Reading the list again therefore finds nothing new. Headings and names are those of Ceph's own
 * orchestrator module.
 */
@Singleton
public final class CephHosts {
    private static final Set<String> HOSTS = Set.of("SERVER", "BLADE", "STORAGE");
    private static final Set<String> SEEN_OTHERWISE = Set.of("OPEN", "REJECTED");

    /** Ceph's name in JSON, its heading, and the attribute it is of. */
    private static final List<Column> COLUMNS = List.of(
            new Column("hostname", "HOST", ""),
            new Column("addr", "ADDR", "address"),
            new Column("labels", "LABELS", "labels"),
            new Column("status", "STATUS", ""),
            new Column("server", "VENDOR/MODEL", "model"),
            new Column("cpu_summary", "CPU", "cpu"),
            new Column("ram", "RAM", "memory"),
            new Column("hdd_summary", "HDD", "hdd"),
            new Column("ssd_summary", "SSD", "ssd"),
            new Column("nic_count", "NIC", "nic"));

    private final Devices devices;
    private final Drifts drifts;
    private final Histories histories;
    private final ObjectMapper json = new ObjectMapper();

    CephHosts(Devices devices, Drifts drifts, Histories histories) {
        this.devices = devices;
        this.drifts = drifts;
        this.histories = histories;
    }

    /** The table that Ceph prints. */
    public void text(Writer out, @Nullable Long siteId, Instant at) {
        List<Map<String, String>> hosts = hosts(siteId, at);
        Map<String, Integer> widths = new HashMap<>();
        for (Column column : COLUMNS) {
            int widest = hosts.stream()
                    .mapToInt(host -> host.getOrDefault(column.name(), "").length())
                    .max()
                    .orElse(0);
            widths.put(column.name(), 2 + Math.max(column.heading().length(), widest));
        }
        line(out, widths, Column::heading);
        hosts.forEach(host -> line(out, widths, column -> host.getOrDefault(column.name(), "")));
        write(out, hosts.size() + " hosts in cluster\n");
    }

    /** What Ceph tells by {@code --format json}. */
    public void json(Writer out, @Nullable Long siteId, Instant at) {
        try (JsonGenerator list = json.createGenerator(out)) {
            list.writeStartArray();
            for (Map<String, String> host : hosts(siteId, at)) {
                list.writeStartObject();
                for (Column column : COLUMNS) {
                    String value = host.getOrDefault(column.name(), "");
                    if ("labels".equals(column.name())) {
                        String[] labels = value.isEmpty() ? new String[0] : value.split(",");
                        list.writeFieldName(column.name());
                        list.writeArray(labels, 0, labels.length);
                    } else {
                        list.writeStringField(column.name(), value);
                    }
                }
                list.writeEndObject();
            }
            list.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Map<String, String>> hosts(@Nullable Long siteId, Instant at) {
        Map<String, Map<String, String>> seen = new HashMap<>();
        List<Map<String, String>> hosts = new ArrayList<>();
        each(page -> drifts.list(null, null, at, page), drift -> {
            if (SEEN_OTHERWISE.contains(drift.state)) {
                seen.computeIfAbsent(drift.subject, subject -> new HashMap<>()).put(drift.attribute, drift.discovered);
            }
            boolean unknown = drift.deviceId == null && drift.attribute.equals("device") && drift.state.equals("OPEN");
            if (unknown && siteId == null && CephRows.SOURCE.equals(drift.source)) {
                hosts.add(Map.of("hostname", Cells.harmless(drift.subject)));
            }
        });
        Devices.Filter filter = new Devices.Filter(null, null, siteId, null);
        List<DeviceView> some = new ArrayList<>();
        each(page -> devices.list(filter, at, page), device -> {
            if (HOSTS.contains(device.category) && !"RETIRED".equals(device.state)) {
                some.add(device);
            }
            if (some.size() == Page.SIZE_MAX) {
                hosts.addAll(rows(some, seen, at));
                some.clear();
            }
        });
        hosts.addAll(rows(some, seen, at));
        hosts.sort(Comparator.comparing(host -> host.getOrDefault("hostname", "")));
        return hosts;
    }

    private List<Map<String, String>> rows(
            List<DeviceView> devices, Map<String, Map<String, String>> seen, Instant at) {
        List<Long> ids = devices.stream().map(device -> device.id).toList();
        Map<Long, Map<String, String>> declared = histories.asOf("sheet", ids, at, DeviceSheetView.class).stream()
                .collect(Collectors.toMap(sheet -> sheet.id, sheet -> sheet.attributes));
        return devices.stream()
                .map(device -> row(
                        device,
                        declared.getOrDefault(device.id, Map.of()),
                        seen.getOrDefault("device-" + device.id, Map.of())))
                .toList();
    }

    private static Map<String, String> row(DeviceView device, Map<String, String> declared, Map<String, String> seen) {
        Map<String, String> row = new LinkedHashMap<>();
        for (Column column : COLUMNS) {
            String value = seen.getOrDefault(column.attribute(), declared.getOrDefault(column.attribute(), ""));
            row.put(column.name(), value.lines().collect(Collectors.joining(" ")));
        }
        row.put("hostname", Cells.harmless(device.name));
        String maker = device.manufacturer.replaceAll("[()]", " ").strip();
        row.put("server", maker + " (" + seen.getOrDefault("model", device.model) + ")");
        row.put("status", "DRAINING".equals(device.state) ? "Maintenance" : "");
        return row;
    }

    private static void line(Writer out, Map<String, Integer> widths, Function<Column, String> cell) {
        String line = COLUMNS.stream()
                .map(column -> {
                    String value = cell.apply(column);
                    return value + " ".repeat(widths.getOrDefault(column.name(), 0) - value.length());
                })
                .collect(Collectors.joining());
        write(out, line + "\n");
    }

    private static void write(Writer out, String text) {
        try {
            out.write(text);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <V> void each(Function<Page.Ask, Page<V>> list, Consumer<V> receiver) {
        Page<V> page = list.apply(new Page.Ask(1, Page.SIZE_MAX));
        page.data().forEach(receiver);
        for (int number = 2; number <= page.pages(); number++) {
            list.apply(new Page.Ask(number, Page.SIZE_MAX)).data().forEach(receiver);
        }
    }

    private record Column(String name, String heading, String attribute) {}
}
