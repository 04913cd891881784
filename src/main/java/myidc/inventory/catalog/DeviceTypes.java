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
import myidc.inventory.read.DeviceView;
import myidc.platform.asof.Histories;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** The catalogue of device types. */
@Singleton
public final class DeviceTypes {
    private static final BigDecimal HEIGHT_U_MAX = BigDecimal.valueOf(60);
    private static final BigDecimal WEIGHT_KG_MAX = BigDecimal.valueOf(5_000);
    private static final int DRAW_W_MAX = 200_000;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final ModelBook models;
    private final TypesPast<DeviceType> past;

    DeviceTypes(Claims claims, Histories histories, Clock clock) {
        this.models = new ModelBook(claims, "devicetype", InventoryRefusal.DEVICE_TYPE_TAKEN);
        this.past = new TypesPast<>("device_type", DeviceType.class, histories, clock);
    }

    public Optional<DeviceType> find(long id) {
        return DeviceType.findByIdOptional(id);
    }

    /** The type now, or as it was at an instant. */
    public Optional<DeviceType> find(long id, @Nullable Instant asOf) {
        return asOf == null ? find(id) : past.find(id, asOf);
    }

    /** As {@link #list(DeviceCategory, String, Page.Ask)}, or as the catalogue was at an instant, by number. */
    public Page<DeviceType> list(
            @Nullable DeviceCategory category, @Nullable String text, @Nullable Instant asOf, Page.Ask ask) {
        return asOf == null
                ? list(category, text, ask)
                : past.list(
                        new TypesPast.Wish("category", category, text, List.of("manufacturer", "model")), asOf, ask);
    }

    /** Types of a category, or all when null, whose maker or model contains the text. */
    public Page<DeviceType> list(@Nullable DeviceCategory category, @Nullable String text, Page.Ask ask) {
        List<String> terms = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (category != null) {
            terms.add("category = :category");
            values.put("category", category);
        }
        if (text != null && !text.isBlank()) {
            terms.add("lower(manufacturer || ' ' || model)" + ModelBook.LIKE_TEXT);
            values.put("text", ModelBook.containing(text));
        }
        Sort sort = Sort.by("manufacturer", "model");
        PanacheQuery<DeviceType> query =
                terms.isEmpty() ? DeviceType.findAll(sort) : DeviceType.find(String.join(" and ", terms), sort, values);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }

    /** Adds a type, in the transaction under way. */
    public void add(long id, Figures figures) {
        Figures checked = figures.checked();
        models.take(id, checked.name());
        DeviceType type = new DeviceType();
        type.id = id;
        checked.to(type);
        type.persistAndFlush();
        past.shows(id, type);
    }

    /** Corrects a type, in the transaction under way; refused as stale when another version is expected. */
    public void correct(long id, @Nullable Long expectedVersion, Figures figures) {
        DeviceType type = find(id).orElseThrow(() -> unknown(id));
        Check.version(expectedVersion, type.version);
        Figures checked = figures.checked();
        models.rename(id, new ModelBook.Model(type.manufacturer, type.model), checked.name());
        checked.to(type);
        DeviceType.flush();
        past.shows(id, type);
    }

    /** The type of a maker and model, in any case. */
    public Optional<DeviceType> named(String manufacturer, String model) {
        return DeviceType.find(
                        "lower(manufacturer || ' ' || model) = ?1", new ModelBook.Model(manufacturer, model).name())
                .firstResultOptional();
    }

    /** Corrects a type where these figures say something else; false when they do not. */
    public boolean correctIfOther(long id, Figures figures) {
        DeviceType type = find(id).orElseThrow(() -> unknown(id));
        if (figures.checked().sameAs(type)) {
            return false;
        }
        correct(id, null, figures);
        return true;
    }

