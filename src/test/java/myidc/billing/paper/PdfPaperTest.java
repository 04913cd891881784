package myidc.billing.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is printed can be read again. */
class PdfPaperTest {
    @ParameterizedTest
    @EnumSource(PaperLanguage.class)
    void everyFigureAndNameCanBeCopiedOutOfIt(PaperLanguage language) throws IOException {
        String text = text(PdfPaper.write(SamplePapers.invoice(), language));

        assertThat(text)
                .contains("上海云数据中心有限公司", "喆堃科技 Zhekun <&> Ltd", "91310000MA1K0002XX", "SH/2026/0017")
                .contains("2026-06-01 – 2026-06-30", "2026-07-16")
                .contains("24.00", "0.36", "4,800.00", "-12.96", "机柜 A-01", "0.036", "13%")
                .contains("0.68", "624.00", "5,436.08");
    }

    @Test
    void theWordsAreOfTheLanguageThatWasAskedFor() throws IOException {
        assertThat(text(PdfPaper.write(SamplePapers.invoice(), PaperLanguage.ZH_CN)))
                .contains("账单", "价税合计")
                .doesNotContain("Billed to");
        assertThat(text(PdfPaper.write(SamplePapers.invoice(), PaperLanguage.EN)))
                .contains("Invoice", "Billed to")
                .doesNotContain("价税合计");
        assertThat(text(PdfPaper.write(SamplePapers.invoice(), PaperLanguage.BOTH)))
                .contains("账单 Invoice", "价税合计 Total");
    }

    @Test
    void aCreditNoteNamesItsInvoiceAndItsReason() throws IOException {
        assertThat(text(PdfPaper.write(SamplePapers.creditNote(), PaperLanguage.BOTH)))
                .contains("红字账单 Credit note", "SH-CN-000003", "SH/2026/0017", "wrong rack", "5,424.00");
    }

    @Test
    void allFontsAreEmbeddedAndNoMoreOfThemThanIsUsed() throws IOException {
        byte[] bytes = PdfPaper.write(SamplePapers.invoice(), PaperLanguage.BOTH);

        assertThat(bytes).hasSizeLessThan(200_000);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            for (PDPage page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).matches("[A-Z]{6}\\+.*NotoSansSC.*");
                }
            }
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("账单 Invoice SH/2026/0017");
        }
    }

    @Test
    void aLongInvoiceGoesOnOverPagesWithItsColumnTitlesAndLosesNoLine() throws IOException {
        byte[] bytes = PdfPaper.write(SamplePapers.long_(300), PaperLanguage.EN);

        try (PDDocument document = Loader.loadPDF(bytes)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(5);
            for (int page = 1; page < pages; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document)).contains("Description", "Page " + page + " / " + pages);
            }
        }
        String text = text(bytes);
        for (int number = 1; number <= 300; number++) {
            assertThat(text).contains("machine-" + number);
        }
    }

    @Test
    void whatTheFontLacksIsReplacedAndBreaksNothing() throws IOException {
        InvoicePaper odd = SamplePapers.untaxed();
        InvoicePaper named = new InvoicePaper(
                odd.kind(),
                odd.id(),
                odd.number(),
                null,
                null,
                odd.parties(),
                odd.dates(),
                List.of(
                        SamplePapers.line(1, "web\u0000\u202e\t𐍈 end", null, 0, "0", "0.36", "0"),
                        SamplePapers.line(2, "x".repeat(4_000), null, 0, "0", "0", "0")),
                odd.taxes(),
                odd.sums());

        assertThat(text(PdfPaper.write(named, PaperLanguage.EN))).contains("web", "end");
    }

    @Test
    void theSamePaperIsTheSameBytes() {
        assertThat(PdfPaper.write(SamplePapers.invoice(), PaperLanguage.BOTH))
                .isEqualTo(PdfPaper.write(SamplePapers.invoice(), PaperLanguage.BOTH));
    }

    private static String text(byte[] bytes) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
