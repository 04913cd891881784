package myidc.api.tenant.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AccountResourceTest {
    @Test
    void theContactChangesAndWhatIsAbsentStays() {
        TestTenant tenant = TestTenants.open();

        tenant.call()
                .body(Map.of("first_name", "Wei", "address_1", "1 Nanjing Road", "country", "CN"))
                .put("/v4/account")
                .then()
                .statusCode(200)
                .body("first_name", equalTo("Wei"))
                .body("address_1", equalTo("1 Nanjing Road"))
                .body("currency", equalTo("CNY"))
                .body("email", equalTo(tenant.username() + "@example.com"));
    }

    @ParameterizedTest
    @CsvSource({"country, XX", "email, nonsense", "phone, call me", "zip, 12345678901234567"})
    void aBadContactNamesTheField(String field, String value) {
        TestTenant tenant = TestTenants.open();

        tenant.call()
                .body(Map.of(field, value))
                .put("/v4/account")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void settingsAreChosen() {
        TestTenant tenant = TestTenants.open();
        tenant.call()
                .body(Map.of("network_helper", false, "maintenance_policy", "linode/power_off_on"))
                .put("/v4/account/settings")
                .then()
                .statusCode(200)
                .body("network_helper", equalTo(false))
                .body("maintenance_policy", equalTo("linode/power_off_on"))
                .body("interfaces_for_new_linodes", equalTo("legacy_config_only"));
        tenant.call()
                .body(Map.of("maintenance_policy", "pray"))
                .put("/v4/account/settings")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("maintenance_policy"));
    }

    @Test
    void aSuspendedTenantReadsAndDeletesAndCreatesNothing() {
        TestTenant tenant = TestTenants.open();
        int token = tenant.call()
                .body(Map.of("label", "t", "scopes", "*"))
                .post("/v4/profile/tokens")
                .path("id");
        TestTenants.asOperator()
                .body(Map.of("reason", "unpaid"))
                .post("/admin/v1/tenants/" + tenant.id() + "/suspend")
                .then()
                .statusCode(200)
                .body("suspended", equalTo(true));

        tenant.call()
                .body(Map.of("label", "t", "scopes", "*"))
                .post("/v4/profile/tokens")
                .then()
                .statusCode(403)
                .body("errors[0].reason", containsString("suspended"));
        tenant.call().get("/v4/account/notifications").then().statusCode(200).body("data[0].body", equalTo("unpaid"));
        tenant.call().delete("/v4/profile/tokens/" + token).then().statusCode(200);

        TestTenants.asOperator()
                .post("/admin/v1/tenants/" + tenant.id() + "/reinstate")
                .then()
                .statusCode(200);
        tenant.call()
                .body(Map.of("label", "t", "scopes", "*"))
                .post("/v4/profile/tokens")
                .then()
                .statusCode(200);
    }

    @Test
    void usersComeAndGo() {
        TestTenant tenant = TestTenants.open();
        String name = "new-" + TestTenants.unique();
        tenant.call()
                .body(Map.of("username", name, "email", name + "@example.com", "restricted", true))
                .post("/v4/account/users")
                .then()
                .statusCode(200)
                .body("restricted", equalTo(true))
                .body("password_created", equalTo(null));
        tenant.call().get("/v4/account/users").then().body("data.username", hasItem(name));
        TestTenants.open().call().get("/v4/account/users/" + name).then().statusCode(404);

        tenant.call()
                .body(Map.of("username", name + "x"))
                .put("/v4/account/users/" + name)
                .then()
                .statusCode(200)
                .body("username", equalTo(name + "x"));
        tenant.call().get("/v4/account/users/" + name).then().statusCode(404);
        tenant.call().delete("/v4/account/users/" + name + "x").then().statusCode(200);
        tenant.call().get("/v4/account/users").then().body("data", hasSize(1));
        tenant.call()
                .body(Map.of("username", name + "x", "email", "again@example.com", "restricted", false))
                .post("/v4/account/users")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "ab, a@example.com, username",
        "-abc, a@example.com, username",
        "a--b, a@example.com, username",
        "abc def, a@example.com, username",
        "fine-name, nonsense, email"
    })
    void aBadUserNamesTheField(String username, String email, String field) {
        TestTenants.open()
                .call()
                .body(Map.of("username", username, "email", email, "restricted", false))
                .post("/v4/account/users")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void aUsernameTakenElsewhereDoesNotTellWhere() {
        TestTenant tenant = TestTenants.open();

        TestTenants.open()
                .call()
                .body(Map.of("username", tenant.username(), "email", "x@example.com"))
                .post("/v4/account/users")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("username"))
                .body("errors[0].reason", equalTo("username is already in use"));
    }

    @Test
    void theLastUnrestrictedUserStays() {
        TestTenant tenant = TestTenants.open();

        tenant.call()
                .body(Map.of("restricted", true))
                .put("/v4/account/users/" + tenant.username())
                .then()
                .statusCode(400);
        tenant.call().delete("/v4/account/users/" + tenant.username()).then().statusCode(400);
    }

    @Test
    void grantsOpenTheAccountToARestrictedUser() {
        TestTenant tenant = TestTenants.open();
        String name = TestTenants.restrictedUser(tenant.id());
        String token = TestTenants.token(tenant.id(), name, "*");
        tenant.call()
                .get("/v4/account/users/" + tenant.username() + "/grants")
                .then()
                .statusCode(204);
        TestTenants.as(token)
                .get("/v4/account")
                .then()
                .statusCode(403)
                .body("errors[0].reason", equalTo("Unauthorized"));

        tenant.call()
                .body(Map.of("global", Map.of("account_access", "read_only", "add_linodes", true)))
                .put("/v4/account/users/" + name + "/grants")
                .then()
                .statusCode(200)
                .body("global.account_access", equalTo("read_only"))
                .body("global.add_linodes", equalTo(true))
                .body("global.add_volumes", equalTo(false));

        TestTenants.as(token).get("/v4/account").then().statusCode(200);
        TestTenants.as(token)
                .body(Map.of("city", "x"))
                .put("/v4/account")
                .then()
                .statusCode(403);
        TestTenants.as(token)
                .get("/v4/profile/grants")
                .then()
                .statusCode(200)
                .body("global.add_linodes", equalTo(true));
        TestTenants.as(token)
                .body(Map.of("global", Map.of("account_access", "read_write")))
                .put("/v4/account/users/" + name + "/grants")
                .then()
                .statusCode(403);
    }

    @Test
    void badGrantsNameTheField() {
        TestTenant tenant = TestTenants.open();
        String name = TestTenants.restrictedUser(tenant.id());

        tenant.call()
                .body(Map.of("global", Map.of("account_access", "everything")))
                .put("/v4/account/users/" + name + "/grants")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("global.account_access"));
        tenant.call()
                .body("{\"linode\":[{\"id\":999999,\"permissions\":\"read_only\"}]}")
                .put("/v4/account/users/" + name + "/grants")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("linode.id"));
    }

    @Test
    void anyOriginMayCallWithATokenAndNoCookieGoesAlong() {
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "Authorization, X-Filter")
                .options("/v4/account")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Headers", containsString("X-Filter"))
                .header("Access-Control-Allow-Credentials", equalTo("false"));
        TestTenants.open()
                .call()
                .header("Origin", "https://elsewhere.example")
                .get("/v4/account")
                .then()
                .statusCode(200)
                .header("Access-Control-Expose-Headers", containsString("X-OAuth-Scopes"));
    }
}
