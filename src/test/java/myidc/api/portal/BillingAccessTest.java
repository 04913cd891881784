package myidc.api.portal;

import static io.restassured.RestAssured.given;
import static myidc.billing.IssuedInvoices.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.billing.IssuedInvoices;
import myidc.billing.LeaseCommand.BeginLease;
import myidc.billing.LeaseCommand.Leased;
import myidc.billing.OwnPrices;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Role;
import myidc.shared.id.LeaseId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees which bill, and who may change prices. */
@QuarkusTest
class BillingAccessTest {
    private static final YearMonth MONTH = YearMonth.parse("2001-06");

    @Inject
    IssuedInvoices invoices;

    @Inject
    OwnPrices ownPrices;

    @Inject
    Sequences sequences;

    @Inject
    Commands commands;

    @Test
    void aTenantReadsItsOwnBillsOnEveryDoor() {
        TestTenant tenant = TestTenants.open();
        long invoice = billed(tenant);

        tenant.call()
                .get("/v4/account/invoices")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].id", equalTo((int) invoice))
                .body("data[0].label", containsString("Invoice #MYIDC-"))
                .body("data[0].total", equalTo(25.44f))
                .body("data[0].tax_summary[0].name", equalTo("VAT"));
        tenant.call()
                .get("/v4/account/invoices/" + invoice)
                .then()
                .statusCode(200)
                .body("id", equalTo((int) invoice));
        tenant.call()
                .get("/v4/account/invoices/" + invoice + "/items")
                .then()
                .statusCode(200)
                .body("data[0].label", equalTo("g6-nanode-1 - web (700000001)"))
                .body("data[0].type", equalTo("hourly"))
                .body("data[0].quantity", equalTo(720))
                .body("data[0].unit_price", equalTo("0.036"))
                .body("data[0].from", equalTo("2001-05-31T16:00:00"))
                .body("data[0].region", equalTo("cn-sha"));
        tenant.call().get("/v4/account").then().statusCode(200).body("balance", equalTo(25.44f));
        tenant.call().get("/v4/account/payments").then().statusCode(200).body("data", hasSize(0));
        tenant.call()
                .get("/portal/v1/billing/invoices/" + invoice)
                .then()
                .statusCode(200)
                .body("lines", hasSize(1));
        tenant.call()
                .get("/portal/v1/invoices/" + invoice + "/lines/1/trace")
                .then()
                .statusCode(200)
                .body("figure.amount", equalTo("24.00"))
                .body("same", equalTo(false));
    }

    @Test
    void accruedBeginsWithNothing() {
        TestTenant tenant = TestTenants.open();
        awaitAccount(tenant);

        tenant.call()
                .get("/portal/v1/billing/accrued")
                .then()
                .statusCode(200)
                .body("total.amount", equalTo("0.00"))
                .body("total.currency", equalTo("CNY"))
                .body("lines", hasSize(0));
        tenant.call().get("/portal/v1/price").then().statusCode(400).body("field", equalTo("type"));
        tenant.call()
                .get("/portal/v1/price?type=unheard-of")
                .then()
                .statusCode(404)
                .body("field", equalTo("type"));
    }

    @Test
    void anAccruedLineOpensDownToItsFactsAndOnlyForItsTenant() {
        TestTenant tenant = TestTenants.open();
        awaitAccount(tenant);
        TenantId id = new TenantId(tenant.id());
        Instant now =
                Instant.parse(TestTenants.asOperator().get("/admin/v1/clock").path("now"));
        ownPrices.published(
                id, "CNY", OwnPrices.own("space:accrued", OwnPrices.flat("31"), "2001-01-01T00:00:00", null));
        LeaseId lease = new LeaseId(sequences.next("lease"));
        commands.send(new BeginLease(
                lease,
                id,
                new Leased("space:accrued", "A01 1-2", new BigDecimal("2"), "U", null, null),
                now.minus(Duration.ofDays(3))));

        String key = tenant.call().get("/portal/v1/billing/accrued").path("lines[0].key");
        String trace = "/portal/v1/billing/accrued/trace?key=" + key;
        tenant.call()
                .get(trace)
                .then()
                .statusCode(200)
                .body("same", equalTo(true))
                .body("formula", not(emptyOrNullString()))
                .body("inputs.quantity", equalTo("2"))
                .body("priceEntry.charge", equalTo("space:accrued"))
                .body("events.id", hasItem(startsWith(lease.text() + "#")));
        TestTenant stranger = TestTenants.open();
        awaitAccount(stranger);
        stranger.call().get(trace).then().statusCode(404).body("code", equalTo("billing.INVOICE_LINE_NOT_FOUND"));
    }

    @Test
    void aPaymentThatFinanceEnteredIsShownToItsTenantAlone() {
        TestTenant tenant = TestTenants.open();
        awaitAccount(tenant);
        String now = TestTenants.asOperator().get("/admin/v1/clock").path("now");
        int payment = TestTenants.asOperator()
                .body(Map.of(
                        "tenantId",
                        tenant.id(),
                        "amount",
                        120.5,
                        "receivedOn",
                        now.substring(0, 10),
                        "reference",
                        "by hand"))
                .post("/admin/v1/payments")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        tenant.call()
                .get("/v4/account/payments")
                .then()
                .statusCode(200)
                .body("data.id", contains(payment))
                .body("data[0].usd", equalTo(120.5f));
        tenant.call()
                .get("/v4/account/payments/" + payment)
                .then()
                .statusCode(200)
                .body("usd", equalTo(120.5f));
        TestTenants.open().call().get("/v4/account/payments/" + payment).then().statusCode(404);
    }

    @Test
    void anotherTenantsBillIsNotThere() {
        long invoice = billed(TestTenants.open());
        TestTenant stranger = TestTenants.open();

        for (String path : List.of(
                "/v4/account/invoices/" + invoice,
                "/v4/account/invoices/" + invoice + "/items",
                "/portal/v1/billing/invoices/" + invoice,
                "/portal/v1/invoices/" + invoice + "/lines/1/trace")) {
            stranger.call().get(path).then().statusCode(404);
        }
        stranger.call().get("/v4/account/invoices").then().statusCode(200).body("data", hasSize(0));
    }

    @Test
    void aTenantEntersNoneOfFinancesDoors() {
        TestTenant tenant = TestTenants.open();

        for (String path : List.of(
                "/admin/v1/price-books",
                "/admin/v1/invoice-runs",
                "/admin/v1/invoices",
                "/admin/v1/ledger/trial-balance",
                "/export/v1/focus.csv?from=2001-01-01&to=2001-02-01",
                "/export/v1/invoices?from=2001-01-01&to=2001-02-01",
                "/export/v1/journal?format=hledger&from=2001-01-01&to=2001-02-01")) {
            tenant.call().get(path).then().statusCode(403);
        }
    }

    @Test
    void aTokenWithoutTheAccountScopeAndARestrictedUserSeeNoBills() {
        TestTenant tenant = TestTenants.open();
        RequestSpecification machinesOnly =
                TestTenants.as(TestTenants.token(tenant.id(), tenant.username(), "linodes:read_write"));
        machinesOnly.get("/v4/account/invoices").then().statusCode(401);
        machinesOnly.get("/portal/v1/billing/accrued").then().statusCode(401);
        String limited = TestTenants.restrictedUser(tenant.id());
        RequestSpecification restricted = TestTenants.as(TestTenants.token(tenant.id(), limited, "*"));
        restricted.get("/v4/account/invoices").then().statusCode(403);
        restricted.get("/portal/v1/billing/accrued").then().statusCode(403);
    }

    @ParameterizedTest
    @EnumSource(names = {"FINANCE", "AUDITOR"})
    void financeWritesPricesAndAuditorsOnlyRead(Role role) {
        RequestSpecification staff = given().cookie("myidc_session", session(role))
                .header("X-Requested-With", "myidc")
                .contentType("application/json");
        int may = role == Role.FINANCE ? 200 : 403;

        staff.get("/admin/v1/price-books").then().statusCode(200);
        staff.get("/admin/v1/ledger/postings").then().statusCode(200);
        staff.get("/export/v1/focus.csv?from=1999-01-01&to=1999-02-01").then().statusCode(200);
        staff.body(Map.of("name", "Book", "currency", "KRW"))
                .post("/admin/v1/price-books")
                .then()
                .statusCode(may);
        staff.body(Map.of("month", "1999-01"))
                .post("/admin/v1/invoice-runs")
                .then()
                .statusCode(may);
    }

    private long billed(TestTenant tenant) {
        awaitAccount(tenant);
        return invoices.issue(new TenantId(tenant.id()), MONTH, List.of(usage(1, MONTH, 720, "24.00", "web")))
                .value();
    }

    /** The account opens a moment after its tenant. */
    private static void awaitAccount(TestTenant tenant) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (tenant.call().get("/portal/v1/billing/accrued").statusCode() != 200) {
            assertThat(System.nanoTime())
                    .as("the account opens within a minute")
                    .isLessThan(deadline);
        }
    }

    private static String session(Role role) {
        String username = role.name().toLowerCase(java.util.Locale.ROOT) + "-" + TestTenants.unique();
        String password = "a Password of " + username;
        TestTenants.asOperator()
                .body(Map.of("username", username, "password", password, "role", role.name(), "email", "f@example.com"))
                .post("/admin/v1/persons")
                .then()
                .statusCode(200);
        return given().contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/auth/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("myidc_session");
    }
}
