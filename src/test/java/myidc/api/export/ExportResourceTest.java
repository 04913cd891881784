package myidc.api.export;

import static io.restassured.RestAssured.given;
import static myidc.billing.IssuedInvoices.adjustment;
import static myidc.billing.IssuedInvoices.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import myidc.api.admin.AdminApi;
import myidc.billing.IssuedInvoices;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of two months long past, which only this test bills. */
@QuarkusTest
class ExportResourceTest {
    private static final YearMonth FEBRUARY = YearMonth.parse("2001-02");
    private static final YearMonth MARCH = YearMonth.parse("2001-03");
    private static final String BOTH = "from=2001-02-01&to=2001-04-01";
    private static boolean issued;

    @Inject
    myidc.platform.db.Sql sql;

    @Inject
    IssuedInvoices invoices;

    @TempDir
    Path folder;

    @BeforeEach
    void twoInvoicesOfATenantWithAnOddName() {
        if (issued) {
            return;
        }
        TenantId tenant = new TenantId(AdminApi.made(
                "tenants",
                Map.of(
                        "name",
                        "=SUM(A1) \"梅\", Ltd",
                        "currency",
                        "CNY",
                        "timeZone",
                        "Asia/Shanghai",
                        "email",
                        "a@b.cn")));
        invoices.issue(
                tenant,
                FEBRUARY,
                List.of(
                        usage(1, FEBRUARY, 672, "24.00", "web, \"one\""),
                        usage(2, FEBRUARY, 10, "0.36", "+cmd|' /C calc'!A0")));
        invoices.issue(
                tenant, MARCH, List.of(usage(1, MARCH, 744, "24.00", "web"), adjustment(2, FEBRUARY, "-12.96", "web")));
        issued = true;
    }

