package myidc.network;

import java.util.Locale;
import java.util.regex.Pattern;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Names of hosts as DNS knows them: RFC 1123, section 2.1, and RFC 1035, section 2.3.4. */
public final class HostName {
    public static final int LENGTH_MAX = 253;

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile(LABEL + "(\\." + LABEL + ")+");

    private HostName() {}

    /** The name in lower case, without the dot at its end; refused, naming the field, when it is none. */
    public static String of(String field, @Nullable String text) {
        String name = text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (name.length() > LENGTH_MAX || !FORM.matcher(name).matches()) {
            throw Refused.field(
                    NetworkRefusal.HOST_NAME_INVALID,
                    field,
                    field + " must be a host name like web-1.example.com, at most 253 characters");
        }
        return name;
    }

    /**
     * One label made of any text: letters and digits of ASCII stay, all else becomes a hyphen; never empty and at most
     * 63 characters.
     */
    public static String label(String text, String otherwise) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String cut = plain.length() > 63 ? plain.substring(0, 63).replaceAll("-+$", "") : plain;
        return cut.isEmpty() ? otherwise : cut;
    }
}
