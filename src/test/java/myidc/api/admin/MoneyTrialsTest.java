package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.billing.IssuedInvoices;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.reconcile.DeskTrial;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;

/** Deeds with money tried out: the figures are those of the deed, and nothing of it stays. */
@QuarkusTest
class MoneyTrialsTest {
    private static final YearMonth JUNE = YearMonth.parse("2026-06");

    @Inject
    Sequences sequences;

    @Inject
    DeskTrial trial;

    @Inject
    Sql sql;

    private AccountRow account;
    private InvoiceId invoice;

    @Test
    void aPaymentTriedOutSettlesAsTheOneThatFollowsDoes() {
        anInvoiceOf("30.00");
        Map<String, Object> payment =
                of(Map.of("amount", "50.00", "receivedOn", "2026-07-01", "reference", "T" + tenant()));

        JsonPath tried = tried("PAYMENT", payment).statusCode(200).extract().jsonPath();

        assertThat(tried.getString("before.owed.amount")).isEqualTo("30.00");
        assertThat(tried.getString("after.owed.amount")).isEqualTo("0.00");
        assertThat(tried.getString("after.wallet.amount")).isEqualTo("20.00");
        assertThat(tried.getList("invoices.invoiceId", Long.class)).containsExactly(invoice.value());
        assertThat(tried.getString("invoices[0].before.amount")).isEqualTo("30.00");
        assertThat(tried.getString("invoices[0].after.amount")).isEqualTo("0.00");
        String receivable = "assets:receivable:" + account.tenantId().text();
        assertThat(tried.getString("accounts.find { it.account == '" + receivable + "' }.before.amount"))
                .isEqualTo("30.00");
        assertThat(tried.getString("accounts.find { it.account == '" + receivable + "' }.change.amount"))
                .isEqualTo("-30.00");
        assertThat(tried.getList("postings")).hasSize(4);
        assertThat(facts()).as("nothing stays").isEqualTo(1);
        purse("owed.amount", "30.00");

        post("payments", payment).statusCode(200);
        purse("owed.amount", "0.00");
        purse("wallet.amount", "20.00");
        tried("PAYMENT", payment)
                .statusCode(409)
                .body("code", equalTo("billing.PAID_ALREADY"))
                .body("field", equalTo("reference"));
    }

    @Test
    void depositsAndWriteOffsTellWhatTheyWouldDoAndWhatForbidsThem() {
        anInvoiceOf("30.00");
        tried("DEPOSIT", of(Map.of("amount", "100", "reference", "D-1")))
                .statusCode(200)
                .body("after.deposit.amount", equalTo("100.00"))
                .body("invoices", equalTo(List.of()));
        tried("DEPOSIT", of(Map.of("amount", "-1", "reference", "D-1")))
                .statusCode(409)
                .body("code", equalTo("billing.DEPOSIT_SHORT"))
                .body("field", equalTo("amount"));
        tried("PAY_OUT", of(Map.of("amount", "1", "reference", "P-1"))).body("code", equalTo("billing.WALLET_SHORT"));
        tried("WRITE_OFF", of(Map.of("invoiceId", invoice.value())))
                .statusCode(400)
                .body("field", equalTo("reason"));
        tried("WRITE_OFF", of(Map.of("invoiceId", invoice.value(), "reason", "insolvent")))
                .statusCode(200)
                .body("after.owed.amount", equalTo("0.00"))
                .body("accounts.account", hasItem("expenses:bad-debt:TRIALS"));
        tried("SPEND_DEPOSIT", of(Map.of("invoiceId", invoice.value()))).body("code", equalTo("billing.DEPOSIT_SHORT"));
        tried("CREDIT_NOTE", of(Map.of("invoiceId", invoice.value(), "reason", "wrong plan")))
                .statusCode(200)
                .body("after.owed.amount", equalTo("0.00"));
        tried("SELL", of(Map.of())).statusCode(400).body("field", equalTo("deed"));
        assertThat(facts()).isEqualTo(1);
        purse("owed.amount", "30.00");
    }

    @Test
    void anEntryByHandShowsWhereItsAccountsWouldStand() {
        String code = "T" + sequences.next("invoicerun");
        long entity = made("legal-entities", Map.of("code", code, "name", "Trial Ltd", "currency", "CNY"));
        String power = "expenses:power:" + code;
        Map<String, Object> entry = new HashMap<>(Map.of(
                "reference",
                "H-1",
                "bookedOn",
                "2026-07-01",
                "currency",
                "CNY",
                "words",
                "Power of June",
                "sides",
                List.of(
                        Map.of("account", power, "amount", "12.50"),
                        Map.of("account", "liabilities:accrued:" + code, "amount", "-12.50"))));
        Map<String, Object> wanted = Map.of("deed", "ENTRY", "entityId", entity, "entry", entry);

        post("money-trials", wanted)
                .statusCode(200)
                .body("accounts.account", equalTo(List.of(power, "liabilities:accrued:" + code)))
                .body("accounts[0].before.amount", equalTo("0.00"))
                .body("accounts[0].after.amount", equalTo("12.50"));
        post("legal-entities/" + entity + "/entries", entry).statusCode(200);
        post("money-trials", wanted).statusCode(409).body("field", equalTo("reference"));
        entry.put("reference", "H-2");
        post("money-trials", wanted).statusCode(200).body("accounts[0].after.amount", equalTo("25.00"));
        entry.put("sides", List.of(Map.of("account", power, "amount", "1"), Map.of("account", power, "amount", "1")));
        post("money-trials", wanted).body("code", equalTo("billing.ENTRY_UNBALANCED"));
    }

    @Test
    void aReturnedPaymentIsTriedOutByItsNumber() {
        anInvoiceOf("30.00");
        long payment = made(
                "payments", of(Map.of("amount", "30.00", "receivedOn", "2026-07-01", "reference", "R" + tenant())));

        tried("RETURN", Map.of("paymentId", payment, "reason", "bounced"))
                .statusCode(200)
                .body("before.owed.amount", equalTo("0.00"))
                .body("after.owed.amount", equalTo("30.00"))
                .body("invoices[0].after.amount", equalTo("30.00"));
        purse("owed.amount", "0.00");
        tried("RETURN", Map.of("paymentId", 999_999_999, "reason", "bounced")).statusCode(404);
    }

    private void anInvoiceOf(String amount) {
        account = trial.opened(new TenantId(620_000_000L + sequences.next("invoicerun")), "TRIALS");
        invoice = trial.billed(account, JUNE, List.of(IssuedInvoices.usage(1, JUNE, 10, amount, "a")), false);
    }

    private long tenant() {
        return account.tenantId().value();
    }

    private Map<String, Object> of(Map<String, ?> figures) {
        Map<String, Object> body = new HashMap<>(figures);
        body.put("tenantId", tenant());
        return body;
    }

    private static ValidatableResponse tried(String deed, Map<String, ?> figures) {
        Map<String, Object> body = new HashMap<>(figures);
        body.put("deed", deed);
        return post("money-trials", body);
    }

    private void purse(String path, String amount) {
        get("purses/" + tenant()).statusCode(200).body(path, equalTo(amount));
    }

    private long facts() {
        return sql.count(
                "select count(*) from domain_event where aggregate_id = ?",
                InvoiceDesk.purse(account).text());
    }
}