    @Test
    void invoicesLedgerAndExportsAddUpToTheSameCent() {
        BigDecimal focus = sum(csv(text("focus.csv?" + BOTH)), "BilledCost");
        BigDecimal sheet = sum(csv(text("invoices?" + BOTH, "text/csv")), "Total");
        BigDecimal documents =
                get("invoices?" + BOTH, "application/json")
                        .jsonPath()
                        .getList("data.total.amount", String.class)
                        .stream()
                        .map(BigDecimal::new)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal journal = text("journal?format=hledger&" + BOTH)
                .lines()
                .filter(line -> line.startsWith("    assets:receivable:") && !line.contains("="))
                .map(line -> new BigDecimal(line.substring(line.indexOf("CNY ") + 4)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(List.of(focus, sheet, documents, journal))
                .allSatisfy(total -> assertThat(total).isEqualByComparingTo("37.52"));
    }

    @Test
    void focusRowsSayWhatTheLinesSay() {
        List<Map<String, String>> rows = csv(text("focus.csv?" + BOTH));

        assertThat(rows).hasSize(8);
        assertThat(rows.getFirst())
                .containsEntry("ChargeCategory", "Usage")
                .containsEntry("BillingPeriodStart", "2001-01-31T16:00:00Z")
                .containsEntry("BilledCost", "24")
                .containsEntry("ListCost", "24.192")
                .containsEntry("PricingQuantity", "672")
                .containsEntry("BillingAccountName", "'=SUM(A1) \"梅\", Ltd")
                .containsEntry("ResourceName", "web, \"one\"")
                .containsEntry("Tags", "");
        assertThat(rows)
                .filteredOn(row -> row.get("ChargeClass").equals("Correction"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("BilledCost", "-12.96")
                        .containsEntry("ChargePeriodStart", "2001-01-31T16:00:00Z")
                        .containsEntry("BillingPeriodStart", "2001-02-28T16:00:00Z")
                        .containsEntry("PricingQuantity", ""));
        assertThat(sum(
                        rows.stream()
                                .filter(row -> row.get("ChargeCategory").equals("Tax"))
                                .toList(),
                        "BilledCost"))
                .isEqualByComparingTo("2.12");
    }

    @Test
    void theOutsideCheckerFindsNothingInTheFocusFile() throws Exception {
        Path checker = Stream.of("../shared", "../../shared")
                .map(shared -> Path.of(shared, "data/focus/focus_check.py"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(checker != null, "NOT CHECKED: ../shared/data/focus/focus_check.py is not here");
        Path file = Files.writeString(folder.resolve("focus.csv"), text("focus.csv?" + BOTH));

        assertAccepts("python3", checker.toString(), file.toString());
    }

    @Test
    void hledgerAcceptsTheJournalStrictly() throws Exception {
        Assumptions.assumeTrue(runs("hledger", "--version"), "NOT CHECKED: hledger is not installed here");
        Path whole = Files.writeString(folder.resolve("whole.journal"), text("journal?format=hledger&" + BOTH));
        Path march = Files.writeString(
                folder.resolve("march.journal"), text("journal?format=hledger&from=2001-03-01&to=2001-04-01"));

        assertAccepts("hledger", "check", "--strict", "-f", whole.toString());
        assertAccepts("hledger", "check", "--strict", "-f", march.toString());
        assertThat(Files.readString(march)).contains("Opening balances");
    }

    @Test
    void beancountAcceptsTheJournal() throws Exception {
        Assumptions.assumeTrue(runs("bean-check", "--version"), "NOT CHECKED: beancount is not installed here");
        paidByHand();
        Path whole = Files.writeString(folder.resolve("whole.beancount"), text("journal?format=beancount&" + BOTH));
        Path all = Files.writeString(
                folder.resolve("all.beancount"), text("journal?format=beancount&from=1990-01-01&to=2100-01-01"));

        assertAccepts("bean-check", whole.toString());
        assertAccepts("bean-check", all.toString());
        assertThat(Files.readString(all)).contains("Liabilities:Wallet:Tenant-", "Assets:Cash:");
    }

    @Test
    void theJournalOfEverythingHoldsMoneyThatIsNoInvoice() throws Exception {
        Assumptions.assumeTrue(runs("hledger", "--version"), "NOT CHECKED: hledger is not installed here");
        paidByHand();
        Path all = Files.writeString(
                folder.resolve("all.journal"), text("journal?format=hledger&from=1990-01-01&to=2100-01-01"));

        assertAccepts("hledger", "check", "--strict", "-f", all.toString());
        assertThat(Files.readString(all)).contains("assets:cash:", "Payment ");
    }

    private void paidByHand() {
        TenantId payer = new TenantId(sql.count("select max(id) from billing_account_view"));
        AdminApi.made(
                "payments",
                java.util.Map.of(
                        "tenantId",
                        payer.value(),
                        "amount",
                        1,
                        "receivedOn",
                        java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                                .minusDays(1)
                                .toString(),
                        "reference",
                        java.util.UUID.randomUUID().toString()));
    }

    @Test
    void whatASpreadsheetWouldRunIsMadeHarmless() {
        assertThat(csv(text("invoices?" + BOTH, "text/csv")))
                .allSatisfy(row -> assertThat(row.get("Tenant")).startsWith("'="))
                .anySatisfy(row -> assertThat(row.get("Amount")).isEqualTo("-12.96"));
        assertThat(csv(text("focus.csv?" + BOTH)))
                .anySatisfy(row -> assertThat(row.get("ResourceName")).startsWith("'+cmd"));
    }

    @Test
    void theWindowTakesThoseMonthsAndNoOther() {
        assertThat(csv(text("focus.csv?from=2001-02-01&to=2001-03-01"))).hasSize(4);
        assertThat(csv(text("focus.csv?from=2001-01-31T16:00:00Z&to=2001-02-01T00:00:00Z")))
                .hasSize(4);
        assertThat(csv(text("focus.csv?from=2001-01-31T16:00:01Z&to=2001-02-01T00:00:00Z")))
                .isEmpty();
        assertThat(csv(text("focus.csv?from=2001-05-01&to=2001-06-01"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "focus.csv, from",
        "focus.csv?from=2001-02-01, to",
        "focus.csv?from=February&to=2001-04-01, from",
        "focus.csv?from=2001-04-01&to=2001-02-01, to",
        "invoices?from=2001-02-31&to=2001-04-01, from",
        "journal?from=2001-02-01&to=2001-04-01, format",
        "journal?format=ledger&from=2001-02-01&to=2001-04-01, format",
    })
    void aBadQueryNamesItsField(String path, String field) {
        get(path, "*/*").then().statusCode(400).body("field", equalTo(field));
    }

    @Test
    void nobodyExportsWithoutACredential() {
        given().get("/export/v1/focus.csv?" + BOTH).then().statusCode(401);
        given().auth().oauth2("wrong").get("/export/v1/invoices?" + BOTH).then().statusCode(401);
    }

    private static String text(String path) {
        return text(path, "*/*");
    }

    private static String text(String path, String accept) {
        return get(path, accept).then().statusCode(200).extract().asString();
    }

    private static Response get(String path, String accept) {
        return given().auth().oauth2("operator-token-of-tests").accept(accept).get("/export/v1/" + path);
    }

    private static BigDecimal sum(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> new BigDecimal(row.get(column))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Map<String, String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append(text.charAt(++at));
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\r') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                rows.add(row);
                row = new ArrayList<>();
            } else {
                cell.append(c);
            }
        }
        return rows.stream().skip(1).map(cells -> named(rows.getFirst(), cells)).toList();
    }

    private static Map<String, String> named(List<String> names, List<String> cells) {
        assertThat(cells).hasSameSizeAs(names);
        Map<String, String> row = new HashMap<>();
        for (int at = 0; at < cells.size(); at++) {
            row.put(names.get(at), cells.get(at));
        }
        return row;
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertAccepts(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s says %s", String.join(" ", command), said)
                .isZero();
    }
}
