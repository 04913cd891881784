package myidc.inventory.catalog;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.event.PartKind;
import myidc.platform.asof.Histories;
import myidc.platform.db.Claims;
import myidc.platform.db.Sql;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** The catalogue of module types. */
@Singleton
public final class ModuleTypes {
    private static final BigDecimal WEIGHT_KG_MAX = BigDecimal.valueOf(500);
    private static final int DRAW_W_MAX = 200_000;

    private final ModelBook models;
    private final TypesPast<ModuleType> past;
    private final Sql sql;

    ModuleTypes(Claims claims, Sql sql, Histories histories, Clock clock) {
        this.models = new ModelBook(claims, "moduletype", InventoryRefusal.MODULE_TYPE_TAKEN);
        this.past = new TypesPast<>("module_type", ModuleType.class, histories, clock);
        this.sql = sql;
    }

    public Optional<ModuleType> find(long id) {
        return ModuleType.findByIdOptional(id);
    }

    /** The type now, or as it was at an instant. */
    public Optional<ModuleType> find(long id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : past.find(id, asOf);
    }

    /** As {@link #list(PartKind, String, Page.Ask)}, or as the catalogue was at an instant, by number. */
    public Page<ModuleType> list(@Nullable PartKind kind, @Nullable String text, @Nullable Instant asOf, Page.Ask ask) {
        return asOf == null
                ? list(kind, text, ask)
                : past.list(
                        new TypesPast.Wish("kind", kind, text, List.of("manufacturer", "model", "partNumber")),
                        asOf,
                        ask);
    }

    /** Types of a kind, or all when null, whose maker, model or part number contains the text. */
    public Page<ModuleType> list(@Nullable PartKind kind, @Nullable String text, Page.Ask ask) {
        List<String> terms = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new HashMap<>();
        if (kind != null) {
            terms.add("kind = :kind");
            values.put("kind", kind);
        }
        if (text != null && !text.isBlank()) {
            terms.add("lower(manufacturer || ' ' || model || ' ' || coalesce(partNumber, ''))" + ModelBook.LIKE_TEXT);
            values.put("text", ModelBook.containing(text));
        }
        PanacheQuery<ModuleType> query =
                ModuleType.find(String.join(" and ", terms), Sort.by("manufacturer", "model"), values);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** The type of a maker and model, in any case. */
    public Optional<ModuleType> named(String manufacturer, String model) {
        return ModuleType.find(
                        "lower(manufacturer || ' ' || model) = ?1", new ModelBook.Model(manufacturer, model).name())
                .firstResultOptional();
    }

    /** Adds a type, in the transaction under way. */
    public void add(long id, Figures figures) {
        Figures checked = figures.checked();
        models.take(id, checked.name());
        ModuleType type = new ModuleType();
        type.id = id;
        checked.to(type);
        type.persistAndFlush();
        past.shows(id, type);
    }

    /** Corrects a type, in the transaction under way; refused as stale when another version is expected. */
    public void correct(long id, @Nullable Long expectedVersion, Figures figures) {
        ModuleType type = find(id).orElseThrow(() -> unknown(id));
        Check.version(expectedVersion, type.version);
        Figures checked = figures.checked();
        models.rename(id, new ModelBook.Model(type.manufacturer, type.model), checked.name());
        checked.to(type);
        ModuleType.flush();
        past.shows(id, type);
    }

    /** Corrects a type where these figures say something else; false when they do not. */
    public boolean correctIfOther(long id, Figures figures) {
        ModuleType type = find(id).orElseThrow(() -> unknown(id));
        if (figures.checked().sameAs(type)) {
            return false;
        }
        correct(id, null, figures);
        return true;
    }

    /** Takes a type out of the catalogue; refused while parts of it are in the book. */
    public void remove(long id) {
        ModuleType type = find(id).orElseThrow(() -> unknown(id));
        if (sql.count("select count(*) from part_view where module_type_id = ?", id) > 0) {
            throw Refused.because(InventoryRefusal.MODULE_TYPE_IN_USE, "Parts of this type are in the book");
        }
        models.release(id, new ModelBook.Model(type.manufacturer, type.model));
        type.delete();
        ModuleType.flush();
        past.ends(id);
    }

    public static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.MODULE_TYPE_NOT_FOUND, "There is no module type " + id);
    }

    /** What is said of a type; null is unknown. */
    public record Figures(
            @Nullable String kind,
            @Nullable String manufacturer,
            @Nullable String model,
            @Nullable String partNumber,
            @Nullable BigDecimal weightKg,
            @Nullable Integer maxDrawW,
            @Nullable Map<String, String> spec) {
        private ModelBook.Model name() {
            return new ModelBook.Model(manufacturer, model);
        }

        private Figures checked() {
            if (weightKg != null) {
                Check.range("weightKg", weightKg, BigDecimal.ZERO, WEIGHT_KG_MAX);
            }
            if (maxDrawW != null) {
                Check.range("maxDrawW", maxDrawW, 0, DRAW_W_MAX);
            }
            return new Figures(
                    Check.oneOf("kind", kind, PartKind.class).name(),
                    Check.text("manufacturer", manufacturer, 60),
                    Check.text("model", model, 100),
                    Check.optionalText("partNumber", partNumber, 80),
                    weightKg,
                    maxDrawW,
                    ModelBook.spec(spec));
        }

        private boolean sameAs(ModuleType type) {
            return type.kind.name().equals(kind)
                    && type.manufacturer.equals(manufacturer)
                    && type.model.equals(model)
                    && Objects.equals(type.partNumber, partNumber)
                    && ModelBook.same(type.weightKg, weightKg)
                    && Objects.equals(type.maxDrawW, maxDrawW)
                    && type.spec.equals(spec);
        }

        private void to(ModuleType type) {
            type.kind = Check.oneOf("kind", kind, PartKind.class);
            type.manufacturer = Check.present("manufacturer", manufacturer);
            type.model = Check.present("model", model);
            type.partNumber = partNumber;
            type.weightKg = weightKg;
            type.maxDrawW = maxDrawW;
            type.spec = spec == null ? Map.of() : new TreeMap<>(spec);
        }
    }
}
