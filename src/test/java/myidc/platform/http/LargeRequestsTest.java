package myidc.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What is larger than anything may be is refused in the words of the contract that was called. */
@QuarkusTest
class LargeRequestsTest {
    private static final String LONG = "a".repeat(40_000);

    @Test
    void headersTooLargeAreRefusedWithTheNameOfTheLongest() {
        given().header("X-Filter", LONG)
                .get("/v4/regions")
                .then()
                .statusCode(431)
                .header("X-Request-Id", notNullValue())
                .body("errors[0].reason", containsString("most of them X-Filter; at most 32768 are taken"));
        given().header("X-Much", LONG)
                .get("/admin/v1/racks")
                .then()
                .statusCode(431)
                .contentType("application/problem+json")
                .body("field", equalTo("X-Much"));
    }

    @Test
    void aPathTooLongIsRefused() {
        given().get("/v4/regions?x=" + LONG)
                .then()
                .statusCode(414)
                .body("errors[0].reason", containsString("at most 32768"));
    }
}
