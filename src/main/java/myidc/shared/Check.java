package myidc.shared;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks on request fields; each refusal names the field and the rule it breaks. */
public final class Check {
    private Check() {}

    /** The value, without blanks at its ends; refused when absent, blank or longer than {@code lengthMax} characters. */
    public static String text(String field, @Nullable String value, int lengthMax) {
        if (value == null || value.isBlank()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " is required");
        }
        String stripped = value.strip();
        if (stripped.length() > lengthMax) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, field, field + " must have at most " + lengthMax + " characters");
        }
        return stripped;
    }

    /** Like {@link #text}, but null and blank read as null. */
    public static @Nullable String optionalText(String field, @Nullable String value, int lengthMax) {
        return value == null || value.isBlank() ? null : text(field, value, lengthMax);
    }

    public static long range(String field, @Nullable Long value, long least, long most) {
        if (value == null) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " is required");
        }
        if (value < least || value > most) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, field, field + " must be between " + least + " and " + most);
        }
        return value;
    }

    public static int range(String field, @Nullable Integer value, int least, int most) {
        return Math.toIntExact(range(field, value == null ? null : Long.valueOf(value), (long) least, (long) most));
    }

    public static String matches(String field, @Nullable String value, Pattern pattern, String rule) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
        }
        return value;
    }

    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " is required");
        }
        return value;
    }

    /** Refuses as stale when a version is expected and the current one is another. */
    public static void version(@Nullable Long expected, @Nullable Long current) {
        if (expected != null && !expected.equals(current)) {
            throw Refused.field(
                    CommonRefusal.VERSION_STALE,
                    "If-Match",
                    "The current version is \"" + current + "\", not \"" + expected + "\"");
        }
    }

    public static BigDecimal range(String field, @Nullable BigDecimal value, BigDecimal least, BigDecimal most) {
        BigDecimal given = present(field, value);
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    field,
                    field + " must be between " + least.toPlainString() + " and " + most.toPlainString());
        }
        return given;
    }

    /** One of an enum's constants by name, in any case; the refusal lists them. */
    public static <E extends Enum<E>> E oneOf(String field, @Nullable String value, Class<E> type) {
        String name = present(field, value).strip().toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw Refused.field(
                CommonRefusal.INVALID_FIELD,
                field,
                field + " must be one of " + Arrays.toString(type.getEnumConstants()));
    }

    /** The zone a text names, such as {@code Asia/Shanghai}. */
    public static ZoneId zone(String field, @Nullable String value) {
        try {
            return ZoneId.of(text(field, value, 60));
        } catch (DateTimeException e) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be an IANA zone like Asia/Shanghai");
        }
    }
}
