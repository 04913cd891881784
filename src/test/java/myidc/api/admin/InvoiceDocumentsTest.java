package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.billing.IssuedInvoices;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.reconcile.DeskTrial;
import myidc.platform.db.Sequences;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invoices and credit notes as files through the doors of finance and tenant. */
@QuarkusTest
class InvoiceDocumentsTest {
    private static final YearMonth JUNE = YearMonth.parse("2026-06");

    @Inject
    DeskTrial trial;

    @Inject
    IssuedInvoices issued;

    @Inject
    Sequences sequences;

    @Test
    void aPdfHoldsTheInvoiceAsItStands() throws Exception {
        InvoiceId id = billed(account());

        byte[] pdf = ours(id, "format=pdf&language=both")
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("账单 Invoice", "30.00", "=cmd|web");
        }
    }

    @Test
    void sheetsKeepNumbersNumbersAndFormulasText() throws Exception {
        InvoiceId id = billed(account());

        byte[] sheet = ours(id, "format=xlsx").statusCode(200).extract().asByteArray();
        String csv = ours(id, "format=csv").statusCode(200).extract().asString();

        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(sheet))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(2);
            assertThat(rows.get(1).getCell(11).asNumber()).isEqualByComparingTo(new BigDecimal("30"));
            assertThat(rows.get(1).stream().map(cell -> cell == null ? CellType.EMPTY : cell.getType()))
                    .doesNotContain(CellType.FORMULA);
        }
        assertThat(csv).contains(",30,").contains("g6-nanode-1 - =cmd|web");
    }

    @Test
    void ublIsWrittenAndAStatementOfADepartmentIsRefusedAsUbl() {
        AccountRow account = account();
        assertThat(ours(billed(account), "format=ubl").statusCode(200).extract().asString())
                .contains("urn:cen.eu:en16931:2017");

        TestTenants.asOperator()
                .body(Map.of("title", "Research", "internal", true))
                .put("/admin/v1/purses/" + account.id().value() + "/title")
                .then()
                .statusCode(200);
        InvoiceId statement = trial.billed(
                account,
                JUNE.plusMonths(1),
                List.of(IssuedInvoices.usage(1, JUNE.plusMonths(1), 10, "3.00", "a")),
                false);

        ours(statement, "format=pdf&language=en").statusCode(200);
        ours(statement, "format=ubl").statusCode(409).body("code", equalTo("billing.STATEMENT_IS_NO_INVOICE"));
    }

    @Test
    void aCreditNoteHasFilesOfItsOwn() throws Exception {
        InvoiceId id = billed(account());
        long serial = TestTenants.asOperator()
                .body(Map.of("invoiceId", id.value(), "reason", "wrong plan"))
                .post("/admin/v1/credit-notes")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("serial");

        byte[] pdf = ours(id, "language=en&creditNote=" + serial)
                .statusCode(200)
                .extract()
                .asByteArray();

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Credit note", "wrong plan", "30.00");
        }
        assertThat(ours(id, "format=ubl&creditNote=" + serial).extract().asString())
                .contains("CreditNoteTypeCode>381<");
        ours(id, "creditNote=" + (serial + 1_000))
                .statusCode(404)
                .body("code", equalTo("billing.CREDIT_NOTE_NOT_FOUND"))
                .body("field", equalTo("creditNote"));
    }

    @Test
    void aTenantReadsItsOwnPapersAndNoOthers() {
        TestTenant owner = TestTenants.open();
        InvoiceId id = issued.issue(
                new TenantId(owner.id()), JUNE, List.of(IssuedInvoices.usage(1, JUNE, 10, "30.00", "web")));

        owner.call()
                .get("/portal/v1/invoice-documents/" + id.value() + "?language=zh-CN")
                .then()
                .statusCode(200);
        TestTenants.open()
                .call()
                .get("/portal/v1/invoice-documents/" + id.value())
                .then()
                .statusCode(404);
        given().get("/portal/v1/invoice-documents/" + id.value()).then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"format=doc, format", "language=fr, language"})
    void whatThereIsNotIsRefusedByName(String query, String field) {
        ours(billed(account()), query).statusCode(400).body("field", equalTo(field));
    }

    private static ValidatableResponse ours(InvoiceId id, String query) {
        return TestTenants.asOperator()
                .get("/admin/v1/invoice-documents/" + id.value() + "?" + query)
                .then();
    }

    private AccountRow account() {
        return trial.opened(new TenantId(620_000_000L + sequences.next("invoicerun")), "PAPERS");
    }

    private InvoiceId billed(AccountRow account) {
        return trial.billed(account, JUNE, List.of(IssuedInvoices.usage(1, JUNE, 10, "30.00", "=cmd|web")), false);
    }
}
