package myidc.inventory.catalog;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import myidc.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** What the catalogues of types have in common: a maker's model is taken once, in any case, and figures are bounded alike. */
final class ModelBook {
    private static final int SPEC_MAX = 100;
    private static final int SPEC_VALUE_MAX = 4_000;

    /** Named escape and all: HQL knows none by itself, whatever the database does. */
    static final String LIKE_TEXT = " like :text escape '!'";

    private final Claims claims;
    private final String kind;
    private final Refusal taken;

    /** The models of one kind of type, such as devicetype; {@code taken} says that another type has the name. */
    ModelBook(Claims claims, String kind, Refusal taken) {
        this.claims = claims;
        this.kind = kind;
        this.taken = taken;
    }

    void take(long id, Model model) {
        claims.take(new Claims.Claim(claim(), model.name(), "model"), holder(id), taken);
    }

    void rename(long id, Model before, Model after) {
        if (!before.name().equals(after.name())) {
            take(id, after);
            release(id, before);
        }
    }

    void release(long id, Model model) {
        claims.release(claim(), model.name(), holder(id));
    }

    private String claim() {
        return "inventory." + kind;
    }

    private String holder(long id) {
        return kind + "-" + id;
    }

    /** A pattern of {@link #LIKE_TEXT} for what contains the text as it is written, in any case. */
    static String containing(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return "%" + plain.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** What a maker says beyond the figures, bounded; nothing is an empty map. */
    static Map<String, String> spec(@Nullable Map<String, String> given) {
        Map<String, String> spec = given == null ? Map.of() : given;
        Check.range("spec", spec.size(), 0, SPEC_MAX);
        spec.values().forEach(value -> Check.optionalText("spec", value, SPEC_VALUE_MAX));
        return Map.copyOf(spec);
    }

    /** Whether two figures are the same amount, however many decimals are written. */
    static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }

    /** A maker's model. */
    record Model(@Nullable String manufacturer, @Nullable String model) {
        /** As it is claimed and looked for: in lower case. */
        String name() {
            return (manufacturer + " " + model).toLowerCase(Locale.ROOT);
        }
    }
}
