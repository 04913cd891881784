package myidc.imports;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** A row's cells by name; a cell that cannot be read is refused naming its column. */
record Cells(Map<String, String> cells) {
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");

    /** The first of these columns that is filled. */
    @Nullable
    String raw(String... names) {
        for (String name : names) {
            String cell = cells.get(name);
            if (cell != null && !cell.isBlank()) {
                return cell;
            }
        }
        return null;
    }

    /**
     * Text that must not begin as a spreadsheet's formula does. Our own export puts an apostrophe in front of such text;
     * it is taken off again, so that a round trip changes nothing.
     */
    @Nullable
    String text(String... names) {
        for (String name : names) {
            String cell = raw(name);
            if (cell != null) {
                return plain(name, cell);
            }
        }
        return null;
    }

    /** Every column but these, as text; a number may begin with a sign. */
    Map<String, String> textBesides(Collection<String> known) {
        Map<String, String> others = new TreeMap<>(cells);
        others.keySet().removeAll(known);
        others.replaceAll((name, cell) -> NUMBER.matcher(cell).matches() ? cell : plain(name, cell));
        return others;
    }

    private static String plain(String name, String cell) {
        if (cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA_STARTS.indexOf(cell.charAt(1)) >= 0) {
            return cell.substring(1);
        }
        if (!cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0) {
            throw invalid(name, "begins like a formula; put an apostrophe in front when it is meant as text");
        }
        return cell;
    }

    String needed(String... names) {
        String text = text(names);
        if (text == null) {
            throw invalid(names[0], "is required");
        }
        return text;
    }

    @Nullable
    BigDecimal decimal(String... names) {
        String cell = raw(names);
        try {
            return cell == null ? null : new BigDecimal(cell);
        } catch (NumberFormatException e) {
            throw invalid(names[0], "must be a number, not " + cell);
        }
    }

    @Nullable
    Integer whole(String... names) {
        BigDecimal number = decimal(names);
        try {
            return number == null ? null : number.intValueExact();
        } catch (ArithmeticException e) {
            throw invalid(names[0], "must be a whole number");
        }
    }

    boolean truth(String name) {
        String cell = raw(name);
        return cell != null && cell.matches("(?i)true|yes|1|是");
    }

    static Refused invalid(String field, String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
    }

    /** Cells as a spreadsheet may show them without harm. */
    static Map<String, String> harmless(Map<String, String> cells) {
        Map<String, String> safe = new LinkedHashMap<>(cells);
        safe.replaceAll((name, cell) -> NUMBER.matcher(cell).matches() ? cell : harmless(cell));
        return safe;
    }

    /** Text as a spreadsheet may show it without harm. */
    static String harmless(@Nullable String text) {
        return text == null || text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0
                ? String.valueOf(text == null ? "" : text)
                : "'" + text;
    }
}
