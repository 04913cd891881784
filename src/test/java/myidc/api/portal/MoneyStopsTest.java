package myidc.api.portal;

import static io.restassured.RestAssured.given;
import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.billing.OwnPrices;
import myidc.billing.PurseCommand.NoteAccrued;
import myidc.billing.read.Accounts;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.reconcile.InvoiceDesk;
import myidc.driver.simulated.SimulatedPayments;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.id.TenantId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money that runs out stops a tenant, money that comes lets it go on, and a hard limit holds before money is spent. */
@QuarkusTest
class MoneyStopsTest {
    @Inject
    Commands commands;

    @Inject
    Accounts accounts;

    @Inject
    InvoiceDesk desk;

    @Inject
    OwnPrices prices;

    @ConfigProperty(name = "myidc.payments.simulated.secret")
    String secret;

    private TestTenant tenant;

    @BeforeEach
    void openTenant() {
        tenant = TestTenants.open();
    }

    @Test
    void aPrepaidTenantWithoutMoneyIsSuspendedPaysAndIsServedAgain() {
        Eventually.holds(() -> asOperator()
                .body(Map.of("stopWhenEmpty", true))
                .put("/admin/v1/purses/" + tenant.id() + "/wallet-terms")
                .then()
                .statusCode(200));
        noteAccrued("10.00");
        Eventually.holds(() -> addKey().statusCode(403).body("errors[0].code", equalTo("tenancy.TENANT_SUSPENDED")));

        String reference = tenant.call()
                .body(Map.of("amount", "50.00"))
                .post("/portal/v1/money/payments")
                .then()
                .statusCode(200)
                .extract()
                .path("reference");
        callback(reference + "|PAID|50.00|CNY", "0".repeat(64)).statusCode(401);
        signed(reference + "|PAID|5.00|CNY").statusCode(400).body("field", equalTo("amount"));
        assertThat(wallet()).isEqualTo("0.00");
        signed(reference + "|PAID|50.00|CNY").statusCode(204);
        signed(reference + "|PAID|50.00|CNY").statusCode(204);

        assertThat(wallet()).as("told twice, counted once").isEqualTo("50.00");
        tenant.call().get("/v4/account/payments").then().body("data", hasSize(1));
        noteAccrued("10.00");
        Eventually.holds(() -> addKey().statusCode(200));
    }

    @Test
    void aPaymentThatFailedOrIsUnknownChangesNothing() {
        Eventually.holds(
                () -> assertThat(accounts.of(new TenantId(tenant.id()))).isPresent());
        String reference = tenant.call()
                .body(Map.of("amount", "50.00"))
                .post("/portal/v1/money/payments")
                .then()
                .statusCode(200)
                .extract()
                .path("reference");

        signed(reference + "|FAILED|50.00|CNY").statusCode(204);
        signed(reference + "|PAID|50.00|CNY").statusCode(204);
        signed("no-such-reference|PAID|50.00|CNY").statusCode(404);

        assertThat(wallet()).isEqualTo("0.00");
    }

    @Test
    void aHardLimitRefusesAMachineWithTheFigures() {
        SmallSite site = SmallSite.of(1, 4);
        Eventually.holds(
                () -> assertThat(accounts.of(new TenantId(tenant.id()))).isPresent());
        prices.published(
                new TenantId(tenant.id()),
                "CNY",
                OwnPrices.own("instance:g6-nanode-1", OwnPrices.flat("60000"), "2026-01-01T00:00", null));
        tenant.call()
                .body(Map.of("name", "Cloud", "monthlyLimit", "0.50", "hard", true))
                .post("/portal/v1/money/budgets")
                .then()
                .statusCode(200);

        tenant.call()
                .body(Map.of(
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "a Password of some length"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("billing.BUDGET_EXCEEDED"))
                .body("errors[0].reason", containsString("limit of 0.50 CNY"));

        tenant.call().get("/v4/linode/instances").then().body("results", equalTo(0));
    }

    private void noteAccrued(String amount) {
        AccountRow account = accounts.of(new TenantId(tenant.id())).orElseThrow();
        commands.sendAs(
                Caller.program("test"),
                new NoteAccrued(InvoiceDesk.purse(account), desk.books(account), new BigDecimal(amount)));
    }

    private ValidatableResponse addKey() {
        return tenant.call()
                .body(Map.of(
                        "label",
                        "key-" + TestTenants.unique(),
                        "ssh_key",
                        "ssh-ed25519 " + "AAAAC3NzaC1lZDI1NTE5AAAAIJ0ZbMGtjYyJBC3cS7YB5uP1X3NdJvGj7HTwl5gUVhIj"))
                .post("/v4/profile/sshkeys")
                .then();
    }

    private String wallet() {
        return tenant.call().get("/portal/v1/money/purse").path("wallet.amount");
    }

    private ValidatableResponse signed(String body) {
        return callback(body, SimulatedPayments.sign(secret, body));
    }

    private static ValidatableResponse callback(String body, String signature) {
        return given().contentType("text/plain")
                .header("X-Signature", signature)
                .body(body)
                .post("/portal/v1/payment-callbacks")
                .then();
    }
}
