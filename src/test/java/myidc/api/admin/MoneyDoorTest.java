package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.billing.IssuedInvoices;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Invoices;
import myidc.billing.reconcile.DeskTrial;
import myidc.platform.db.Sequences;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;

/** Money through the doors of finance: bank files, budgets, entities. */
@QuarkusTest
class MoneyDoorTest {
    private static final YearMonth JUNE = YearMonth.parse("2026-06");

    @Inject
    Sequences sequences;

    @Inject
    DeskTrial trial;

    @Inject
    Accounts accounts;

    @Inject
    Invoices invoices;

    @Test
    void aBankFileSettlesWhatItsRemarksNameAndKeepsTheRest() {
        AccountRow account = account();
        String number = billed(account, "30.00");
        String mark = "BK" + account.id().value();
        String content = mark + "-1,2026-07-01,30.00,Cloud Ltd,pays " + number + "\n" + mark
                + "-2,2026-07-01,5.00,Somebody,no idea\nTOTAL,2,35.00\n";

        ValidatableResponse taken = file(content).statusCode(200);

        taken.body("data[0].state", equalTo("MATCHED")).body("data[1].state", equalTo("UNMATCHED"));
        file(content).statusCode(409).body("code", equalTo("billing.BANK_FILE_IMPORTED"));
        file(mark + "-1,2026-07-01,30.00,Cloud Ltd,pays " + number + "\nTOTAL,1,30.00\n")
                .statusCode(200)
                .body("data[0].state", equalTo("DUPLICATE"));
        assertThat(purse(account).extract().jsonPath().getString("owed.amount")).isEqualTo("0.00");
    }

    @Test
    void aTransferThatNamesTheAccountIsItsOwnWhateverTheAmount() {
        AccountRow account = account();
        billed(account, "30.00");
        String mark = "BM" + account.id().value();

        file(mark + "-1,2026-07-01,32.50,Cloud Ltd,for " + account.id().text() + "\n" + mark
                        + "-2,2026-07-01,5.00,Somebody,for account-999999999\nTOTAL,2,37.50\n")
                .statusCode(200)
                .body("data[0].state", equalTo("MATCHED"))
                .body("data[1].state", equalTo("UNMATCHED"));

        assertThat(purse(account).extract().jsonPath().getString("owed.amount")).isEqualTo("0.00");
        assertThat(purse(account).extract().jsonPath().getString("wallet.amount"))
                .isEqualTo("2.50");
    }

    @Test
    void aBankFileWithWrongSumsChangesNothing() {
        AccountRow account = account();
        String number = billed(account, "30.00");
        String mark = "BW" + account.id().value();

        file(mark + ",2026-07-01,30.00,Cloud Ltd,pays " + number + "\nTOTAL,1,30.01\n")
                .statusCode(400)
                .body("code", equalTo("billing.BANK_FILE_WRONG_SUMS"))
                .body("field", equalTo("content"));
        file(mark + ",2026-07-01,30.00,Cloud Ltd,pays " + number + "\nTOTAL,2,30.00\n")
                .statusCode(400);
        file(mark + ",2026-07-01,-30.00,Cloud Ltd," + number + "\nTOTAL,1,-30.00\n")
                .statusCode(400)
                .body("code", equalTo("billing.BANK_FILE_MALFORMED"));

        assertThat(purse(account).extract().jsonPath().getString("owed.amount")).isEqualTo("30.00");
    }

    @Test
    void aRowOfAnotherCurrencyIsNoPaymentOfTheTenant() {
        AccountRow account = account();
        String mark = "BC" + account.id().value();
        post(
                        "bank-files",
                        Map.of(
                                "name",
                                mark + ".csv",
                                "currency",
                                "USD",
                                "content",
                                mark + ",2026-07-01,5.00,Somebody,no idea\nTOTAL,1,5.00\n"))
                .statusCode(200)
                .body("data[0].state", equalTo("UNMATCHED"));
        long file = AdminApi.get("bank-files?pageSize=500")
                .extract()
                .jsonPath()
                .getLong("data.find { it.name == '" + mark + ".csv' }.id");

        post(
                        "bank-files/" + file + "/rows/1/settle",
                        Map.of("tenantId", account.id().value()))
                .statusCode(400)
                .body("code", equalTo("billing.CURRENCY_DIFFERS"))
                .body("field", equalTo("tenantId"));

        assertThat(purse(account).extract().jsonPath().getString("wallet.amount"))
                .isEqualTo("0.00");
    }

    @Test
    void budgetsAreSetAndRemoved() {
        AccountRow account = account();
        long id = post("budgets", Map.of("tenantId", account.id().value(), "name", "Web", "monthlyLimit", 100))
                .statusCode(200)
                .body("thresholds", equalTo(List.of(80, 90, 100)))
                .extract()
                .jsonPath()
                .getLong("id");

        post("budgets", Map.of("tenantId", account.id().value(), "name", "Web", "monthlyLimit", -1))
                .statusCode(400)
                .body("field", equalTo("monthlyLimit"));
        given().auth()
                .oauth2(TestTenants.OPERATOR)
                .delete("/admin/v1/budgets/" + id)
                .then()
                .statusCode(204);
        given().auth()
                .oauth2(TestTenants.OPERATOR)
                .delete("/admin/v1/budgets/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void anEntityNeedsASerialInItsNumbers() {
        post("legal-entities", Map.of("code", "NOSER", "name", "X", "currency", "CNY", "numberFormat", "{year}"))
                .statusCode(400)
                .body("field", equalTo("numberFormat"))
                .body("detail", containsString("{serial}"));
    }

    private String billed(AccountRow account, String amount) {
        InvoiceId id = trial.billed(account, JUNE, List.of(IssuedInvoices.usage(1, JUNE, 10, amount, "a")), false);
        return invoices.find(null, id).orElseThrow().number();
    }

    private AccountRow account() {
        return trial.opened(new TenantId(610_000_000L + sequences.next("invoicerun")), "BANKS");
    }

    private static ValidatableResponse purse(AccountRow account) {
        return given().auth()
                .oauth2(TestTenants.OPERATOR)
                .get("/admin/v1/purses/" + account.id().value())
                .then();
    }

    private static ValidatableResponse file(String content) {
        return post("bank-files", Map.of("name", "bank.csv", "currency", "CNY", "content", content));
    }

    private static ValidatableResponse post(String path, Object body) {
        return given().auth()
                .oauth2(TestTenants.OPERATOR)
                .contentType("application/json")
                .body(body)
                .post("/admin/v1/" + path)
                .then();
    }
}
