package myidc.billing;

import static io.restassured.RestAssured.given;
import static myidc.billing.IssuedInvoices.adjustment;
import static myidc.billing.IssuedInvoices.charged;
import static myidc.billing.IssuedInvoices.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import myidc.TestTenants;
import myidc.billing.AccountCommand.SetInternal;
import myidc.billing.read.Accounts.AccountRow;
import myidc.shared.id.InvoiceId;
import org.junit.jupiter.api.Test;

/** From an invoice to the number of its fapiao, and to the red letter that takes it back. */
@QuarkusTest
class FapiaoStoryTest extends MoneyStory {
    private static final Pattern REFERENCE = Pattern.compile("&#x([0-9a-f]+);");

    @Test
    void aBatchLeavesAsAFileAndItsNumbersComeBack() {
        Books books = taxed();
        AccountRow account = titled(books, "NORMAL");
        InvoiceId invoice =
                trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "100.00", "a"), rack(2, JUNE, "200.00")), false);

        waiting(books)
                .body("data", hasSize(1))
                .body("data[0].invoiceId", equalTo((int) invoice.value()))
                .body("data[0].net.amount", equalTo("300.00"))
                .body("data[0].lacks", hasSize(0));
        long batch = made(books);

        String number = number(account, 1);
        List<String> file = file(batch, "csv").lines().toList();
        assertThat(file).hasSize(3);
        assertThat(file.get(0)).startsWith("发票流水号,发票类型,购买方名称");
        assertThat(file.get(1))
                .startsWith("FP" + batch + "-1,普通发票,云上公司,91310000MA1K35")
                .contains(",信息系统服务,3040203000000000000,100.00,0.06,6.00,106.00,否,,");
        assertThat(file.get(2)).contains(",200.00,0.09,18.00,218.00,否,,");
        assertThat(sheet(batch, 1)).contains("发票流水号").contains("受票方自然人标识").contains("云上公司");
        assertThat(sheet(batch, 1))
                .as("bank and account stand apart, amounts include tax")
                .contains(">招商银行<")
                .contains(">621488001234<")
                .contains(">是<");
        assertThat(sheet(batch, 2))
                .contains(">FP" + batch + "-1<")
                .contains(">106.00<")
                .contains(">218.00<")
                .contains(">0.09<")
                .doesNotContain("<v>");

        answered(batch, Map.of("place", 1, "number", number, "issuedOn", "2026-07-02"))
                .statusCode(200)
                .body("issued", equalTo(1))
                .body("fapiaos[0].state", equalTo("ISSUED"))
                .body("fapiaos[0].number", equalTo(number));
        answered(batch, Map.of("place", 1, "number", number, "issuedOn", "2026-07-02"))
                .statusCode(200);
        answered(batch, Map.of("place", 1, "number", number(account, 2), "issuedOn", "2026-07-02"))
                .statusCode(409)
                .body("code", equalTo("billing.FAPIAO_ANSWERED"));
        waiting(books).body("data", hasSize(0));
    }

    @Test
    void aCreditNoteBecomesARedLetterOfTheFapiaoThatWasIssued() {
        Books books = taxed();
        AccountRow account = titled(books, "SPECIAL");
        InvoiceId invoice = trial.billed(
                account, JUNE, List.of(usage(1, JUNE, 10, "100.00", "a"), usage(2, JUNE, 10, "50.00", "b")), false);
        long batch = made(books);
        credit(invoice, List.of(2));
        waiting(books).body("data", hasSize(0));

        String number = number(account, 1);
        answered(batch, Map.of("place", 1, "number", number, "issuedOn", "2026-07-02"))
                .statusCode(200);

        waiting(books)
                .body("data", hasSize(1))
                .body("data[0].redFor", equalTo(number))
                .body("data[0].net.amount", equalTo("-50.00"))
                .body("data[0].title", equalTo("云上公司"));
        long red = made(books);
        assertThat(file(red, "csv")).contains("增值税专用发票").contains(",-50.00,0.06,-3.00,-53.00,否," + number + ",");
        assertThat(sheet(red, 1))
                .as("a red letter is not imported as a blue one")
                .doesNotContain("云上公司");
        assertThat(sheet(red, 5))
                .contains(">" + number + "<")
                .contains(">-53.00<")
                .doesNotContain("'-53.00");
        answered(red, Map.of("place", 1, "number", number, "issuedOn", "2026-07-03"))
                .statusCode(409)
                .body("code", equalTo("billing.FAPIAO_NUMBER_TAKEN"));
    }

    @Test
    void whatWasRejectedWaitsAgainAndTheBatchKeepsTheReason() {
        Books books = taxed();
        AccountRow account = titled(books, "NORMAL");
        trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "100.00", "a")), false);
        long batch = made(books);
        waiting(books).body("data", hasSize(0));

        answered(batch, Map.of("place", 1, "rejected", "Title is not registered"))
                .statusCode(200)
                .body("rejected", equalTo(1))
                .body("fapiaos[0].reason", equalTo("Title is not registered"));

        waiting(books).body("data", hasSize(1));
        assertThat(made(books)).isGreaterThan(batch);
    }

    @Test
    void oneInvoiceIsInOneBatchHoweverManyAskAtOnce() throws Exception {
        Books books = taxed();
        AccountRow account = titled(books, "NORMAL");
        trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "100.00", "a")), false);

        Callable<Integer> ask =
                () -> post("batches", Map.of("entity", books.code())).extract().statusCode();
        List<Integer> answers;
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            answers = clients.invokeAll(List.of(ask, ask, ask, ask)).stream()
                    .map(FapiaoStoryTest::result)
                    .sorted()
                    .toList();
        }

        assertThat(answers).containsExactly(200, 409, 409, 409);
    }

    @Test
    void whatLacksSomethingStaysBehindAndSaysWhat() {
        Books books = taxed();
        AccountRow account = titled(books, "NORMAL");
        InvoiceId invoice = trial.billed(
                account,
                JUNE,
                List.of(
                        usage(1, JUNE, 10, "100.00", "a"),
                        charged(adjustment(2, JUNE.minusMonths(1), "-50.00", "rack"), "rack:whole")),
                false);

        waiting(books).body("data[0].lacks", equalTo(List.of("ONE_SIGN")));
        post("batches", Map.of("entity", books.code()))
                .statusCode(409)
                .body("code", equalTo("billing.NO_FAPIAO_WAITS"));
        post("batches", Map.of("entity", books.code(), "papers", List.of(Map.of("invoiceId", invoice.value()))))
                .statusCode(409)
                .body("code", equalTo("billing.FAPIAO_INCOMPLETE"))
                .body("detail", containsString("ONE_SIGN"));
    }

    @Test
    void departmentsAndInvoicesThatWereTakenBackWholeNeedNone() {
        Books books = taxed();
        AccountRow account = titled(books, "NORMAL");
        InvoiceId invoice = trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "100.00", "a")), false);
        credit(invoice, List.of());
        AccountRow department = titled(books, "NORMAL");
        commands.send(new SetInternal(department.id(), true));
        trial.billed(again(department), JUNE, List.of(usage(1, JUNE, 10, "100.00", "a")), false);

        waiting(books).body("data", hasSize(0));
    }

    @Test
    void badAnswersAndTitlesAreRefusedAndChangeNothing() {
        Books books = taxed();
        AccountRow account = titled(books, "NORMAL");
        trial.billed(account, JUNE, List.of(usage(1, JUNE, 10, "100.00", "a")), false);
        long batch = made(books);
        String number = number(account, 1);

        answered(batch, Map.of("place", 1, "number", "12", "issuedOn", "2026-07-02"))
                .statusCode(400)
                .body("field", equalTo("number"));
        answered(batch, Map.of("place", 1, "number", number, "issuedOn", "2999-07-02"))
                .statusCode(400)
                .body("field", equalTo("issuedOn"));
        answered(batch, Map.of("place", 2, "number", number, "issuedOn", "2026-07-02"))
                .statusCode(404);
        answered(batch, Map.of("place", 1)).statusCode(400).body("field", equalTo("number"));
        given().auth()
                .oauth2(TestTenants.OPERATOR)
                .contentType("application/json")
                .body(Map.of("title", "云上公司", "fapiaoKind", "SPECIAL"))
                .put("/admin/v1/purses/" + account.id().value() + "/title")
                .then()
                .statusCode(400)
                .body("field", equalTo("taxNumber"));

        get("/batches/" + batch).body("fapiaos[0].state", equalTo("SENT"));
    }

    private Books taxed() {
        Books books = entity(false);
        tax(books, "*", "0.06", "2026-01-01");
        tax(books, "rack", "0.09", "2026-01-01");
        return books;
    }

    private AccountRow titled(Books books, String kind) {
        AccountRow account = account(books);
        given().auth()
                .oauth2(TestTenants.OPERATOR)
                .contentType("application/json")
                .body(Map.of(
                        "title",
                        "云上公司",
                        "taxNumber",
                        "91310000MA1K35",
                        "bank",
                        "招商银行 6214 8800 1234",
                        "fapiaoKind",
                        kind))
                .put("/admin/v1/purses/" + account.id().value() + "/title")
                .then()
                .statusCode(200);
        return account;
    }

    private static String number(AccountRow account, int one) {
        return "2631200000" + account.id().value() + one;
    }

    private static long made(Books books) {
        return post("batches", Map.of("entity", books.code()))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private static ValidatableResponse waiting(Books books) {
        return get("/waiting?entity=" + books.code());
    }

    private static ValidatableResponse answered(long batch, Map<String, ?> answer) {
        return post("batches/" + batch + "/answers", Map.of("answers", List.of(answer)));
    }

    private static String file(long batch, String format) {
        return new String(bytes(batch, format), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(long batch, String format) {
        return given().auth()
                .oauth2(TestTenants.OPERATOR)
                .get("/admin/v1/fapiaos/batches/" + batch + "/file?format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static String sheet(long batch, int number) {
        try {
            Path workbook = Files.createTempFile("fapiao", ".xlsx");
            Files.write(workbook, bytes(batch, "xlsx"));
            try (ZipFile zip = new ZipFile(workbook.toFile());
                    InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + number + ".xml"))) {
                String xml = new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
                return REFERENCE
                        .matcher(xml)
                        .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
            } finally {
                Files.delete(workbook);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse get(String path) {
        return given().auth()
                .oauth2(TestTenants.OPERATOR)
                .get("/admin/v1/fapiaos" + path)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse post(String path, Object body) {
        return given().auth()
                .oauth2(TestTenants.OPERATOR)
                .contentType("application/json")
                .body(body)
                .post("/admin/v1/fapiaos/" + path)
                .then();
    }

    private static int result(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
