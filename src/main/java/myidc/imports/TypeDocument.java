package myidc.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document of the community's devicetype-library (github.com/netbox-community/devicetype-library) as the cells that
 * {@code device-types.csv} has for it. The library does not say what a type is for: that is read off its parts.
 */
final class TypeDocument {
    private static final BigDecimal KG_PER_LB = new BigDecimal("0.45359237");
    private static final BigDecimal KG_PER_OZ = new BigDecimal("0.028349523");
    private static final int SWITCH_PORTS_MIN = 8;

    /** Begins the line of the comments in which our own export says what the library has no field for. */
    static final String OURS = "myidc: ";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Profiles of NetBox's module types, by what such a part is to us. */
    private static final Map<String, String> PROFILES = Map.of(
            "power supply", "psu", "hard disk", "disk", "memory", "memory", "gpu", "gpu", "cpu", "cpu", "fan", "other");

    private TypeDocument() {}

    static Map<String, String> cells(Map<?, ?> type) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (String plain : List.of("manufacturer", "model", "slug", "part_number", "airflow")) {
            put(cells, plain, type.get(plain));
        }
        cells.put("category", category(type));
        put(cells, "u_height", type.get("u_height") == null ? 1 : type.get("u_height"));
        cells.put("full_depth", Boolean.FALSE.equals(type.get("is_full_depth")) ? "0" : "1");
        put(cells, "weight_kg", weight(type));
        put(cells, "subdevice", type.get("subdevice_role"));
        List<?> ports = list(type, "power-ports");
        put(cells, "psu_ports", ports.size());
        put(cells, "max_draw_w", most(ports, "maximum_draw"));
        put(cells, "alloc_draw_w", most(ports, "allocated_draw"));
        put(cells, "psu_type", ports.isEmpty() ? null : field(ports.getFirst(), "type"));
        List<?> outlets = list(type, "power-outlets");
        put(cells, "outlets", outlets.size());
        put(cells, "outlet_types", joined(outlets, "type"));
        put(cells, "outlet_legs", joined(outlets, "feed_leg"));
        put(cells, "console", list(type, "console-ports").size());
        put(cells, "module_bays", list(type, "module-bays").size());
        put(cells, "module_bay_names", named(list(type, "module-bays")));
        List<?> bays = list(type, "device-bays");
        put(cells, "device_bays", bays.isEmpty() ? null : bays.size());
        return whole(cells, type);
    }

    /** A document of the library's module-types as the cells that {@code psu-modules.csv} has for it, and what it is. */
    static Map<String, String> moduleCells(Map<?, ?> type) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (String plain : List.of("manufacturer", "model", "part_number", "airflow")) {
            put(cells, plain, type.get(plain));
        }
        List<?> inlets = list(type, "power-ports");
        cells.put("kind", kind(type));
        put(cells, "inlet", inlets.isEmpty() ? null : field(inlets.getFirst(), "type"));
        put(cells, "ports", inlets.isEmpty() ? null : inlets.size());
        put(cells, "max_draw_w", most(inlets, "maximum_draw"));
        put(cells, "weight_kg", weight(type));
        List<?> interfaces = list(type, "interfaces");
        put(cells, "interfaces", interfaces.isEmpty() ? null : interfaces.size());
        return whole(cells, type);
    }

    /** With its lists of ports and bays, and with what our own export said of it. */
    private static Map<String, String> whole(Map<String, String> cells, Map<?, ?> type) {
        for (String kind : PortLists.KINDS) {
            put(cells, PortLists.cell(kind), PortLists.packed(list(type, kind)).orElse(null));
        }
        ours(type).forEach((name, cell) -> {
            if (cell == null) {
                cells.remove(name);
            } else {
                cells.put(name, cell);
            }
        });
        return cells;
    }

    /** Comments are anybody's: a line that is not as we write it is none of ours. */
    private static Map<String, @Nullable String> ours(Map<?, ?> type) {
        String comments = type.get("comments") instanceof String text ? text : "";
        String line = comments.lines()
                .filter(each -> each.startsWith(OURS))
                .findFirst()
                .orElse("");
        try {
            return line.isEmpty() ? Map.of() : JSON.readValue(line.substring(OURS.length()), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    private static String kind(Map<?, ?> type) {
        String profile = String.valueOf(type.get("profile")).toLowerCase(Locale.ROOT);
        String kind = PROFILES.get(profile);
        if (kind != null) {
            return kind;
        }
        if (!list(type, "power-ports").isEmpty()) {
            return "psu";
        }
        return list(type, "interfaces").isEmpty() ? "other" : "nic";
    }

    private static @Nullable String named(List<?> bays) {
        List<String> names = bays.stream()
                .map(bay -> field(bay, "name"))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
        return names.isEmpty() ? null : String.join(";", names);
    }

    private static String category(Map<?, ?> type) {
        String words = (type.get("model") + " " + type.get("slug")).toLowerCase(Locale.ROOT);
        boolean outlets = !list(type, "power-outlets").isEmpty();
        if (outlets) {
            return words.contains("ups") ? "ups" : "pdu";
        }
        if (!list(type, "device-bays").isEmpty() || "parent".equals(type.get("subdevice_role"))) {
            return "chassis";
        }
        if ("child".equals(type.get("subdevice_role"))) {
            return "blade";
        }
        long data = list(type, "interfaces").stream()
                .filter(each -> !Boolean.TRUE.equals(field(each, "mgmt_only")))
                .count();
        if (data == 0 && !list(type, "front-ports").isEmpty()) {
            return "patch_panel";
        }
        return data >= SWITCH_PORTS_MIN ? "switch" : "server";
    }

    private static @Nullable String weight(Map<?, ?> type) {
        if (type.get("weight") == null) {
            return null;
        }
        try {
            BigDecimal weight = new BigDecimal(String.valueOf(type.get("weight")));
            BigDecimal kg = switch (String.valueOf(type.get("weight_unit"))) {
                case "lb" -> weight.multiply(KG_PER_LB);
                case "oz" -> weight.multiply(KG_PER_OZ);
                case "g" -> weight.movePointLeft(3);
                default -> weight;
            };
            return kg.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return String.valueOf(type.get("weight"));
        }
    }

    private static @Nullable Object most(List<?> ports, String name) {
        return ports.stream()
                .map(port -> field(port, name))
                .filter(Number.class::isInstance)
                .map(number -> new BigDecimal(String.valueOf(number)))
                .max(BigDecimal::compareTo)
                .orElse(null);
    }

    private static @Nullable String joined(List<?> items, String name) {
        List<String> known = items.stream()
                .map(item -> field(item, name))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .sorted()
                .toList();
        return known.isEmpty() ? null : String.join(";", known);
    }

    private static List<?> list(Map<?, ?> type, String name) {
        return type.get(name) instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Object field(Object item, String name) {
        return item instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static void put(Map<String, String> cells, String name, @Nullable Object value) {
        if (value != null && !String.valueOf(value).isBlank()) {
            cells.put(name, String.valueOf(value));
        }
    }
}
