package myidc.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values after RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe in front;
 * figures go as they are, so a negative amount stays a number.
 */
public final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private final Writer out;

    public Csv(Writer out) {
        this.out = out;
    }

    public void row(List<@Nullable String> cells) {
        try {
            for (int index = 0; index < cells.size(); index++) {
                if (index > 0) {
                    out.write(',');
                }
                String cell = cells.get(index);
                if (cell != null) {
                    out.write(quoted(cell));
                }
            }
            out.write("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text that came from people, made harmless. */
    public static String text(String fromPeople) {
        return !fromPeople.isEmpty() && FORMULA_STARTS.indexOf(fromPeople.charAt(0)) >= 0
                ? "'" + fromPeople
                : fromPeople;
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
