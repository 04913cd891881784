package myidc.api.tenant.wire;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import myidc.tenancy.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RateLimitsTest {
    @Inject
    Sql sql;

    @Test
    void aTokenThatUsedUpItsWindowWaitsForTheNext() {
        TestTenant tenant = TestTenants.open();
        String other = TestTenants.token(tenant.id(), tenant.username(), "*");
        Response first = tenant.call().get("/v4/profile/tokens");
        int limit = Integer.parseInt(first.getHeader("X-RateLimit-Limit"));
        assertThat(Integer.parseInt(first.getHeader("X-RateLimit-Remaining"))).isEqualTo(limit - 1);

        sql.change("update rate_window set used = ? where who = ? and what = 'LIST'", limit, who(tenant.token()));

        Response refused = tenant.call().get("/v4/profile/tokens");
        refused.then()
                .statusCode(429)
                .header("X-RateLimit-Remaining", "0")
                .body("errors[0].reason", equalTo("Too many requests"));
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 60);
        tenant.call().get("/v4/profile").then().statusCode(200);
        TestTenants.as(other).get("/v4/profile/tokens").then().statusCode(200);

        sql.change("update rate_window set began = now() - interval '61 seconds' where who = ?", who(tenant.token()));
        tenant.call().get("/v4/profile/tokens").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /linode/instances, false, CREATE_INSTANCE",
        "POST, /linode/instances/7/boot, false, OTHER",
        "GET, /linode/instances, true, LIST",
        "GET, /linode/instances/7, false, OTHER",
        "GET, /linode/instances/7/stats, false, STATS",
        "GET, /linode/instances/7/stats/2026/11, false, STATS",
        "GET, /images, true, LIST_IMAGES",
        "GET, /images/linode%2Fdebian12, false, OTHER",
        "GET, /account/events, true, LIST_EVENTS",
        "POST, /support/tickets, false, OPEN_TICKET",
        "POST, /support/tickets/7/replies, false, OTHER",
        "DELETE, /linode/instances/7, false, OTHER"
    })
    void operationsAreCountedByTheirClass(String method, String path, boolean listed, RateClass expected) {
        assertThat(RateClass.of(method, path, listed)).isEqualTo(expected);
    }

    @Test
    void everyCallIsCountedOnceWhateverItsAnswer() {
        TestTenant tenant = TestTenants.open();
        tenant.call().get("/v4/linode/instances/999999999").then().statusCode(404);
        tenant.call().get("/v4/profile").then().statusCode(200);

        int limit = Integer.parseInt(tenant.call().get("/v4/profile").getHeader("X-RateLimit-Limit"));

        tenant.call().get("/v4/profile").then().header("X-RateLimit-Remaining", equalTo(String.valueOf(limit - 4)));
        assertThat(counted(tenant.token())).isEqualTo(4);
    }

    @Test
    void aTokenThatIsNoLongerGoodIsCountedByAddress() {
        TestTenant tenant = TestTenants.open();
        String other = TestTenants.token(tenant.id(), tenant.username(), "*");
        TestTenants.as(other).get("/v4/profile").then().statusCode(200);
        long id = tenant.call().get("/v4/profile/tokens").jsonPath().getLong("data.id.max()");
        tenant.call().delete("/v4/profile/tokens/" + id).then().statusCode(200);

        TestTenants.as(other)
                .get("/v4/profile")
                .then()
                .statusCode(401)
                .header("X-RateLimit-Limit", equalTo("1600000"))
                .body("errors[0].reason", equalTo("Invalid Token"));

        assertThat(counted(other)).isEqualTo(1);
        String unknown = TestTenants.unique();
        TestTenants.as(unknown).get("/v4/profile").then().statusCode(401);
        assertThat(counted(unknown)).isZero();
    }

    @Test
    void whoSendsNoTokenIsCountedByAddress() {
        given().get("/v4/regions").then().statusCode(200).header("X-RateLimit-Limit", equalTo("200000"));
    }

    @Test
    void aPageMayReadTheListOfImagesAsOftenAsAnyOther() {
        TestTenant tenant = TestTenants.open();
        String session = given().contentType("application/json")
                .body(Map.of("username", tenant.username(), "password", tenant.password()))
                .post("/auth/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("myidc_session");
        for (String list : List.of("/v4/images", "/v4/linode/stackscripts")) {
            given().cookie("myidc_session", session)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .header("X-RateLimit-Limit", equalTo("200000"));
        }
        tenant.call().get("/v4/images").then().statusCode(200).header("X-RateLimit-Limit", equalTo("20000"));
    }

    private long counted(String token) {
        return sql.count("select coalesce(sum(used), 0) from rate_window where who = ?", who(token));
    }

    private static String who(String token) {
        return Secrets.hash("Bearer " + token);
    }
}
