package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RacksResourceTest {
    private static final String TOKEN = "operator-token-of-tests";

    @Test
    void anInstalledRackIsThereAtOnce() {
        long site = site();
        int rack = install(site, "A-" + unique()).statusCode(200).extract().path("id");

        given().auth()
                .oauth2(TOKEN)
                .get("/admin/v1/racks/" + rack)
                .then()
                .statusCode(200)
                .header("X-Request-Id", notNullValue())
                .header("ETag", "\"0\"")
                .body("heightU", equalTo(42));
    }

    @Test
    void aNameTakenOnTheSameSiteNamesItsHolder() {
        long site = site();
        String name = "B-" + unique();
        int holder = install(site, name).statusCode(200).extract().path("id");

        install(site, name)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("inventory.RACK_NAME_TAKEN"))
                .body("field", equalTo("name"))
                .body("holder", equalTo("rack-" + holder));
        install(site(), name).statusCode(200);
    }

    @Test
    void theSameKeyAndBodyGiveTheStoredAnswer() {
        long site = site();
        String key = unique();
        Map<String, Object> body = rack(site, "C-" + unique());
        int first = keyed(key, body).statusCode(200).extract().path("id");

        keyed(key, body).statusCode(200).header("Idempotent-Replay", "true").body("id", equalTo(first));
        keyed(key, rack(site, "D-" + unique())).statusCode(422).body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void badInputNamesTheField() {
        given().auth()
                .oauth2(TOKEN)
                .contentType("application/json")
                .body(Map.of("siteId", site(), "name", "E", "heightU", 99, "maxWeightKg", 900, "maxPowerW", 8000))
                .post("/admin/v1/racks")
                .then()
                .statusCode(400)
                .body("field", equalTo("heightU"))
                .body("type", startsWith("/problems/"));
    }

    @Test
    void nobodyEntersWithoutACredential() {
        given().get("/admin/v1/racks").then().statusCode(401);
        given().auth().oauth2("wrong").get("/admin/v1/racks").then().statusCode(401);
    }

    private static ValidatableResponse install(long site, String name) {
        return keyed(unique(), rack(site, name));
    }

    private static ValidatableResponse keyed(String key, Map<String, Object> body) {
        return given().auth()
                .oauth2(TOKEN)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/admin/v1/racks")
                .then();
    }

    private static Map<String, Object> rack(long site, String name) {
        return Map.of("siteId", site, "name", name, "heightU", 42, "maxWeightKg", 900, "maxPowerW", 8000);
    }

    private static long site() {
        Integer id = given().auth()
                .oauth2(TOKEN)
                .contentType("application/json")
                .body(Map.of(
                        "name", unique(), "region", "cn-" + unique(), "country", "CN", "timeZone", "Asia/Shanghai"))
                .post("/admin/v1/sites")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        return id;
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 12);
    }
}
