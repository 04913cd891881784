package myidc.shared;

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
}
