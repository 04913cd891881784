package myidc.billing.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.locks.ReentrantLock;
import myidc.billing.event.Party;
import myidc.billing.event.TaxGroup;
import myidc.billing.paper.PdfPage.Cell;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jspecify.annotations.Nullable;

/** A paper as PDF: A4, as many pages as it takes, text that can be copied and searched; the same paper, the same bytes. */
public final class PdfPaper {
    private static final float SMALL = 8;
    private static final float PLAIN = 9;
    private static final float LARGE = 18;
    private static final float[] COLUMNS = {24, 227, 46, 74, 44, 96};

    /** The font's file is shared and knows one reader at a time. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

    private final InvoicePaper paper;
    private final PaperLanguage language;

    private PdfPaper(InvoicePaper paper, PaperLanguage language) {
        this.paper = paper;
        this.language = language;
    }

    public static byte[] write(InvoicePaper paper, PaperLanguage language) {
        ONE_AT_A_TIME.lock();
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PaperFont font = new PdfPaper(paper, language).write(document);
            document.save(OutputStream.nullOutputStream());
            font.sayCharacters();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private PaperFont write(PDDocument document) throws IOException {
        describe(document);
        PaperFont font = new PaperFont(document);
        try (PdfPage page = new PdfPage(document, font)) {
            head(page);
            page.repeat(SMALL, columnTitles());
            for (InvoicePaper.Line line : paper.lines()) {
                page.row(SMALL, row(line));
            }
            page.repeat(SMALL, List.of());
            page.rule();
            sums(page);
        }
        PdfPage.number(document, font, paper.number() + "  " + language.word("page"));
        return font;
    }

    private void describe(PDDocument document) {
        Calendar issued = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        issued.setTimeInMillis(paper.dates().issuedAt().toEpochMilli());
        PDDocumentInformation about = document.getDocumentInformation();
        about.setTitle(language.word(paper.kind().name()) + " " + paper.number());
        about.setAuthor(paper.parties().issuer().name());
        about.setCreationDate(issued);
        document.getDocumentCatalog().setLanguage(language.tag());
        document.setDocumentId(paper.id());
    }

    private void head(PdfPage page) {
        page.text(LARGE, language.word(paper.kind().name()));
        page.gap(6);
        fact(page, "number", paper.number());
        fact(page, "corrects", paper.corrects());
        fact(page, "reason", paper.reason());
        fact(page, "issuedOn", paper.dates().issuedOn().toString());
        fact(page, "period", paper.dates().from() + " – " + paper.dates().until());
        if (paper.dates().dueOn() != null) {
            fact(page, "dueOn", paper.dates().dueOn().toString());
        }
        party(page, "issuer", paper.parties().issuer());
        party(page, "buyer", paper.parties().buyer());
        page.gap(10);
    }

    private void party(PdfPage page, String role, Party party) {
        page.gap(8);
        fact(page, role, party.name());
        fact(page, "taxNumber", party.taxNumber());
        fact(page, "address", party.address());
        fact(page, "bank", party.bank());
        fact(page, "email", party.email());
    }

    private void fact(PdfPage page, String word, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            page.row(PLAIN, List.of(Cell.left(language.word(word), 130), Cell.left(value, 381)));
        }
    }

    private List<Cell> columnTitles() {
        List<Cell> titles = new ArrayList<>();
        List<String> words = List.of("line", "text", "hours", "unitPrice", "taxRate", "amount");
        for (int column = 0; column < words.size(); column++) {
            titles.add(new Cell(language.word(words.get(column)), COLUMNS[column], column > 1));
        }
        return titles;
    }

    private List<Cell> row(InvoicePaper.Line line) {
        String what = line.adjusts() == null
                ? line.text()
                : language.word("adjustment") + " " + line.adjusts() + ": " + line.text();
        List<String> texts = List.of(
                Integer.toString(line.number()),
                what,
                line.hours() == 0 ? "" : Long.toString(line.hours()),
                line.unitPrice().signum() == 0 ? "" : line.unitPrice().toPlainString(),
                percent(line.taxRate()),
                figure(line.amount()));
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < texts.size(); column++) {
            cells.add(new Cell(texts.get(column), COLUMNS[column], column > 1));
        }
        return cells;
    }

    private void sums(PdfPage page) {
        sum(page, language.word("subtotal"), paper.sums().subtotal().amount());
        for (TaxGroup group : paper.taxes()) {
            sum(page, group.name() + " " + percent(group.rate()) + " (" + figure(group.net()) + ")", group.tax());
        }
        sum(page, language.word("tax"), paper.sums().tax().amount());
        sum(
                page,
                language.word("total") + " " + paper.currency().getCurrencyCode(),
                paper.sums().total().amount());
    }

    private void sum(PdfPage page, String words, BigDecimal amount) {
        page.row(PLAIN, List.of(Cell.right(words, 391), Cell.right(figure(amount), 120)));
    }

    private String figure(BigDecimal amount) {
        int decimals = Math.max(0, paper.currency().getDefaultFractionDigits());
        return String.format(Locale.ROOT, "%,." + decimals + "f", amount);
    }

    private static String percent(BigDecimal rate) {
        return rate.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
