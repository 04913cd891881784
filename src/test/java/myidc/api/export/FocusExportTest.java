package myidc.api.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import myidc.TestTenants;
import myidc.billing.IssuedInvoices;
import myidc.billing.event.InvoiceLine;
import myidc.platform.db.Sql;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A month of 2002 with a commitment, a rack, a discount, two shares of a pool, in five invoices; only this test bills it. */
@QuarkusTest
class FocusExportTest {
    private static final YearMonth MAY = YearMonth.parse("2002-05");
    private static final String WINDOW = "from=2002-05-01&to=2002-06-01";
    private static InvoiceId first;

    @Inject
    IssuedInvoices invoices;

    @Inject
    Sql sql;

    @TempDir
    Path folder;

    @BeforeEach
    void fiveInvoices() {
        if (first != null) {
            return;
        }
        String entry = commitment();
        TenantId tenant = new TenantId(TestTenants.open().id());
        InvoiceLine like = IssuedInvoices.usage(1, MAY, 0, "100.00", "account");
        first = invoices.issue(
                tenant,
                MAY,
                List.of(
                        IssuedInvoices.usage(1, MAY, 744, "24.00", "=web"),
                        line(
                                IssuedInvoices.usage(2, MAY, 0, "4800.00", "rack"),
                                2,
                                "rack:whole",
                                "pricebook-900/1",
                                "4800.00"),
                        ofAccount(like, 3, "commitment:base", entry, "100.00"),
                        ofAccount(like, 4, "commitment:base", entry, "-24.00"),
                        ofAccount(like, 5, "discount:loyal", "pricebook-900/2", "-10.00")));
        for (String share : List.of("60.00", "40.00")) {
            TenantId sharer = new TenantId(TestTenants.open().id());
            InvoiceLine usage = IssuedInvoices.usage(1, MAY, 0, share, "pool-77/" + sharer.text());
            invoices.issue(sharer, MAY, List.of(line(usage, 1, "storage:attributed", "pricebook-900/3", share)));
        }
        for (int number = 0; number < 2; number++) {
            invoices.issue(
                    new TenantId(TestTenants.open().id()),
                    MAY,
                    List.of(IssuedInvoices.usage(1, MAY, 10, "0.36", "small")));
        }
    }