    /** Takes a type out of the catalogue; refused while devices of it are in the book. */
    public void remove(long id) {
        DeviceType type = find(id).orElseThrow(() -> unknown(id));
        if (DeviceView.count("deviceTypeId", id) > 0) {
            throw Refused.because(InventoryRefusal.DEVICE_TYPE_IN_USE, "Devices of " + type.model + " are in the book");
        }
        models.release(id, new ModelBook.Model(type.manufacturer, type.model));
        type.delete();
        DeviceType.flush();
        past.ends(id);
    }

    public static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.DEVICE_TYPE_NOT_FOUND, "There is no device type " + id);
    }

    /** What is said of a type; null is unknown. */
    public record Figures(
            @Nullable String manufacturer,
            @Nullable String model,
            @Nullable String category,
            @Nullable BigDecimal heightU,
            @Nullable Boolean fullDepth,
            @Nullable BigDecimal weightKg,
            @Nullable Integer maxDrawW,
            @Nullable Integer cpuSockets,
            @Nullable Integer driveBays,
            @Nullable Integer powerSupplies,
            @Nullable String source,
            @Nullable Integer deviceBays,
            @Nullable Map<String, String> spec) {
        private ModelBook.Model name() {
            return new ModelBook.Model(manufacturer, model);
        }

        private Figures checked() {
            BigDecimal height = Check.range("heightU", heightU, BigDecimal.ZERO, HEIGHT_U_MAX);
            if (height.multiply(TWO).stripTrailingZeros().scale() > 0) {
                throw Refused.field(CommonRefusal.INVALID_FIELD, "heightU", "heightU must be in steps of 0.5");
            }
            if (weightKg != null) {
                Check.range("weightKg", weightKg, BigDecimal.ZERO, WEIGHT_KG_MAX);
            }
            optional("maxDrawW", maxDrawW, DRAW_W_MAX);
            optional("cpuSockets", cpuSockets, 64);
            optional("driveBays", driveBays, 1_000);
            optional("powerSupplies", powerSupplies, 100);
            optional("deviceBays", deviceBays, 200);
            return new Figures(
                    Check.text("manufacturer", manufacturer, 60),
                    Check.text("model", model, 100),
                    Check.oneOf("category", category, DeviceCategory.class).name(),
                    height,
                    fullDepth == null || fullDepth,
                    weightKg,
                    maxDrawW,
                    cpuSockets,
                    driveBays,
                    powerSupplies,
                    Check.optionalText("source", source, 300),
                    deviceBays,
                    ModelBook.spec(spec));
        }

        private static void optional(String field, @Nullable Integer value, int most) {
            if (value != null) {
                Check.range(field, value, 0, most);
            }
        }

        private boolean sameAs(DeviceType type) {
            DeviceType other = new DeviceType();
            to(other);
            return other.manufacturer.equals(type.manufacturer)
                    && other.model.equals(type.model)
                    && other.category == type.category
                    && other.fullDepth == type.fullDepth
                    && ModelBook.same(other.heightU, type.heightU)
                    && ModelBook.same(other.weightKg, type.weightKg)
                    && Objects.equals(other.maxDrawW, type.maxDrawW)
                    && Objects.equals(other.cpuSockets, type.cpuSockets)
                    && Objects.equals(other.driveBays, type.driveBays)
                    && Objects.equals(other.powerSupplies, type.powerSupplies)
                    && Objects.equals(other.source, type.source)
                    && Objects.equals(other.deviceBays, type.deviceBays)
                    && other.spec.equals(type.spec);
        }

        private void to(DeviceType type) {
            type.manufacturer = Check.present("manufacturer", manufacturer);
            type.model = Check.present("model", model);
            type.category = Check.oneOf("category", category, DeviceCategory.class);
            type.heightU = Check.present("heightU", heightU);
            type.fullDepth = Check.present("fullDepth", fullDepth);
            type.weightKg = weightKg;
            type.maxDrawW = maxDrawW;
            type.cpuSockets = cpuSockets;
            type.driveBays = driveBays;
            type.powerSupplies = powerSupplies;
            type.source = source;
            type.deviceBays = deviceBays;
            type.spec = spec == null ? Map.of() : new TreeMap<>(spec);
        }
    }
}
