package myidc.storage.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and counts that a tool rounded and gave a letter, such as {@code 2.99T} or {@code 896.17 MB}; powers of 1024. */
final class Rounded {
    private static final Pattern LETTER = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)([KMGTPE]?)");
    private static final Pattern WORD = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?) (B|KB|MB|GB|TB|PB|EB)");
    private static final Map<String, Integer> POWERS = Map.ofEntries(
            Map.entry("", 0),
            Map.entry("B", 0),
            Map.entry("K", 1),
            Map.entry("KB", 1),
            Map.entry("M", 2),
            Map.entry("MB", 2),
            Map.entry("G", 3),
            Map.entry("GB", 3),
            Map.entry("T", 4),
            Map.entry("TB", 4),
            Map.entry("P", 5),
            Map.entry("PB", 5),
            Map.entry("E", 6),
            Map.entry("EB", 6));

    private Rounded() {}

    static long letter(Line line, String text, String name) {
        return of(line, LETTER.matcher(text), text, name);
    }

    static long word(Line line, String text, String name) {
        return of(line, WORD.matcher(text), text, name);
    }

    private static long of(Line line, Matcher match, String text, String name) {
        if (!match.matches()) {
            throw line.odd(name + " is not a size as it is printed there: " + text);
        }
        BigDecimal bytes = new BigDecimal(match.group(1))
                .multiply(BigDecimal.valueOf(1L << (10 * POWERS.getOrDefault(match.group(2), 0))));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw line.odd(name + " is beyond what can be: " + text);
        }
        return bytes.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