    @Test
    void theOutsideCheckerFindsNothing() throws Exception {
        Path checker = Stream.of("../shared", "../../shared")
                .map(shared -> Path.of(shared, "data/focus/focus_check.py"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(checker != null, "NOT CHECKED: ../shared/data/focus/focus_check.py is not here");
        Path file = Files.writeString(folder.resolve("focus.csv"), text("focus.csv?" + WINDOW));

        Process process = new ProcessBuilder("python3", checker.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void aCommitmentsFeeIsBilledOnceAndFallsToWhatWasUsedAndWhatWasNot() throws Exception {
        List<Map<String, Object>> rows = parquet();

        List<Map<String, Object>> own = rows.stream()
                .filter(row -> row.get("CommitmentDiscountId") != null)
                .toList();
        assertThat(own).hasSize(2);
        assertThat(own)
                .filteredOn(row -> "Used".equals(row.get("CommitmentDiscountStatus")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("EffectiveCost", dec("24"))
                        .containsEntry("BilledCost", dec("24"))
                        .containsEntry("CommitmentDiscountQuantity", dec("24")));
        assertThat(own)
                .filteredOn(row -> "Unused".equals(row.get("CommitmentDiscountStatus")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("EffectiveCost", dec("76")));
    }

    @Test
    void aSharedPoolIsOneResourceWhoseCostIsSplitAmongItsTenants() throws Exception {
        List<Map<String, Object>> shares = parquet().stream()
                .filter(row -> "pool-77".equals(row.get("ResourceId")) && "Usage".equals(row.get("ChargeCategory")))
                .toList();

        assertThat(shares)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("ResourceType", "Storage pool")
                        .containsEntry("Tags", "{\"myidc/split-cost-method\":\"chunk-references\"}"));
        assertThat(shares).extracting(row -> row.get("SubAccountId")).doesNotHaveDuplicates();
        assertThat(shares).extracting(row -> row.get("BilledCost")).containsExactlyInAnyOrder(dec("60"), dec("40"));
    }

    @Test
    void parquetHoldsWhatTheCsvHolds() throws Exception {
        List<Map<String, Object>> rows = parquet();
        String csv = text("focus.csv?" + WINDOW);

        assertThat(csv.lines().count() - 1).isEqualTo(rows.size());
        BigDecimal billed = sql.row(
                        "select sum(total) as s from invoice_view where month = ?",
                        row -> row.getBigDecimal("s"),
                        MAY.atDay(1))
                .orElseThrow();
        assertThat(rows.stream()
                        .filter(row -> !"Correction".equals(row.get("ChargeClass")))
                        .map(row -> (BigDecimal) row.get("BilledCost"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(billed);
        assertThat(rows).anySatisfy(row -> assertThat(row).containsEntry("ResourceName", "'=web"));
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.get("BillingPeriodStart").toString()).startsWith("2002-04-30 16:00"));
    }

    @Test
    void aCreditNoteIsACorrectionOfItsOwnMonth() {
        InvoiceId id = invoices.issue(
                new TenantId(TestTenants.open().id()),
                YearMonth.parse("2003-03"),
                List.of(IssuedInvoices.usage(1, YearMonth.parse("2003-03"), 10, "5.00", "web")));
        TestTenants.asOperator()
                .body(Map.of("invoiceId", id.value(), "reason", "=wrong"))
                .post("/admin/v1/credit-notes")
                .then()
                .statusCode(200);
        Instant issued = sql.row(
                        "select issued_at from credit_note_view where invoice_id = ?",
                        row -> Sql.instant(row, "issued_at"),
                        id.value())
                .orElseThrow();

        String rows = text("focus.csv?from=" + issued + "&to=" + issued.plusMillis(1));

        assertThat(rows.lines().filter(row -> row.contains("Correction"))).hasSize(2);
        assertThat(rows).contains(",-5.00,", ",-0.30,");
    }

    @Test
    void pagesByGroupMakeAllPostingsAndCutNoGroup() {
        List<String> lines = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            Response page = get("postings.csv?limit=1&" + WINDOW + (after.isEmpty() ? "" : "&after=" + after));
            page.then().statusCode(200);
            List<String> own = page.asString().lines().skip(1).toList();
            assertThat(own.stream().map(line -> line.split(",", -1)[2]).distinct())
                    .hasSize(1);
            lines.addAll(own);
            after = page.header("X-Next-Cursor") == null ? "" : page.header("X-Next-Cursor");
            pages++;
        } while (!after.isEmpty());

        assertThat(pages).isGreaterThan(1);
        assertThat(lines)
                .isEqualTo(
                        get("postings.csv?" + WINDOW).asString().lines().skip(1).toList());
        get("postings.csv?limit=1&after=nonsense&" + WINDOW)
                .then()
                .statusCode(400)
                .body("field", equalTo("after"));
    }

    @Test
    void aJournalGoesOnFromTheBalancesOfItsFirstPart() {
        Response first = get("journal?format=hledger&limit=1&" + WINDOW);
        String after = first.header("X-Next-Cursor");
        String rest =
                get("journal?format=hledger&after=" + after + "&" + WINDOW).asString();

        assertThat(after).isNotNull();
        assertThat(rest).contains("Opening balances");
        assertThat(rest.lines().filter(line -> line.contains("cause:")).count()
                        + first.asString()
                                .lines()
                                .filter(line -> line.contains("cause:"))
                                .count())
                .isEqualTo(get("journal?format=hledger&" + WINDOW)
                        .asString()
                        .lines()
                        .filter(line -> line.contains("cause:"))
                        .count());
        List<String> asserted = rest.lines().filter(line -> line.contains("= ")).toList();
        assertThat(asserted).isNotEmpty();
        assertThat(get("journal?format=hledger&" + WINDOW).asString().lines()).containsAll(asserted);
    }

    @Test
    void pagesByInvoiceMakeTheWhole() {
        List<String> lines = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            Response page = get("charges?limit=1&" + WINDOW + (after.isEmpty() ? "" : "&after=" + after));
            page.then().statusCode(200);
            page.asString().lines().skip(1).forEach(lines::add);
            after = page.header("X-Next-Cursor") == null ? "" : page.header("X-Next-Cursor");
            pages++;
        } while (!after.isEmpty());

        assertThat(pages).isEqualTo(5);
        assertThat(lines)
                .containsExactlyElementsOf(
                        text("charges?" + WINDOW).lines().skip(1).toList());
    }

    @Test
    void usageHoldsHoursAndNoTermsOfTheAccount() {
        assertThat(text("usage?" + WINDOW)).contains(",744,hours,").doesNotContain("commitment:base");
        get("usage?format=xlsx&" + WINDOW).then().statusCode(200);
    }

    @Test
    void asOfLeavesOutWhatWasNotKnownYet() {
        assertThat(text("focus.csv?" + WINDOW + "&asOf=2001-01-01T00:00:00Z").lines())
                .hasSize(1);
        assertThat(text("charges?" + WINDOW + "&asOf=2100-01-01T00:00:00Z").lines())
                .hasSizeGreaterThan(7);
    }

    @ParameterizedTest
    @CsvSource({
        "focus.csv?asOf=yesterday, asOf",
        "focus.parquet?after=nonsense, after",
        "charges?limit=0, limit",
        "usage?limit=1000000, limit",
        "charges?format=pdf, format"
    })
    void aBadQueryNamesItsField(String path, String field) {
        get(path + "&" + WINDOW).then().statusCode(400).body("field", equalTo(field));
    }

    private List<Map<String, Object>> parquet() throws Exception {
        Path file = folder.resolve("focus.parquet");
        Files.write(
                file,
                get("focus.parquet?" + WINDOW).then().statusCode(200).extract().asByteArray());
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("select * from read_parquet('" + file + "')")) {
            while (result.next()) {
                Map<String, Object> row = new java.util.HashMap<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    Object value = result.getObject(column);
                    row.put(
                            result.getMetaData().getColumnName(column),
                            value instanceof BigDecimal figure ? dec(figure.toPlainString()) : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String commitment() {
        long book = TestTenants.asOperator()
                .body(Map.of("name", "Commitments " + TestTenants.unique(), "currency", "CNY"))
                .post("/admin/v1/price-books")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        // The invoices' made-up prices are called pricebook-1/1, which this book's first one may be in truth.
        entry(book, Map.of("charge", "rack:odd", "from", "2099-01-01T00:00:00Z", "terms", flat()));
        entry(
                book,
                Map.of(
                        "charge",
                        "commitment:base",
                        "from",
                        "2099-01-01T00:00:00Z",
                        "terms",
                        Map.of("model", "COMMITMENT", "figures", Map.of("fee", "100", "covers", "100"))));
        return "pricebook-" + book + "/2";
    }

    private static Map<String, Object> flat() {
        return Map.of("model", "FLAT", "figures", Map.of("price", "1"), "choices", Map.of("proration", "ACTUAL_DAYS"));
    }

    private static void entry(long book, Map<String, Object> body) {
        TestTenants.asOperator()
                .body(body)
                .post("/admin/v1/price-books/" + book + "/entries")
                .then()
                .statusCode(200);
    }

    private static InvoiceLine ofAccount(InvoiceLine like, int number, String charge, String entry, String amount) {
        InvoiceLine line = line(like, number, charge, entry, amount);
        return new InvoiceLine(
                number,
                line.kind(),
                "account",
                "",
                charge,
                null,
                MAY,
                line.from(),
                line.until(),
                0,
                0,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                false,
                entry,
                line.amount(),
                BigDecimal.ZERO,
                List.of());
    }

    private static InvoiceLine line(InvoiceLine like, int number, String charge, String entry, String amount) {
        return new InvoiceLine(
                number,
                like.kind(),
                like.resource(),
                like.resourceName(),
                charge,
                like.region(),
                MAY,
                like.from(),
                like.until(),
                0,
                0,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                false,
                entry,
                new BigDecimal(amount),
                like.tax(),
                like.events());
    }

    private static BigDecimal dec(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }

    private static String text(String path) {
        return get(path).then().statusCode(200).extract().asString();
    }

    private static Response get(String path) {
        return given().auth().oauth2(TestTenants.OPERATOR).accept("*/*").get("/export/v1/" + path);
    }
}
