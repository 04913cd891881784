package myidc.api.tenant.account;

import static io.restassured.RestAssured.given;
import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestPrices;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.clock.MovableClock;
import myidc.platform.db.Sql;
import myidc.shared.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class CancelResourceTest {
    @Inject
    MovableClock clock;

    @Inject
    Sql sql;

    @Test
    void aClosedAccountLetsNobodyInUntilStaffOpenItAgain() {
        TestTenant tenant = TestTenants.open();

        tenant.call()
                .body(Map.of("comments", "We move to our own racks"))
                .post("/v4/account/cancel")
                .then()
                .statusCode(200)
                .body("survey_link", equalTo(""));

        tenant.call().get("/v4/account").then().statusCode(401);
        signIn(tenant).statusCode(401).body("code", equalTo("tenancy.ACCOUNT_CLOSED"));
        seenByStaff(tenant)
                .body("closedAt", notNullValue())
                .body("closedComments", equalTo("We move to our own racks"));
        asOperator().post(path(tenant) + "/reopen").then().statusCode(200).body("closedAt", nullValue());
        tenant.call().get("/v4/account").then().statusCode(200);
        signIn(tenant).statusCode(200);
        asOperator()
                .post(path(tenant) + "/reopen")
                .then()
                .statusCode(409)
                .body("code", equalTo("tenancy.TENANT_NOT_CLOSED"));
    }

    @Test
    void aWrongPasswordIsNotToldThatTheAccountIsClosed() {
        TestTenant tenant = TestTenants.open();
        tenant.call().body(Map.of()).post("/v4/account/cancel").then().statusCode(200);

        given().contentType("application/json")
                .body(Map.of("username", tenant.username(), "password", "not " + tenant.password()))
                .post("/auth/session")
                .then()
                .statusCode(401)
                .body("code", equalTo("tenancy.SIGN_IN_REFUSED"));
    }

    @Test
    void theWordsOfAClosingGoWithTheContact() {
        TestTenant tenant = TestTenants.open();
        tenant.call()
                .body(Map.of("comments", "ask Wei"))
                .post("/v4/account/cancel")
                .then()
                .statusCode(200);

        asOperator().post(path(tenant) + "/erase-contact").then().statusCode(200);

        seenByStaff(tenant).body("closedComments", equalTo(""));
    }

    @ParameterizedTest
    @CsvSource({"read_only, true", "read_write, false"})
    void aLimitedUserNeedsTheAccountAndTheRightToCloseIt(String access, boolean mayCancel) {
        TestTenant tenant = TestTenants.open();
        String name = TestTenants.restrictedUser(tenant.id());
        tenant.call()
                .body(Map.of("global", Map.of("account_access", access, "cancel_account", mayCancel)))
                .put("/v4/account/users/" + name + "/grants")
                .then()
                .statusCode(200);

        TestTenants.as(TestTenants.token(tenant.id(), name, "*"))
                .body(Map.of())
                .post("/v4/account/cancel")
                .then()
                .statusCode(403);

        tenant.call().get("/v4/account").then().statusCode(200);
        seenByStaff(tenant).body("closedAt", nullValue());
    }

    @Test
    void aTokenThatOnlyReadsClosesNothingAndStaffDoNotByThisDoor() {
        TestTenant tenant = TestTenants.open();

        TestTenants.as(TestTenants.token(tenant.id(), tenant.username(), "account:read_only"))
                .body(Map.of())
                .post("/v4/account/cancel")
                .then()
                .statusCode(401);
        asOperator().body(Map.of()).post("/v4/account/cancel").then().statusCode(403);

        seenByStaff(tenant).body("closedAt", nullValue());
    }

    @Test
    void staffCloseAnAccountWithAReasonOnceItIsEmpty() {
        TestTenant tenant = TestTenants.open();
        SmallSite site = SmallSite.of(1, 8);
        int machine = tenant.call()
                .body(Map.of("label", "data", "region", site.region(), "type", "g6-nanode-1", "booted", false))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Map<String, String> why = Map.of("reason", "The department was dissolved");

        asOperator().get(path(tenant) + "/left-behind").then().body("machines", equalTo(1));
        asOperator()
                .body(why)
                .post(path(tenant) + "/close")
                .then()
                .statusCode(409)
                .body("code", equalTo("tenancy.TENANT_NOT_EMPTY"))
                .body("detail", containsString("machines: 1"));
        seenByStaff(tenant).body("closedAt", nullValue());
        Eventually.holds(() ->
                tenant.call().delete("/v4/linode/instances/" + machine).then().statusCode(200));
        Eventually.holds(
                () -> asOperator().get(path(tenant) + "/left-behind").then().body("isEmpty()", is(true)));
        asOperator()
                .body(Map.of("reason", " "))
                .post(path(tenant) + "/close")
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));

        asOperator()
                .body(why)
                .post(path(tenant) + "/close")
                .then()
                .statusCode(200)
                .body("closedAt", notNullValue())
                .body("closedReason", equalTo("The department was dissolved"))
                .body("closedComments", nullValue());

        tenant.call().get("/v4/account").then().statusCode(401);
        signIn(tenant).statusCode(401).body("code", equalTo("tenancy.ACCOUNT_CLOSED"));
        asOperator()
                .get("/admin/v1/history/tenant-" + tenant.id() + "?newestFirst=true")
                .then()
                .body("data[0].event", equalTo("tenancy.TenantClosedByStaff"))
                .body("data[0].payload.reason", equalTo("The department was dissolved"))
                .body("data[0].who", notNullValue());
        asOperator()
                .body(why)
                .post(path(tenant) + "/close")
                .then()
                .statusCode(409)
                .body("code", equalTo("tenancy.TENANT_CLOSED"));
        asOperator().post(path(tenant) + "/reopen").then().statusCode(200).body("closedReason", nullValue());
        signIn(tenant).statusCode(200);
    }

    @Test
    void neitherFinanceNorAuditorsCloseAnAccount() {
        TestTenant tenant = TestTenants.open();
        for (Role role : List.of(Role.FINANCE, Role.AUDITOR)) {
            TestTenants.as(staff(role))
                    .body(Map.of("reason", "Never paid"))
                    .post(path(tenant) + "/close")
                    .then()
                    .statusCode(403);
        }
        seenByStaff(tenant).body("closedAt", nullValue());
    }

    @Test
    void commentsThatAreTooLongNameTheField() {
        TestTenant tenant = TestTenants.open();

        tenant.call()
                .body(Map.of("comments", "x".repeat(2_001)))
                .post("/v4/account/cancel")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("comments"));

        seenByStaff(tenant).body("closedAt", nullValue());
    }

    @Test
    void whatIsLeftIsNamedAndTheLastInvoiceHasItUntilItWasDeleted() {
        Instant start = firstOfNextMonth();
        clock.moveTo(start);
        TestTenant tenant = TestTenants.open(TestPrices.CURRENCY, "UTC");
        TestPrices.publish(tenant, "instance:g6-nanode-1", "0.10", "90.00");
        SmallSite site = SmallSite.of(1, 8);
        long machine = tenant.call()
                .body(Map.of(
                        "region", site.region(),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "label", "last-1",
                        "root_pass", "correct-Horse-7-battery"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        String path = "/v4/linode/instances/" + machine;
        Eventually.holds(() -> tenant.call().get(path).then().body("status", equalTo("running")));
        clock.moveTo(start.plus(Duration.ofHours(30)));

        tenant.call()
                .body(Map.of())
                .post("/v4/account/cancel")
                .then()
                .statusCode(400)
                .body("errors[0].reason", containsString("machines: 1"));
        seenByStaff(tenant).body("closedAt", nullValue());
        tenant.call().delete(path).then().statusCode(200);
        Eventually.holds(() -> tenant.call().get(path).then().statusCode(404));
        tenant.call().body(Map.of()).post("/v4/account/cancel").then().statusCode(200);

        YearMonth month = YearMonth.from(start.atZone(ZoneOffset.UTC));
        JsonPath invoice = invoicesAfter(tenant, month);
        assertThat(invoice.getList("data")).hasSize(1);
        BigDecimal total = new BigDecimal(invoice.getString("data[0].total.amount"));
        assertThat(total).isBetween(new BigDecimal("3.00"), new BigDecimal("3.20"));
        assertThat(posted(tenant, "sum(amount)")).isEqualByComparingTo("0");
        assertThat(posted(tenant, "sum(amount) filter (where account like 'assets:receivable%')"))
                .isEqualByComparingTo(total);
        asOperator()
                .body(Map.of(
                        "tenantId",
                        tenant.id(),
                        "amount",
                        total,
                        "receivedOn",
                        clock.instant().toString().substring(0, 10),
                        "reference",
                        "L-" + TestTenants.unique()))
                .post("/admin/v1/payments")
                .then()
                .statusCode(200);
        assertThat(posted(tenant, "sum(amount) filter (where account like 'assets:receivable%')"))
                .isEqualByComparingTo("0");
    }

    /** Closes the month as finance does; all invoices of the tenant then. */
    private JsonPath invoicesAfter(TestTenant tenant, YearMonth month) {
        clock.moveTo(month.plusMonths(1).atDay(2).atStartOfDay(ZoneOffset.UTC).toInstant());
        AtomicInteger run = new AtomicInteger();
        // The account is opened after the tenant.
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
        return asOperator()
                .queryParam("tenantId", tenant.id())
                .get("/admin/v1/invoices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private BigDecimal posted(TestTenant tenant, String sum) {
        return sql.row("select " + sum + " from posting where tenant_id = ?", row -> row.getBigDecimal(1), tenant.id())
                .orElseThrow();
    }

    private Instant firstOfNextMonth() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static ValidatableResponse seenByStaff(TestTenant tenant) {
        return asOperator().get(path(tenant)).then().statusCode(200);
    }

    private static ValidatableResponse signIn(TestTenant tenant) {
        return given().contentType("application/json")
                .body(Map.of("username", tenant.username(), "password", tenant.password()))
                .post("/auth/session")
                .then();
    }

    private static String staff(Role role) {
        String username = role.name().toLowerCase(Locale.ROOT) + "-" + TestTenants.unique();
        int person = asOperator()
                .body(Map.of("username", username, "password", username + " password", "role", role.name()))
                .post("/admin/v1/persons")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        return asOperator()
                .body(Map.of("label", "closing", "scopes", "*"))
                .post("/admin/v1/persons/" + person + "/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    private static String path(TestTenant tenant) {
        return "/admin/v1/tenants/" + tenant.id();
    }
}
