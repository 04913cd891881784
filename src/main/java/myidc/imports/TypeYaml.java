package myidc.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A type as a document of the community's devicetype-library. Ports are those that the type came with; where only their
 * number is kept they are numbered. What the library has no field for, or would read otherwise, stands in a line of the
 * document's comments, so that reading it again gives the same cells.
 */
final class TypeYaml {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MADE_UP_MAX = 1_000;

    /** NetBox's profiles of module types, by what such a part is to us. */
    private static final Map<String, String> PROFILES =
            Map.of("psu", "Power supply", "disk", "Hard disk", "memory", "Memory", "gpu", "GPU", "cpu", "CPU");

    private static final List<String> SPEEDS =
            List.of("mgmt_ifs", "if_1g", "if_10g", "if_25_50g", "if_100g", "if_200g_up", "if_fc", "if_other");

    private TypeYaml() {}

    /** A device type's document, by the cells it is exported with. */
    static String device(Map<String, String> cells) {
        Map<String, Object> type = named(cells);
        type.put("slug", cells.getOrDefault("slug", slug(cells)));
        put(type, "part_number", cells.get("part_number"));
        number(type, "u_height", cells.get("u_height"));
        type.put("is_full_depth", !"0".equals(cells.get("full_depth")));
        put(type, "airflow", cells.get("airflow"));
        weight(type, cells);
        put(type, "subdevice_role", cells.get("subdevice"));
        for (String kind : PortLists.KINDS) {
            ports(type, kind, cells, () -> numbered(kind, cells));
        }
        return text(type, cells, TypeDocument::cells);
    }

    /** A module type's document, by the cells it is exported with. */
    static String module(Map<String, String> cells) {
        Map<String, Object> type = named(cells);
        put(type, "part_number", cells.get("part_number"));
        put(type, "profile", PROFILES.get(cells.getOrDefault("kind", "")));
        put(type, "airflow", cells.get("airflow"));
        weight(type, cells);
        for (String kind : PortLists.KINDS) {
            ports(type, kind, cells, () -> switch (kind) {
                case "power-ports" -> times(cells.get("ports"), number -> inlet(cells, number, cells.get("inlet")));
                case "interfaces" -> times(cells.get("interfaces"), number -> port("Interface " + number, "other"));
                default -> List.of();
            });
        }
        return text(type, cells, TypeDocument::moduleCells);
    }

    private static Map<String, Object> named(Map<String, String> cells) {
        Map<String, Object> type = new LinkedHashMap<>();
        put(type, "manufacturer", cells.get("manufacturer"));
        put(type, "model", cells.get("model"));
        return type;
    }

    private static List<Map<String, Object>> numbered(String kind, Map<String, String> cells) {
        return switch (kind) {
            case "console-ports" -> times(cells.get("console"), number -> port("Console " + number, null));
            case "power-ports" ->
                times(
                        cells.getOrDefault("psu_ports", cells.get("power_supplies")),
                        number -> inlet(cells, number, cells.get("psu_type")));
            case "power-outlets" -> outlets(cells);
            case "interfaces" -> interfaces(cells);
            case "module-bays" -> bays(cells);
            case "device-bays" -> times(cells.get("device_bays"), number -> port("Bay " + number, null));
            default -> List.of();
        };
    }

    /** Each known type and leg at the outlet of its turn; how many there are of each is not kept. */
    private static List<Map<String, Object>> outlets(Map<String, String> cells) {
        List<String> types = parts(cells.get("outlet_types"));
        List<String> legs = parts(cells.get("outlet_legs"));
        return times(cells.get("outlets"), number -> {
            Map<String, Object> outlet = port("Outlet " + number, at(types, number));
            put(outlet, "feed_leg", at(legs, number));
            return outlet;
        });
    }

    private static @Nullable String at(List<String> values, int number) {
        return values.size() == 1 ? values.getFirst() : number <= values.size() ? values.get(number - 1) : null;
    }

    private static List<Map<String, Object>> interfaces(Map<String, String> cells) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String speed : SPEEDS) {
            all.addAll(times(cells.get(speed), number -> {
                Map<String, Object> each = port(speed.replace("_ifs", "") + "-" + number, "other");
                if ("mgmt_ifs".equals(speed)) {
                    each.put("mgmt_only", true);
                }
                return each;
            }));
        }
        return all;
    }

    private static List<Map<String, Object>> bays(Map<String, String> cells) {
        List<String> names = parts(cells.get("module_bay_names"));
        return names.isEmpty()
                ? times(cells.get("module_bays"), number -> port("Bay " + number, null))
                : names.stream().map(name -> port(name, null)).toList();
    }

    private static Map<String, Object> inlet(Map<String, String> cells, int number, @Nullable String type) {
        Map<String, Object> inlet = port("PSU " + number, type);
        number(inlet, "maximum_draw", cells.get("max_draw_w"));
        number(inlet, "allocated_draw", cells.get("alloc_draw_w"));
        return inlet;
    }

    private static Map<String, Object> port(String name, @Nullable String type) {
        Map<String, Object> port = new LinkedHashMap<>();
        port.put("name", name);
        put(port, "type", type);
        return port;
    }

    private static List<Map<String, Object>> times(@Nullable String count, IntFunction<Map<String, Object>> made) {
        int most = count == null || !count.matches("[0-9]{1,4}") ? 0 : Integer.parseInt(count);
        List<Map<String, Object>> all = new ArrayList<>();
        for (int number = 1; number <= Math.min(most, MADE_UP_MAX); number++) {
            all.add(made.apply(number));
        }
        return all;
    }

    private static void ports(
            Map<String, Object> type,
            String kind,
            Map<String, String> cells,
            java.util.function.Supplier<List<Map<String, Object>>> numbered) {
        List<Map<String, Object>> ports =
                PortLists.unpacked(cells.get(PortLists.cell(kind))).orElseGet(numbered);
        if (!ports.isEmpty()) {
            type.put(kind, ports);
        }
    }

    private static void weight(Map<String, Object> type, Map<String, String> cells) {
        number(type, "weight", cells.get("weight_kg"));
        if (type.containsKey("weight")) {
            type.put("weight_unit", "kg");
        }
    }

    private static String slug(Map<String, String> cells) {
        String words = (cells.get("manufacturer") + "-" + cells.get("model")).toLowerCase(Locale.ROOT);
        return words.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** With a line of what reading the document would otherwise give other than it is. */
    private static String text(
            Map<String, Object> type, Map<String, String> cells, Function<Map<?, ?>, Map<String, String>> read) {
        Map<String, String> seen = read.apply(type);
        Map<String, @Nullable String> other = new TreeMap<>();
        Set<String> names = new HashSet<>(seen.keySet());
        names.addAll(cells.keySet());
        for (String name : names) {
            String is = cells.get(name);
            if (!java.util.Objects.equals(is, seen.get(name))) {
                other.put(name, is);
            }
        }
        try {
            if (!other.isEmpty()) {
                type.put("comments", TypeDocument.OURS + JSON.writeValueAsString(other));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cells of a type cannot be written", e);
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setExplicitStart(true);
        options.setAllowUnicode(true);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return new Yaml(options).dump(type);
    }

    private static List<String> parts(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(";"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private static void number(Map<String, Object> map, String name, @Nullable String cell) {
        if (cell == null) {
            return;
        }
        if (cell.matches("[0-9]{1,9}")) {
            map.put(name, Integer.valueOf(cell));
        } else if (cell.matches("[0-9]{1,9}\\.[0-9]{1,3}")) {
            map.put(name, Double.valueOf(cell));
        }
    }
}
