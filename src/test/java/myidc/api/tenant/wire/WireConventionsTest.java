package myidc.api.tenant.wire;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every answer of the tenants' contract, whatever is asked. */
@QuarkusTest
class WireConventionsTest {
    @Test
    void everyAnswerTellsItsLimitsAndItsNumber() {
        RequestSpecification known = TestTenants.open().call();
        Stream.of(
                        known.get("/v4/profile"),
                        known.get("/v4/linode/instances/999999999"),
                        known.get("/v4/nodebalancers"),
                        known.get("/v4/linode/types?page=0"),
                        given().get("/v4/account"),
                        given().auth().oauth2("no-such-token").get("/v4beta/account"))
                .forEach(answer -> answer.then()
                        .header("X-RateLimit-Limit", matchesPattern("[0-9]+"))
                        .header("X-RateLimit-Remaining", matchesPattern("[0-9]+"))
                        .header("X-RateLimit-Reset", matchesPattern("[0-9]{10}"))
                        .header("X-Spec-Version", notNullValue())
                        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}")));
    }

    @Test
    void theCallersOwnNumberIsKeptWhereItIsOne() {
        assertThat(given().header("X-Request-Id", "mine-1")
                        .get("/v4/regions")
                        .headers()
                        .getValues("X-Request-Id"))
                .containsExactly("mine-1");
        given().header("X-Request-Id", "not one")
                .get("/v4/regions")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void scopesHeldAndNeededAreTold() {
        TestTenant tenant = TestTenants.open();
        String narrow = TestTenants.token(tenant.id(), tenant.username(), "linodes:read_only");
        TestTenants.as(narrow)
                .get("/v4/linode/instances")
                .then()
                .statusCode(200)
                .header("X-OAuth-Scopes", "linodes:read_only")
                .header("X-Accepted-OAuth-Scopes", "linodes:read_only");
        TestTenants.as(narrow)
                .get("/v4/account")
                .then()
                .statusCode(401)
                .header("X-OAuth-Scopes", "linodes:read_only")
                .header("X-Accepted-OAuth-Scopes", "account:read_only");
        given().auth()
                .oauth2("no-such-token")
                .get("/v4/account")
                .then()
                .statusCode(401)
                .header("X-OAuth-Scopes", "unknown")
                .body("errors[0].reason", equalTo("Invalid Token"));
    }

    @Test
    void aPageOfAnyOriginMayCallAndReadTheHeaders() {
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,x-filter,content-type")
                .options("/v4/linode/instances/1")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://elsewhere.example")
                .header("Access-Control-Allow-Methods", containsString("PUT"))
                .header(
                        "Access-Control-Allow-Headers",
                        allOf(containsString("Authorization"), containsString("X-Filter")))
                .header("X-Request-Id", notNullValue());
        given().header("Origin", "https://elsewhere.example")
                .get("/v4/regions")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://elsewhere.example")
                .header(
                        "Access-Control-Expose-Headers",
                        allOf(
                                containsString("X-OAuth-Scopes"),
                                containsString("X-Accepted-OAuth-Scopes"),
                                containsString("X-Status")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v4/nodebalancers",
                "/v4beta/lke/clusters",
                "/v4/databases/instances",
                "/v4/domains",
                "/v4/object-storage/buckets",
                "/v4/linode/instances/abc",
                "/v4/linode/instances/1/nope",
                "/v4"
            })
    void whatIsNotHereIsNotFoundInTheEnvelope(String path) {
        TestTenants.open()
                .call()
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("errors[0].reason", equalTo("Not found"));
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, page",
        "page=x, page",
        "page=9999999999999999999, page",
        "page_size=24, page_size",
        "page_size=501, page_size",
        "page_size=-1, page_size",
        "page_size=many, page_size"
    })
    void aPageThatIsNoneIsRefusedByName(String query, String field) {
        given().get("/v4/linode/types?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].reason", containsString(field + " must be"));
    }

    @Test
    void aPageBeyondTheLastIsEmpty() {
        given().get("/v4/linode/types?page=99&page_size=25")
                .then()
                .statusCode(200)
                .body("data", empty())
                .body("page", equalTo(99));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | X-Filter is not valid JSON",
                "[] | X-Filter must be a JSON object",
                "{\"foo\":1} | Cannot filter on foo",
                "{\"label\":{\"+bad\":1}} | Unknown operator +bad",
                "{\"+or\":{}} | +or needs a list with something in it",
                "{\"+order_by\":\"nope\"} | Cannot filter on nope",
                "{\"id\":\"x\"} | id must be compared with a number",
                "{\"+order\":\"up\"} | +order must be asc or desc"
            })
    void aFilterThatIsNoneIsRefused(String filter, String reason) {
        refused(
                TestTenants.open()
                        .call()
                        .header("X-Filter", filter)
                        .get("/v4/linode/instances")
                        .then(),
                reason);
    }

    private static void refused(ValidatableResponse answer, String reason) {
        answer.statusCode(400).body("errors[0].field", equalTo("X-Filter")).body("errors[0].reason", equalTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v4", "/v4beta"})
    void aSlashInANumberComesEncoded(String version) {
        given().urlEncodingEnabled(false)
                .get(version + "/images/linode%2Fdebian12")
                .then()
                .statusCode(200)
                .body("id", equalTo("linode/debian12"));
        given().urlEncodingEnabled(false)
                .get(version + "/linode/kernels/linode%2Fgrub2")
                .then()
                .statusCode(200)
                .body("id", equalTo("linode/grub2"));
    }
}
