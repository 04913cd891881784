package myidc.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a table row by row. A cell is text, a number, a time of {@code java.time} or nothing; text that a spreadsheet would
 * run as a formula is made harmless, numbers stay numbers.
 */
public interface Rows extends AutoCloseable {
    void row(List<? extends @Nullable Object> cells);

    /** Writes what is left; nothing may follow. */
    @Override
    void close();
}
