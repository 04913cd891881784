package myidc.api;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Rows as an Office Open XML workbook, written as they come; a sheet that is full is followed by another. */
public final class XlsxRows implements Rows {
    /** A sheet holds 1,048,576 rows. */
    private static final int ROWS_OF_SHEET = 1_000_000;

    private static final int ROWS_IN_MEMORY = 1_000;
    /** What a cell holds at most. */
    private static final int TEXT_LENGTH_MAX = 32_767;

    private final Workbook book;
    private final String name;
    private Worksheet sheet;
    private int sheets = 1;
    private int next;

    public XlsxRows(OutputStream out, String name) {
        this.book = new Workbook(out, "MyIDC", null);
        this.name = name;
        this.sheet = book.newWorksheet(name);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        try {
            if (next == ROWS_OF_SHEET) {
                sheet.finish();
                sheets++;
                sheet = book.newWorksheet(name + " " + sheets);
                next = 0;
            }
            for (int column = 0; column < cells.size(); column++) {
                cell(column, cells.get(column));
            }
            next++;
            if (next % ROWS_IN_MEMORY == 0) {
                sheet.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            sheet.finish();
            book.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cell(int column, @Nullable Object cell) {
        if (cell instanceof Number figure) {
            sheet.value(next, column, figure);
        } else if (cell != null) {
            String text = Csv.text(cell.toString());
            sheet.inlineString(
                    next, column, text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text);
        }
    }
}
