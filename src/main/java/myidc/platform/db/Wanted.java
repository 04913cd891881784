package myidc.platform.db;

import java.util.Locale;

/**
 * Text that somebody looks for in names, and how many of each kind of thing are wanted. Fewer than three letters are
 * looked for at the beginning of a name only: an index of letter triples knows no shorter middle.
 *
 * @param text in lower case
 * @param most how many hits of a kind are read
 */
public record Wanted(String text, int most) {
    private static final int ANYWHERE_FROM = 3;

    public static Wanted of(String text, int most) {
        return new Wanted(text.strip().toLowerCase(Locale.ROOT), most);
    }

    /** Pattern for names that begin with the text. */
    public String beginning() {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** Pattern for names in which the text is found. */
    public String pattern() {
        return text.length() < ANYWHERE_FROM ? beginning() : "%" + beginning();
    }
}
