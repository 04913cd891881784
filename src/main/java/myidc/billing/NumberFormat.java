package myidc.billing;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;

/** How an entity prints the numbers of its papers; the serial must be in it, so that no two print alike. */
final class NumberFormat {
    static final String PLAIN = "{entity}-{serial:6}";
    private static final Pattern PART = Pattern.compile("\\{(entity|year|serial)(?::([1-9]))?}");
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9/._-]*");

    private NumberFormat() {}

    static void check(String format) {
        String text = PART.matcher(Check.text("numberFormat", format, 60)).replaceAll("");
        if (!TEXT.matcher(text).matches()) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "numberFormat",
                    "numberFormat may hold {entity}, {year}, {serial:6}, letters, digits and / . _ -");
        }
        if (!format.contains("{serial")) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "numberFormat", "numberFormat must hold {serial}");
        }
    }

    static String print(String format, String entity, int year, long serial) {
        Matcher parts = PART.matcher(format);
        StringBuilder printed = new StringBuilder();
        while (parts.find()) {
            String width = parts.group(2);
            String part = switch (parts.group(1)) {
                case "entity" -> entity;
                case "year" -> Integer.toString(year);
                default ->
                    width == null ? Long.toString(serial) : String.format(Locale.ROOT, "%0" + width + "d", serial);
            };
            parts.appendReplacement(printed, Matcher.quoteReplacement(part));
        }
        return parts.appendTail(printed).toString();
    }
}
