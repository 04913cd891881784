package myidc.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import myidc.TestTenants;
import org.junit.jupiter.api.Test;

/** A mistyped field of the house's own contract is no field left out. */
@QuarkusTest
class UnknownFieldsTest {
    @Test
    void aMistypedFieldIsNamedAndNothingIsMade() {
        operator()
                .body(Map.of("name", "Typo", "region", "cn-typo-1", "country", "CN", "timezone", "Asia/Shanghai"))
                .post("/admin/v1/sites")
                .then()
                .statusCode(400)
                .body("field", equalTo("timezone"))
                .body("detail", equalTo("timezone is not a field of this operation"))
                .body("requestId", notNullValue());
    }

    @Test
    void aTenantsContractIgnoresWhatItDoesNotKnowAsLinodeDoes() {
        TestTenants.open()
                .call()
                .body(Map.of("label", "k", "ssh_key", "not a key", "no_such_field", 1))
                .post("/v4/profile/sshkeys")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("ssh_key"));
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestTenants.OPERATOR).contentType("application/json");
    }
}
