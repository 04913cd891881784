package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations a second that guests use on their disks in a pool, from what their hosts count. */
@QuarkusTest
class PoolOperationsTest {
    @Inject
    Clock clock;

    private long pool;
    private int guest;
    private Instant start = Instant.EPOCH;

    @BeforeEach
    void aGuestWithItsDiskInAPool() throws InterruptedException {
        SmallSite site = SmallSite.of(2, 8);
        TestTenant tenant = TestTenants.open();
        pool = made("pools", Map.of("siteId", site.id(), "name", unique(), "kind", "ZFS"));
        operator()
                .body(Map.of("wholeSite", true, "hostIds", List.of()))
                .put("/admin/v1/pools/" + pool + "/offer")
                .then()
                .statusCode(200);
        guest = tenant.call()
                .body(Map.of(
                        "type",
                        "g6-nanode-1",
                        "region",
                        site.region(),
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "Correct-Horse-7-Battery"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> get("pools/" + pool + "/volumes").body("results", equalTo(1)));
        start = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    }

    @Test
    void twoCountsOfAHostMakeARate() {
        count("node-1", 0, disk(guest, 1_000, 500)).statusCode(200).body("disks", equalTo(1));
        get("capacity/" + pool + "/iops").body("used", nullValue()).body("usage", nullValue());

        count("node-1", 100, disk(guest, 31_000, 10_500)).statusCode(200);
        count("node-2", 0, disk(guest, 0, 0)).statusCode(200);
        count("node-2", 50, disk(guest, 500, 0)).statusCode(200);

        get("capacity/" + pool + "/iops")
                .statusCode(200)
                .body("used", equalTo(410))
                .body("usage.reads", equalTo(310))
                .body("usage.writes", equalTo(100))
                .body("usage.hosts", equalTo(2))
                .body("usage.from", equalTo(start.toString()))
                .body("usage.until", equalTo(start.plusSeconds(100).toString()));
        get("capacity/" + pool + "/iops?asOf=" + start.plusSeconds(60)).body("used", equalTo(10));
        get("capacity/" + pool + "/iops?asOf=" + start.plusSeconds(30)).body("used", nullValue());
        get("history/pool-" + pool).body("data.event", hasItem("storage.OperationsCounted"));
    }

    @Test
    void aGuestThatStartedAnewCountsFromZero() {
        count("node-1", 0, disk(guest, 90_000, 70_000)).statusCode(200);
        count("node-1", 10, disk(guest, 200, 100)).statusCode(200);

        get("capacity/" + pool + "/iops").body("usage.reads", equalTo(20)).body("usage.writes", equalTo(10));
    }

    @Test
    void disksThatLieElsewhereAreLeftOutAndTold() {
        String others = disk(999_999_999, 7, 7) + "Domain: 'build-box'\n  block.count=1\n"
                + "  block.0.name=vda\n  block.0.rd.reqs=5\n  block.0.wr.reqs=5\n";

        count("node-1", 0, disk(guest, 1, 1) + others)
                .statusCode(200)
                .body("disks", equalTo(1))
                .body("others", equalTo(2));
    }

    @Test
    void whatCannotBeBelievedChangesNothing() {
        count("node-1", 50, disk(guest, 1, 1)).statusCode(200);
        int version = get("pools/" + pool).extract().path("version");

        count("node-1", 50, disk(guest, 2, 2)).statusCode(409).body("field", equalTo("at"));
        count("node-1", 90_000, disk(guest, 2, 2)).statusCode(400).body("field", equalTo("at"));
        count("", 60, disk(guest, 2, 2)).statusCode(400).body("field", equalTo("host"));
        count("node-1", 60, disk(guest, 2, 2).replace("=2", "=two"))
                .statusCode(400)
                .body("code", equalTo("storage.OUTPUT_UNREADABLE"))
                .body("field", equalTo("text"))
                .body("detail", containsString("line 4"));
        post("pools/" + pool + "/operations", Map.of("host", "node-1"))
                .statusCode(400)
                .body("field", equalTo("text"));
        get("pools/" + pool).body("version", equalTo(version));
    }

    @Test
    void anAgentCountsForItsPoolOnly() {
        long other = made("pools", Map.of("siteId", AdminApi.site(), "name", unique(), "kind", "ZFS"));
        String token = post("pools/" + pool + "/agents", Map.of("label", "node-1"))
                .extract()
                .path("token");

        as(token, pool).statusCode(200);
        as(token, other).statusCode(403);
    }

    private ValidatableResponse as(String token, long id) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("host", "node-1", "text", disk(guest, 1, 1)))
                .post("/admin/v1/pools/" + id + "/operations")
                .then();
    }

    private ValidatableResponse count(String host, long second, String text) {
        return post(
                "pools/" + pool + "/operations",
                Map.of("at", start.plusSeconds(second).toString(), "host", host, "text", text));
    }

    private static String disk(long guest, long reads, long writes) {
        return "Domain: 'instance-" + guest + "'\n  block.count=1\n  block.0.name=vda\n  block.0.rd.reqs=" + reads
                + "\n  block.0.wr.reqs=" + writes + "\n";
    }
}
