package myidc.api.tenant.profile;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProfileResourceTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIbA1t6tBzZ2Jd1kU5h8mVJ3YzRkQ0pLb0hXcVZ5c2RmZ2hq" + " ci@example.com";

    @ParameterizedTest
    @ValueSource(strings = {"v4", "v4beta"})
    void anyTokenShowsWhoseItIs(String version) {
        TestTenant tenant = TestTenants.open();
        String narrow = TestTenants.token(tenant.id(), tenant.username(), "linodes:read_only");

        TestTenants.as(narrow)
                .get("/" + version + "/profile")
                .then()
                .statusCode(200)
                .header("X-Accepted-OAuth-Scopes", "*")
                .header("X-RateLimit-Limit", notNullValue())
                .header("X-RateLimit-Remaining", notNullValue())
                .header("X-RateLimit-Reset", notNullValue())
                .body("username", equalTo(tenant.username()))
                .body("restricted", equalTo(false))
                .body("two_factor_auth", equalTo(false));
    }

    @Test
    void staffHaveNoProfileAmongTenants() {
        TestTenants.asOperator().get("/v4/profile").then().statusCode(403);
    }

    @Test
    void theProfileChangesAndWhatIsAbsentStays() {
        TestTenant tenant = TestTenants.open();

        tenant.call()
                .body(Map.of("timezone", "Asia/Shanghai", "email_notifications", false))
                .put("/v4/profile")
                .then()
                .statusCode(200)
                .body("timezone", equalTo("Asia/Shanghai"))
                .body("email_notifications", equalTo(false))
                .body("email", equalTo(tenant.username() + "@example.com"));
    }

    @ParameterizedTest
    @CsvSource({"timezone, Mars/Olympus", "email, nonsense", "language, klingon"})
    void aBadProfileNamesTheField(String field, String value) {
        TestTenant tenant = TestTenants.open();

        tenant.call()
                .body(Map.of(field, value))
                .put("/v4/profile")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
        tenant.call().get("/v4/profile").then().body("timezone", equalTo("Asia/Shanghai"));
    }

    @Test
    void preferencesComeBackAsTheyWere() {
        TestTenant tenant = TestTenants.open();
        tenant.call()
                .body("{\"theme\":\"dark\",\"pageSizes\":{\"x\":25}}")
                .put("/v4/profile/preferences")
                .then()
                .statusCode(200);

        tenant.call()
                .get("/v4/profile/preferences")
                .then()
                .statusCode(200)
                .body("theme", equalTo("dark"))
                .body("pageSizes.x", equalTo(25));
        tenant.call().body("[1]").put("/v4/profile/preferences").then().statusCode(400);
    }

    @Test
    void keysAreAddedRelabelledAndRemoved() {
        TestTenant tenant = TestTenants.open();
        int id = tenant.call()
                .body(Map.of("label", "laptop", "ssh_key", KEY))
                .post("/v4/profile/sshkeys")
                .then()
                .statusCode(200)
                .body("ssh_key", equalTo(KEY))
                .extract()
                .path("id");
        TestTenant other = TestTenants.open();
        other.call().get("/v4/profile/sshkeys/" + id).then().statusCode(404);
        other.call().delete("/v4/profile/sshkeys/" + id).then().statusCode(404);

        tenant.call()
                .body(Map.of("label", "desk"))
                .put("/v4/profile/sshkeys/" + id)
                .then()
                .statusCode(200)
                .body("label", equalTo("desk"));
        tenant.call()
                .header("X-Filter", "{\"label\":\"desk\"}")
                .get("/v4/profile/sshkeys")
                .then()
                .body("data", hasSize(1));
        tenant.call().delete("/v4/profile/sshkeys/" + id).then().statusCode(200);
        tenant.call().get("/v4/profile/sshkeys").then().body("results", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "x, ssh-nonsense AAAA, ssh_key",
        "x, ssh-ed25519 AAAA, ssh_key",
        "x, ssh-ed25519 !!!, ssh_key",
        "'', ssh-ed25519 AAAA, label",
    })
    void aBadKeyNamesTheField(String label, String key, String field) {
        TestTenants.open()
                .call()
                .body(Map.of("label", label, "ssh_key", key))
                .post("/v4/profile/sshkeys")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void aNewPasswordNeedsThePresentOne() {
        TestTenant tenant = TestTenants.open();
        tenant.call()
                .body(Map.of("password", "wrong", "new_password", "a brand new one"))
                .post("/v4/profile/password")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("password"));
        tenant.call()
                .body(Map.of("password", tenant.password(), "new_password", "short"))
                .post("/v4/profile/password")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("password"));
        tenant.call()
                .body(Map.of("password", tenant.password(), "new_password", "a brand new one"))
                .post("/v4/profile/password")
                .then()
                .statusCode(200);
        given().contentType("application/json")
                .body(Map.of("username", tenant.username(), "password", "a brand new one"))
                .post("/auth/session")
                .then()
                .statusCode(200);
        tenant.call()
                .header("X-Filter", "{\"+order_by\":\"datetime\",\"+order\":\"desc\"}")
                .get("/v4/profile/logins")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].status", equalTo("successful"))
                .body("data[0].username", equalTo(tenant.username()));
    }
}
