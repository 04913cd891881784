package myidc.billing.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** Writes from the top of a page down and goes on with a new one when it is full. */
final class PdfPage implements AutoCloseable {
    static final float MARGIN = 42;
    private static final float FOOT = 60;
    private static final float LEADING = 1.45f;

    private final PDDocument document;
    private final PaperFont font;
    private @Nullable PDPageContentStream out;
    private float y;
    private float repeatedSize;
    private List<Cell> repeated = List.of();

    PdfPage(PDDocument document, PaperFont font) {
        this.document = document;
        this.font = font;
    }

    /** A row printed now and again at the top of every further page; an empty one ends that. */
    void repeat(float size, List<Cell> row) {
        repeated = row;
        repeatedSize = size;
        if (!row.isEmpty()) {
            row(size, row);
            rule();
        }
    }

    void text(float size, String text) {
        row(size, List.of(Cell.left(text, PDRectangle.A4.getWidth() - 2 * MARGIN)));
    }

    void gap(float points) {
        y -= points;
    }

    /** Cells side by side, each wrapped within its width; a row stays on one page where it fits on one. */
    void row(float size, List<Cell> cells) {
        List<List<String>> wrapped = cells.stream()
                .map(cell -> wrap(font.printable(cell.text()), cell.width() - 4, size))
                .toList();
        int lines = wrapped.stream().mapToInt(List::size).max().orElse(0);
        float height = size * LEADING;
        if (out == null || y - Math.min(lines, 20) * height < FOOT) {
            turn();
        }
        for (int line = 0; line < lines; line++) {
            if (y - height < FOOT) {
                turn();
            }
            y -= height;
            float x = MARGIN;
            for (int column = 0; column < cells.size(); column++) {
                Cell cell = cells.get(column);
                if (line < wrapped.get(column).size()) {
                    String text = wrapped.get(column).get(line);
                    show(text, size, cell.right() ? x + cell.width() - font.width(text, size) : x);
                }
                x += cell.width();
            }
        }
    }

    void rule() {
        try {
            PDPageContentStream page = page();
            y -= 4;
            page.setLineWidth(0.5f);
            page.moveTo(MARGIN, y);
            page.lineTo(PDRectangle.A4.getWidth() - MARGIN, y);
            page.stroke();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers all pages at their foot. */
    static void number(PDDocument document, PaperFont font, String words) throws IOException {
        int pages = document.getNumberOfPages();
        for (int index = 0; index < pages; index++) {
            try (PDPageContentStream foot = new PDPageContentStream(
                    document, document.getPage(index), PDPageContentStream.AppendMode.APPEND, true, true)) {
                foot.beginText();
                foot.setFont(font.font(), 8);
                foot.newLineAtOffset(MARGIN, 36);
                foot.showText(font.printable(words + " " + (index + 1) + " / " + pages));
                foot.endText();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    private void show(String text, float size, float x) {
        if (text.isEmpty()) {
            return;
        }
        try {
            PDPageContentStream page = page();
            page.beginText();
            page.setFont(font.font(), size);
            page.newLineAtOffset(x, y);
            page.showText(text);
            page.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDPageContentStream page() {
        if (out == null) {
            turn();
        }
        return java.util.Objects.requireNonNull(out);
    }

    private void turn() {
        try {
            close();
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            out = new PDPageContentStream(document, page);
            y = PDRectangle.A4.getHeight() - MARGIN;
            if (!repeated.isEmpty()) {
                row(repeatedSize, repeated);
                rule();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines no wider than {@code width}: broken after a blank where there is one, else anywhere, as Chinese is. */
    private List<String> wrap(String text, float width, float size) {
        List<String> lines = new ArrayList<>();
        float limit = width * 1000 / size;
        int start = 0;
        int blank = -1;
        float used = 0;
        for (int index = 0; index < text.length(); ) {
            int point = text.codePointAt(index);
            float wide = font.width(point);
            if (used + wide > limit && index > start) {
                int end = blank > start ? blank : index;
                lines.add(text.substring(start, end).strip());
                start = end;
                blank = -1;
                index = start;
                used = 0;
                continue;
            }
            used += wide;
            index += Character.charCount(point);
            if (point == ' ') {
                blank = index;
            }
        }
        lines.add(text.substring(start).strip());
        return lines;
    }

    /** Text within a column. */
    record Cell(String text, float width, boolean right) {
        static Cell left(String text, float width) {
            return new Cell(text, width, false);
        }

        static Cell right(String text, float width) {
            return new Cell(text, width, true);
        }
    }
}
