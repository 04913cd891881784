package myidc.api.tenant.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class TokensResourceTest {
    private static final String WIRE_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";

    @Inject
    Sql sql;

    @Test
    void aTokenIsShownInFullOnceAndByItsBeginningEverAfter() {
        TestTenant tenant = TestTenants.open();
        Response made = issue(tenant, Map.of("label", "ci", "scopes", "linodes:read_only"));
        String token = made.then()
                .statusCode(200)
                .body("created", matchesPattern(WIRE_TIME))
                .body("expiry", equalTo("2999-12-12T05:00:00"))
                .body("scopes", equalTo("linodes:read_only"))
                .extract()
                .path("token");

        assertThat(token).matches("[0-9a-f]{64}");
        tenant.call()
                .get("/v4/profile/tokens/" + made.path("id"))
                .then()
                .statusCode(200)
                .body("token", equalTo(token.substring(0, 16)));
        assertThat(sql.count(
                        "select count(*) from domain_event where payload::text like ?",
                        "%" + token.substring(16) + "%"))
                .isZero();
    }

    @Test
    void aRepeatedRequestIsNotAnsweredTheTokenAgain() {
        TestTenant tenant = TestTenants.open();
        String key = TestTenants.unique();
        Map<String, String> body = Map.of("label", "ci", "scopes", "*");
        String token = tenant.call()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v4/profile/tokens")
                .path("token");

        tenant.call()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v4/profile/tokens")
                .then()
                .statusCode(200)
                .header("Idempotent-Replay", "true")
                .body("token", equalTo(token.substring(0, 16)));
        assertThat(sql.count("select count(*) from stored_answer where answer like ?", "%" + token + "%"))
                .isZero();
    }

    @Test
    void aTokenIsGoodForItsScopesAlone() {
        TestTenant tenant = TestTenants.open();
        String token = issue(tenant, Map.of("label", "r", "scopes", "account:read_only"))
                .path("token");

        TestTenants.as(token)
                .get("/v4/profile/sshkeys")
                .then()
                .statusCode(200)
                .header("X-OAuth-Scopes", "account:read_only")
                .header("X-Accepted-OAuth-Scopes", "account:read_only");
        TestTenants.as(token)
                .body(Map.of("label", "x", "ssh_key", "y"))
                .post("/v4beta/profile/sshkeys")
                .then()
                .statusCode(401)
                .header("X-OAuth-Scopes", "account:read_only")
                .header("X-Accepted-OAuth-Scopes", "account:read_write")
                .body("errors[0].reason", containsString("not authorized"));
    }

    @Test
    void aTokenMakesNoTokenWiderThanItself() {
        TestTenant tenant = TestTenants.open();
        String narrow = issue(tenant, Map.of("label", "n", "scopes", "account:read_write"))
                .path("token");

        TestTenants.as(narrow)
                .body(Map.of("label", "w", "scopes", "*"))
                .post("/v4/profile/tokens")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("scopes"));
        TestTenants.as(narrow)
                .body(Map.of("label", "w", "scopes", "account:read_only"))
                .post("/v4/profile/tokens")
                .then()
                .statusCode(200);
    }

    @Test
    void scopesOnlyShrink() {
        TestTenant tenant = TestTenants.open();
        int id = issue(tenant, Map.of("label", "s", "scopes", "linodes:read_write ips:read_only"))
                .path("id");

        tenant.call()
                .body(Map.of("label", "renamed", "scopes", "linodes:read_only"))
                .put("/v4/profile/tokens/" + id)
                .then()
                .statusCode(200)
                .body("label", equalTo("renamed"))
                .body("scopes", equalTo("linodes:read_only"));
        tenant.call()
                .body(Map.of("scopes", "linodes:read_write"))
                .put("/v4/profile/tokens/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("scopes"));
    }

    @Test
    void aRevokedTokenIsWorthNothing() {
        TestTenant tenant = TestTenants.open();
        Response made = issue(tenant, Map.of("label", "gone", "scopes", "*"));
        String token = made.path("token");
        TestTenants.as(token).get("/v4/profile").then().statusCode(200);

        tenant.call()
                .delete("/v4/profile/tokens/" + made.path("id"))
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));

        TestTenants.as(token)
                .get("/v4/profile")
                .then()
                .statusCode(401)
                .header("X-OAuth-Scopes", "unknown")
                .body("errors[0].reason", startsWith("Invalid Token"));
    }

    @Test
    void anExpiredTokenIsWorthNothing() {
        TestTenant tenant = TestTenants.open();
        Response made = issue(tenant, Map.of("label", "short", "scopes", "*", "expiry", "2999-01-01T00:00:00"));
        String token = made.path("token");
        int id = made.path("id");
        TestTenants.as(token).get("/v4/profile").then().statusCode(200);

        sql.change("update token_view set expiry = now() - interval '1 day' where id = ?", (long) id);
        TestTenants.as(token).get("/v4/profile").then().statusCode(401);
        sql.change("update token_view set expiry = '2999-01-01T00:00:00Z' where id = ?", (long) id);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', scopes",
        "linodes:everything, '', scopes",
        "machines:read_only, '', scopes",
        "*, yesterday, expiry",
        "*, 2001-01-01T00:00:00, expiry"
    })
    void badInputNamesTheField(String scopes, String expiry, String field) {
        TestTenant tenant = TestTenants.open();
        Map<String, String> body = expiry.isEmpty()
                ? Map.of("label", "x", "scopes", scopes)
                : Map.of("label", "x", "scopes", scopes, "expiry", expiry);

        issue(tenant, body).then().statusCode(400).body("errors[0].field", equalTo(field));
        tenant.call().get("/v4/profile/tokens").then().body("results", equalTo(1));
    }

    @Test
    void anothersTokenIsNotFound() {
        TestTenant tenant = TestTenants.open();
        int id = issue(tenant, Map.of("label", "mine", "scopes", "*")).path("id");
        TestTenant other = TestTenants.open();

        other.call()
                .get("/v4/profile/tokens/" + id)
                .then()
                .statusCode(404)
                .body("errors[0].reason", equalTo("Not found"));
        other.call()
                .body(Map.of("label", "x"))
                .put("/v4/profile/tokens/" + id)
                .then()
                .statusCode(404);
        other.call().delete("/v4/profile/tokens/" + id).then().statusCode(404);
        tenant.call().get("/v4/profile/tokens").then().body("data", hasSize(2));
    }

    @Test
    void theFirstUseIsInTheBookOnce() {
        TestTenant tenant = TestTenants.open();
        Response made = issue(tenant, Map.of("label", "used", "scopes", "*"));
        String token = made.path("token");
        TestTenants.as(token).get("/v4/profile").then().statusCode(200);
        TestTenants.as(token).get("/v4/profile").then().statusCode(200);

        assertThat(sql.count(
                        "select count(*) from domain_event where aggregate_id = ? and payload_type ="
                                + " 'tenancy.TokenUsedFirst'",
                        "token-" + made.path("id")))
                .isEqualTo(1);
    }

    private static Response issue(TestTenant tenant, Map<String, String> body) {
        return tenant.call().body(body).post("/v4/profile/tokens");
    }
}
