package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PortalMaintenanceResourceTest {
    private static final String STAFF = "/admin/v1/portal-maintenance";
    private static final String TOLD = "/portal/v1/portal-maintenance";
    private static final String HEADER = "X-Maintenance-Mode";

    private TestTenant tenant;
    private Instant now;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
        now = Instant.parse(
                TestTenants.asOperator().get("/admin/v1/clock").then().extract().path("now"));
    }

    /** Other tests write. */
    @AfterEach
    void nothingIsAnnounced() {
        List<Integer> left =
                TestTenants.asOperator().get(STAFF).then().extract().path("data.findAll { it.state != 'OVER' }.id");
        left.forEach(id -> TestTenants.asOperator().post(STAFF + "/" + id + "/end"));
        Eventually.holds(() -> tenant.call().get("/v4/profile").then().header(HEADER, nullValue()));
    }

    @Test
    void whatIsAheadIsToldAndChangesNothingYet() {
        Map<String, Object> body = body();
        body.put("from", now.plus(Duration.ofDays(1)).toString());
        body.put("until", now.plus(Duration.ofDays(2)).toString());
        body.put("readOnly", true);
        announce(body).statusCode(200).body("state", equalTo("AHEAD"));

        tenant.call()
                .get(TOLD)
                .then()
                .statusCode(200)
                .body("data[0].words.en", equalTo("Moves"))
                .body("data[0].words.'zh-CN'", equalTo("迁移"))
                .body("data[0].running", equalTo(false));
        TestTenants.asOperator().get(TOLD).then().body("data[0].readOnly", equalTo(true));
        tag().statusCode(200).header(HEADER, nullValue());
    }

    @Test
    void whileItRunsAnswersSayItAndWritesGoOn() {
        announce(body()).statusCode(200).body("state", equalTo("RUNNING"));

        Eventually.holds(() -> tenant.call().get("/v4/profile").then().header(HEADER, equalTo("running")));
        tag().statusCode(200).header(HEADER, equalTo("running"));
    }

    @Test
    void aReadOnlyPortalRefusesTenantsWritesUntilItIsEnded() {
        Map<String, Object> body = body();
        body.put("readOnly", true);
        int id = announce(body).statusCode(200).extract().path("id");

        Eventually.holds(() -> tag().statusCode(503)
                .header(HEADER, equalTo("read-only"))
                .body("errors[0].code", equalTo("tenancy.PORTAL_READ_ONLY")));
        int wait = Integer.parseInt(tag().extract().header("Retry-After"));
        assertThat(wait).isBetween(1, 3_600);
        tenant.call().get("/v4/linode/instances").then().statusCode(200).header(HEADER, equalTo("read-only"));
        given().contentType("application/json")
                .body(Map.of("username", tenant.username(), "password", tenant.password()))
                .post("/auth/session")
                .then()
                .statusCode(200);
        TestTenants.open();

        TestTenants.asOperator()
                .post(STAFF + "/" + id + "/end")
                .then()
                .statusCode(200)
                .body("state", equalTo("OVER"));

        Eventually.holds(() -> tag().statusCode(200));
        tenant.call().get(TOLD).then().body("data", empty());
        TestTenants.asOperator().post(STAFF + "/" + id + "/end").then().statusCode(409);
    }

    @Test
    void whatIsWrongIsNamed() {
        refused("until", "until", now.minusSeconds(1).toString());
        refused("until", "until", now.plus(Duration.ofDays(30)).toString());
        refused("from", "from", now.minus(Duration.ofDays(1)).toString());
        refused("textEn", "textEn", " ");
        refused("textZh", "textZh", "x".repeat(501));
        tenant.call().body(body()).post(STAFF).then().statusCode(403);
        given().get(TOLD).then().statusCode(401);
        TestTenants.asOperator().post(STAFF + "/999999999/end").then().statusCode(404);
        tenant.call().get(TOLD).then().body("data", empty());
    }

    private void refused(String field, String name, Object value) {
        Map<String, Object> body = body();
        body.put(name, value);
        announce(body).statusCode(400).body("field", equalTo(field));
    }

    private Map<String, Object> body() {
        return new HashMap<>(Map.of(
                "until", now.plus(Duration.ofMinutes(50)).toString(),
                "textEn", "Moves",
                "textZh", "迁移"));
    }

    private static ValidatableResponse announce(Map<String, Object> body) {
        return TestTenants.asOperator().body(body).post(STAFF).then();
    }

    private ValidatableResponse tag() {
        return tenant.call()
                .body(Map.of("label", "t-" + TestTenants.unique()))
                .post("/v4/tags")
                .then();
    }
}
