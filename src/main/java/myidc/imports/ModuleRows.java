package myidc.imports;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import myidc.inventory.catalog.ModuleType;
import myidc.inventory.catalog.ModuleTypes;
import myidc.inventory.catalog.ModuleTypes.Figures;
import myidc.platform.db.Sequences;
import org.jspecify.annotations.Nullable;

/** Rows of module types; one that has an inlet and does not say what it is reads as a power supply. */
@Singleton
final class ModuleRows implements RowWork {
    private static final List<String> RECKONED =
            List.of("kind", "manufacturer", "model", "part_number", "weight_kg", "max_draw_w");

    private final ModuleTypes types;
    private final Sequences sequences;

    ModuleRows(ModuleTypes types, Sequences sequences) {
        this.types = types;
        this.sequences = sequences;
    }

    @Override
    public Supplier<Done> apply(Cells cells, Wish wish) {
        Figures wanted = figures(cells);
        String note = wanted.maxDrawW() == null && "PSU".equals(wanted.kind()) ? "max_draw_w is unknown" : null;
        ModuleType known =
                types.named(cells.needed("manufacturer"), cells.needed("model")).orElse(null);
        if (known == null) {
            long id = sequences.next("moduletype");
            types.add(id, wanted);
            return () -> new Done(Outcome.CREATED, new Made("moduletype-" + id, Map.of()), note);
        }
        Map<String, String> before = cellsOf(known);
        if (types.correctIfOther(known.id, wanted)) {
            return () -> new Done(Outcome.CHANGED, new Made("moduletype-" + known.id, before), note);
        }
        return () -> new Done(Outcome.UNCHANGED, null, note);
    }

    @Override
    public void undo(Made made) {
        long id = Long.parseLong(made.thing().substring("moduletype-".length()));
        if (made.before().isEmpty()) {
            types.remove(id);
        } else {
            types.correctIfOther(id, figures(new Cells(made.before())));
        }
    }

    /** The columns a type is exported with. */
    static Map<String, String> cellsOf(ModuleType type) {
        Map<String, String> cells = Cells.harmless(type.spec);
        cells.put("kind", type.kind.name().toLowerCase(Locale.ROOT));
        cells.put("manufacturer", Cells.harmless(type.manufacturer));
        cells.put("model", Cells.harmless(type.model));
        if (type.partNumber != null) {
            cells.put("part_number", Cells.harmless(type.partNumber));
        }
        BigDecimal weight = type.weightKg;
        if (weight != null) {
            cells.put("weight_kg", weight.stripTrailingZeros().toPlainString());
        }
        if (type.maxDrawW != null) {
            cells.put("max_draw_w", type.maxDrawW.toString());
        }
        return cells;
    }

    private static Figures figures(Cells cells) {
        String kind = cells.text("kind");
        if (kind == null) {
            kind = cells.raw("inlet") == null ? "OTHER" : "PSU";
        }
        Map<String, String> spec = cells.textBesides(RECKONED);
        return new Figures(
                kind,
                cells.needed("manufacturer"),
                cells.needed("model"),
                cells.text("part_number"),
                cells.decimal("weight_kg"),
                rounded(cells.decimal("max_draw_w")),
                spec);
    }

    private static @Nullable Integer rounded(@Nullable BigDecimal watts) {
        return watts == null ? null : watts.setScale(0, RoundingMode.CEILING).intValueExact();
    }
}
