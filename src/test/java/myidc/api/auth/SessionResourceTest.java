package myidc.api.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionResourceTest {
    @Inject
    Sql sql;

    @Test
    void aTenantsUserSignsInSeesWhoTheyAreAndSignsOut() {
        TestTenant tenant = TestTenants.open();
        String session = signIn(tenant.username(), tenant.password())
                .statusCode(200)
                .header("Set-Cookie", containsString("HttpOnly"))
                .header("Set-Cookie", containsString("SameSite=Strict"))
                .body("person.username", equalTo(tenant.username()))
                .body("person.role", equalTo("TENANT"))
                .body("person.tenantId", equalTo((int) tenant.id()))
                .extract()
                .cookie("myidc_session");

        given().cookie("myidc_session", session).get("/auth/session").then().statusCode(200);
        given().cookie("myidc_session", session)
                .header("X-Requested-With", "myidc")
                .delete("/auth/session")
                .then()
                .statusCode(200);
        given().cookie("myidc_session", session).get("/auth/session").then().statusCode(401);
    }

    @Test
    void theNameMayBeWrittenInAnyCase() {
        TestTenant tenant = TestTenants.open();

        signIn(tenant.username().toUpperCase(java.util.Locale.ROOT), tenant.password())
                .statusCode(200);
    }

    @Test
    void aChangeBySessionNeedsTheHeader() {
        TestTenant tenant = TestTenants.open();
        String session = signIn(tenant.username(), tenant.password()).extract().cookie("myidc_session");

        given().cookie("myidc_session", session).delete("/auth/session").then().statusCode(403);
        given().cookie("myidc_session", session).get("/auth/session").then().statusCode(200);
    }

    @Test
    void aSessionEndsWhenItsTimeIsUp() {
        TestTenant tenant = TestTenants.open();
        String session = signIn(tenant.username(), tenant.password()).extract().cookie("myidc_session");
        int changed = sql.change(
                "update web_session set expires_at = now() - interval '1 second' where person_id ="
                        + " (select id from person_view where username = ?)",
                tenant.username());

        assertThat(changed).isEqualTo(1);
        given().cookie("myidc_session", session).get("/auth/session").then().statusCode(401);
    }

    @Test
    void aNewPasswordEndsTheSessions() {
        TestTenant tenant = TestTenants.open();
        String session = signIn(tenant.username(), tenant.password()).extract().cookie("myidc_session");
        int person = given().cookie("myidc_session", session)
                .get("/auth/session")
                .then()
                .extract()
                .path("person.id");

        TestTenants.asOperator()
                .body(Map.of("password", "another long one"))
                .post("/admin/v1/persons/" + person + "/password")
                .then()
                .statusCode(200);

        given().cookie("myidc_session", session).get("/auth/session").then().statusCode(401);
        signIn(tenant.username(), tenant.password()).statusCode(401);
        signIn(tenant.username(), "another long one").statusCode(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
        TestTenant tenant = TestTenants.open();

        String wrong =
                signIn(tenant.username(), "wrong").statusCode(401).extract().path("detail");
        String unknown = signIn("nobody-" + TestTenants.unique(), "wrong")
                .statusCode(401)
                .body("code", equalTo("tenancy.SIGN_IN_REFUSED"))
                .extract()
                .path("detail");

        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void guessingIsSlowedDownPerName() {
        TestTenant tenant = TestTenants.open();
        for (int guess = 0; guess < 10; guess++) {
            signIn(tenant.username(), "guess " + guess).statusCode(401);
        }

        signIn(tenant.username(), tenant.password())
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("tenancy.TOO_MANY_ATTEMPTS"));
        signIn(TestTenants.open().username(), "wrong").statusCode(401);
    }

    @Test
    void whatIsMissingIsNamed() {
        given().contentType("application/json")
                .body(Map.of("password", "x"))
                .post("/auth/session")
                .then()
                .statusCode(400)
                .body("field", equalTo("username"));
        given().contentType("application/json")
                .body(Map.of("username", "x"))
                .post("/auth/session")
                .then()
                .statusCode(400)
                .body("field", equalTo("password"));
    }

    @Test
    void signInsAreInTheBookWithoutPersonalDataInClear() {
        TestTenant tenant = TestTenants.open();
        signIn(tenant.username(), "wrong").statusCode(401);
        signIn(tenant.username(), tenant.password()).statusCode(200);

        List<String> facts = sql.rows(
                "select payload_type || payload::text || meta_data::text from domain_event where aggregate_id ="
                        + " 'person-' || (select id from person_view where username = ?) order by sequence_number",
                row -> row.getString(1),
                tenant.username());

        assertThat(facts).hasSize(4);
        assertThat(facts.get(2)).startsWith("tenancy.SignInRefused");
        assertThat(facts.get(3)).startsWith("tenancy.SignedIn");
        assertThat(facts).noneMatch(fact -> fact.contains(tenant.username()) || fact.contains(tenant.password()));
        assertThat(facts.subList(2, 4)).noneMatch(fact -> fact.contains("127.0.0.1"));
    }

    @Test
    void staffSeeTheirRole() {
        String username = "auditor-" + TestTenants.unique();
        TestTenants.asOperator()
                .body(Map.of("username", username, "role", "AUDITOR", "password", "a fine password"))
                .post("/admin/v1/persons")
                .then()
                .statusCode(200);
        String session = signIn(username, "a fine password")
                .statusCode(200)
                .body("person.role", equalTo("AUDITOR"))
                .body("person", not(org.hamcrest.Matchers.hasKey("password")))
                .extract()
                .cookie("myidc_session");

        given().cookie("myidc_session", session).get("/admin/v1/tenants").then().statusCode(200);
        given().cookie("myidc_session", session)
                .header("X-Requested-With", "myidc")
                .contentType("application/json")
                .body(Map.of("name", "x", "currency", "CNY", "timeZone", "UTC"))
                .post("/admin/v1/tenants")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse signIn(String username, String password) {
        return given().contentType("application/json")
                .body(Map.of("username", username, "password", password))
                .post("/auth/session")
                .then();
    }
}
