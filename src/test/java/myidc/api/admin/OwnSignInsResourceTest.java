package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff see who tried to sign in as them, and nobody else's. */
@QuarkusTest
class OwnSignInsResourceTest {
    private static final String PATH = "/admin/v1/own-sign-ins";
    private static final String PASSWORD = "a fine password";

    private String name;

    @BeforeEach
    void anAuditor() {
        name = auditor();
    }

    @Test
    void attemptsAreTheirsAloneTheNewestFirstAndPaged() {
        signIn(name, PASSWORD).statusCode(200);
        signIn(name, "a wrong password").statusCode(401);
        String session = session(name);
        signIn(auditor(), PASSWORD).statusCode(200);

        as(session)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("results", equalTo(3))
                .body("data.outcome", contains("LET_IN", "PASSWORD_WRONG", "LET_IN"))
                .body("data.withCode", contains(false, null, false))
                .body("data.address", everyItem(not(nullValue())))
                .body("data.at", everyItem(not(nullValue())));
        as(session)
                .get(PATH + "?page=2&pageSize=2")
                .then()
                .body("pages", equalTo(2))
                .body("data.outcome", contains("LET_IN"));
    }

    @Test
    void aTenantIsNotLetIn() {
        TestTenant tenant = TestTenants.open();

        tenant.call().get(PATH).then().statusCode(403);
        given().get(PATH).then().statusCode(401);
    }

    private static String auditor() {
        String name = "auditor-" + TestTenants.unique();
        TestTenants.asOperator()
                .body(Map.of("username", name, "role", "AUDITOR", "password", PASSWORD))
                .post("/admin/v1/persons")
                .then()
                .statusCode(200);
        return name;
    }

    private static String session(String name) {
        return signIn(name, PASSWORD).statusCode(200).extract().cookie("myidc_session");
    }

    private static ValidatableResponse signIn(String name, String password) {
        return given().contentType("application/json")
                .body(Map.of("username", name, "password", password))
                .post("/auth/session")
                .then();
    }

    private static RequestSpecification as(String session) {
        return given().cookie("myidc_session", session).header("X-Requested-With", "myidc");
    }
}
