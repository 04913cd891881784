package myidc.api.tenant.transfer;

import static myidc.TestTenants.asOperator;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestPrices;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.clock.MovableClock;
import org.junit.jupiter.api.Test;

/** Who owes something that is past due neither gives nor takes machines, until it is paid. */
@QuarkusTest
class TransfersInDebtTest {
    private static final String TRANSFERS = "/v4/account/service-transfers";
    private static final String GUESTS = "/v4/linode/instances/";

    @Inject
    MovableClock clock;

    @Test
    void anAccountWithAPastDueBalanceNeitherGivesNorTakesUntilItIsPaid() {
        clock.moveTo(
                month(clock.instant()).plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        YearMonth month = month(clock.instant());
        SmallSite site = SmallSite.of(1, 8);
        TestTenant debtor = tenant();
        TestTenant other = tenant();
        int theirs = machine(debtor, site);
        int others = machine(other, site);
        clock.moveTo(clock.instant().plus(Duration.ofHours(30)));
        JsonPath invoice = invoiceOf(debtor, month);
        Instant overdue = LocalDate.parse(invoice.getString("dueOn"))
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        clock.moveTo(overdue.minus(Duration.ofHours(8)));
        String given = offer(debtor, theirs).statusCode(200).extract().path("token");

        clock.moveTo(overdue.plus(Duration.ofHours(1)));

        accept(other, given)
                .statusCode(400)
                .body(
                        "errors[0].reason",
                        containsString("The account that made this service transfer has a past due balance"));
        debtor.call().get(GUESTS + theirs).then().statusCode(200);
        other.call().get(GUESTS + theirs).then().statusCode(404);
        offer(debtor, theirs).statusCode(400).body("errors[0].reason", containsString("Your account has a past due"));
        String taken = offer(other, others).statusCode(200).extract().path("token");
        accept(debtor, taken).statusCode(400).body("errors[0].reason", containsString("Your account has a past due"));
        debtor.call().get(GUESTS + others).then().statusCode(404);

        pay(debtor, new BigDecimal(invoice.getString("total.amount")));

        accept(other, given).statusCode(200);
        accept(debtor, taken).statusCode(200);
        other.call().get(GUESTS + theirs).then().statusCode(200);
        debtor.call().get(GUESTS + others).then().statusCode(200);
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atZone(ZoneOffset.UTC));
    }

    private static TestTenant tenant() {
        TestTenant tenant = TestTenants.open(TestPrices.CURRENCY, "UTC");
        TestPrices.publish(tenant, "instance:g6-nanode-1", "0.10", "90.00");
        Eventually.holds(
                () -> tenant.call().get("/portal/v1/billing/accrued").then().statusCode(200));
        return tenant;
    }

    private static int machine(TestTenant tenant, SmallSite site) {
        int id = tenant.call()
                .body(Map.of("type", "g6-nanode-1", "region", site.region(), "label", "m-" + TestTenants.unique()))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> tenant.call().get(GUESTS + id).then().body("status", equalTo("offline")));
        return id;
    }

    /** Closes the month as finance does, for this tenant alone. */
    private JsonPath invoiceOf(TestTenant tenant, YearMonth month) {
        clock.moveTo(month.plusMonths(1).atDay(2).atStartOfDay(ZoneOffset.UTC).toInstant());
        AtomicInteger run = new AtomicInteger();
        Eventually.holds(() -> run.set(asOperator()
                .body(Map.of("month", month.toString(), "tenantIds", List.of(tenant.id())))
                .post("/admin/v1/invoice-runs")
                .then()
                .statusCode(200)
                .extract()
                .<Integer>path("id")));
        Eventually.holds(() -> asOperator()
                .get("/admin/v1/invoice-runs/" + run.get())
                .then()
                .body("state", equalTo("FINISHED"))
                .body("failed", equalTo(0)));
        int invoice = asOperator()
                .queryParam("tenantId", tenant.id())
                .get("/admin/v1/invoices")
                .then()
                .statusCode(200)
                .extract()
                .path("data[0].id");
        return asOperator()
                .get("/admin/v1/invoices/" + invoice)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void pay(TestTenant tenant, BigDecimal amount) {
        asOperator()
                .body(Map.of(
                        "tenantId",
                        tenant.id(),
                        "amount",
                        amount,
                        "receivedOn",
                        clock.instant().toString().substring(0, 10),
                        "reference",
                        "D-" + TestTenants.unique()))
                .post("/admin/v1/payments")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse offer(TestTenant by, int guest) {
        return by.call()
                .body(Map.of("entities", Map.of("linodes", List.of(guest))))
                .post(TRANSFERS)
                .then();
    }

    private static ValidatableResponse accept(TestTenant by, String token) {
        return by.call().post(TRANSFERS + "/" + token + "/accept").then();
    }
}
