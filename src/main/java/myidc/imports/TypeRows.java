package myidc.imports;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import myidc.inventory.catalog.DeviceType;
import myidc.inventory.catalog.DeviceTypes;
import myidc.inventory.catalog.DeviceTypes.Figures;
import myidc.platform.db.Sequences;
import org.jspecify.annotations.Nullable;

/**
 * Rows of device types. A PDU or UPS draws nothing of its own: what its maker calls draw is what it hands on, and many of
 * the community's entries give it in amperes; it is kept among the maker's figures and never taken for watts. A draw
 * nobody states stays unknown.
 */
@Singleton
final class TypeRows implements RowWork {
    private static final Set<String> HANDS_ON = Set.of("PDU", "UPS");
    private static final BigDecimal LOOKS_LIKE_AMPERES = BigDecimal.valueOf(200);
    private static final Map<String, String> CATEGORIES =
            Map.of("other_ru", "OTHER", "patchpanel", "PATCH_PANEL", "patch-panel", "PATCH_PANEL");

    private static final String OWN_DRAW = "own_draw_w";
    private static final String UNKNOWN = "unknown";
    private static final List<String> RECKONED = List.of(
            "category",
            "manufacturer",
            "model",
            "u_height",
            "full_depth",
            "weight_kg",
            "device_bays",
            OWN_DRAW,
            "cpu_sockets",
            "drive_bays",
            "power_supplies",
            "source");

    private final DeviceTypes types;
    private final Sequences sequences;

    TypeRows(DeviceTypes types, Sequences sequences) {
        this.types = types;
        this.sequences = sequences;
    }

    @Override
    public Supplier<Done> apply(Cells cells, Wish wish) {
        String note = note(cells);
        Figures wanted = figures(cells);
        DeviceType known =
                types.named(cells.needed("manufacturer"), cells.needed("model")).orElse(null);
        if (known == null) {
            long id = sequences.next("devicetype");
            types.add(id, wanted);
            return () -> new Done(Outcome.CREATED, new Made("devicetype-" + id, Map.of()), note);
        }
        Map<String, String> before = cellsOf(known);
        if (types.correctIfOther(known.id, wanted)) {
            return () -> new Done(Outcome.CHANGED, new Made("devicetype-" + known.id, before), note);
        }
        return () -> new Done(Outcome.UNCHANGED, null, note);
    }

    @Override
    public void undo(Made made) {
        long id = Long.parseLong(made.thing().substring("devicetype-".length()));
        if (made.before().isEmpty()) {
            types.remove(id);
        } else {
            types.correctIfOther(id, figures(new Cells(made.before())));
        }
    }

    /** The columns a type is exported with. */
    static Map<String, String> cellsOf(DeviceType type) {
        Map<String, String> cells = Cells.harmless(type.spec);
        cells.put("category", type.category.name().toLowerCase(Locale.ROOT));
        cells.put("manufacturer", Cells.harmless(type.manufacturer));
        cells.put("model", Cells.harmless(type.model));
        cells.put("u_height", type.heightU.stripTrailingZeros().toPlainString());
        cells.put("full_depth", type.fullDepth ? "1" : "0");
        put(
                cells,
                "weight_kg",
                type.weightKg == null
                        ? null
                        : type.weightKg.stripTrailingZeros().toPlainString());
        put(cells, "device_bays", type.deviceBays);
        put(cells, "cpu_sockets", type.cpuSockets);
        put(cells, "drive_bays", type.driveBays);
        put(cells, "source", type.source == null ? null : Cells.harmless(type.source));
        if (!HANDS_ON.contains(type.category.name())) {
            put(cells, "max_draw_w", type.maxDrawW);
        } else if (!Integer.valueOf(0).equals(type.maxDrawW)) {
            put(cells, OWN_DRAW, type.maxDrawW == null ? UNKNOWN : type.maxDrawW);
        }
        if (!cells.containsKey("psu_ports")) {
            put(cells, "power_supplies", type.powerSupplies);
        }
        return cells;
    }

    private static Figures figures(Cells cells) {
        String category = category(cells);
        Integer draw = HANDS_ON.contains(category) ? ownDraw(cells) : rounded(cells.decimal("max_draw_w"));
        return new Figures(
                cells.needed("manufacturer"),
                cells.needed("model"),
                category,
                cells.decimal("u_height"),
                !"0".equals(cells.raw("full_depth")),
                cells.decimal("weight_kg"),
                draw,
                cells.whole("cpu_sockets"),
                cells.whole("drive_bays"),
                supplies(cells),
                cells.text("source"),
                zeroIsNone(cells.whole("device_bays")),
                spec(cells));
    }

    /** Nothing, unless our own export says otherwise. */
    private static @Nullable Integer ownDraw(Cells cells) {
        String own = cells.raw(OWN_DRAW);
        return UNKNOWN.equals(own) ? null : own == null ? Integer.valueOf(0) : rounded(cells.decimal(OWN_DRAW));
    }

    /** What the maker says beyond the figures we reckon with, kept as written. */
    private static Map<String, String> spec(Cells cells) {
        Map<String, String> spec = cells.textBesides(RECKONED);
        if (!HANDS_ON.contains(category(cells))) {
            spec.remove("max_draw_w");
        }
        return spec;
    }

    private static String category(Cells cells) {
        String given = cells.needed("category").toLowerCase(Locale.ROOT);
        return CATEGORIES.getOrDefault(given, given).toUpperCase(Locale.ROOT);
    }

    private static @Nullable Integer supplies(Cells cells) {
        Integer ports = cells.whole("psu_ports");
        Integer bays = cells.whole("psu_bays");
        if (ports == null && bays == null) {
            return cells.whole("power_supplies");
        }
        return (ports == null ? 0 : ports) + (bays == null ? 0 : bays);
    }

    private static @Nullable Integer zeroIsNone(@Nullable Integer number) {
        return number == null || number == 0 ? null : number;
    }

    private static @Nullable Integer rounded(@Nullable BigDecimal watts) {
        return watts == null
                ? null
                : watts.setScale(0, java.math.RoundingMode.CEILING).intValueExact();
    }

    private static @Nullable String note(Cells cells) {
        BigDecimal draw = cells.decimal("max_draw_w");
        if (draw != null && HANDS_ON.contains(category(cells)) && draw.compareTo(LOOKS_LIKE_AMPERES) < 0) {
            return "max_draw_w " + draw.toPlainString() + " reads as amperes and is not taken for watts";
        }
        return draw == null && !HANDS_ON.contains(category(cells)) ? "max_draw_w is unknown" : null;
    }

    private static void put(Map<String, String> cells, String name, @Nullable Object value) {
        if (value == null) {
            cells.remove(name);
        } else {
            cells.put(name, String.valueOf(value));
        }
    }
}
