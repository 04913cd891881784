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
    private final StringBuilder line = new StringBuilder(512);

    public Csv(Writer out) {
        this.out = out;
    }

    public void row(List<@Nullable String> cells) {
        line.setLength(0);
        for (int index = 0; index < cells.size(); index++) {
            if (index > 0) {
                line.append(',');
            }
            String cell = cells.get(index);
            if (cell != null) {
                append(cell);
            }
        }
        line.append("\r\n");
        try {
            out.append(line);
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

    private void append(String cell) {
        if (isPlain(cell)) {
            line.append(cell);
        } else {
            line.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }

    /** A loop, since a million rows of sixty cells ask it. */
    private static boolean isPlain(String cell) {
        for (int index = 0; index < cell.length(); index++) {
            char c = cell.charAt(index);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }
}
