package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.site;
import static myidc.api.admin.AdminApi.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class CapacityResourceTest {
    @Inject
    Clock clock;

    @TempDir
    Path folder;

    @Test
    void whatToolsPrintedIsShownWithItsParts() {
        long pool = pool("VDO");

        post("pools/" + pool + "/outputs", vdo(36)).statusCode(200).body("latest.via", equalTo("AGENT"));

        get("capacity/" + pool)
                .statusCode(200)
                .body("stored.overheadBytes", equalTo(2_000 * 4_096))
                .body("dataBytes", equalTo(600 * 4_096))
                .body("reduction", equalTo(2.5f))
                .body("stored.uniqueBytes", nullValue())
                .body("health", equalTo("normal"))
                .body("worstCase.neededBytes", equalTo(3_500 * 4_096))
                .body("worstCase.shortBytes", equalTo(0))
                .body("fillings.on", contains("BYTES"))
                .body("fillings[0].days", nullValue());
    }

    @Test
    void anOddLineIsNamedAndNothingChanges() {
        long pool = pool("VDO");

        post("pools/" + pool + "/outputs", vdo(99))
                .statusCode(400)
                .body("code", equalTo("storage.OUTPUT_UNREADABLE"))
                .body("field", equalTo("outputs"))
                .body("detail", containsString("line 2 \"version"));
        get("pools/" + pool).body("latest", nullValue()).body("version", equalTo(0));
        get("capacity/" + pool).statusCode(404).body("code", equalTo("storage.REPORT_NOT_FOUND"));
    }

    @Test
    void anAgentPostsOutputsOfItsPoolAndDoesNothingElse() {
        long pool = pool("VDO");
        long other = pool("VDO");
        ValidatableResponse made =
                post("pools/" + pool + "/agents", Map.of("label", "node-1")).statusCode(200);
        String token = made.extract().path("token");
        Number agent = made.extract().path("agent.id");

        as(token, pool).statusCode(200);
        as(token, other).statusCode(403);
        given().auth().oauth2(token).get("/admin/v1/pools/" + pool).then().statusCode(403);
        given().auth().oauth2(token).get("/admin/v1/capacity").then().statusCode(403);
        given().auth().oauth2(token).get("/v4/linode/instances").then().statusCode(403);
        given().auth().oauth2(token + "0").get("/admin/v1/pools").then().statusCode(401);
        get("pools/" + pool + "/agents")
                .body("label", contains("node-1"))
                .body("toString()", not(containsString(token)));

        operator().delete("/admin/v1/pools/" + pool + "/agents/" + agent).then().statusCode(200);
        as(token, pool).statusCode(401);
    }

    private ValidatableResponse as(String token, long pool) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(vdo(36))
                .post("/admin/v1/pools/" + pool + "/outputs")
                .then();
    }

    @Test
    void alertsAreListedUntilTheyClear() {
        long pool = pool("ZFS");
        Instant at = clock.instant().minus(Duration.ofHours(3));
        report(pool, at, 900);
        String mine = "data.findAll { it.poolId == " + pool + " }";
        get("pool-alerts?pageSize=500").body(mine + ".on", contains("BYTES")).body(mine + ".value", contains(90.0f));
        get("pools/" + pool).body("alerts", contains("BYTES"));

        report(pool, at.plusSeconds(60), 700);
        get("pool-alerts?pageSize=500").body(mine, hasSize(0));
        get("pool-alerts?all=true&pageSize=500").body(mine + ".clearedValue", contains(70.0f));
        get("pool-alerts?pageSize=500&asOf=" + at.plusSeconds(1)).body(mine, hasSize(1));
    }

    @Test
    void thresholdsAreSetAndMeant() {
        long pool = pool("ZFS");
        operator()
                .body(Map.of(
                        "bytes", Map.of("raiseAt", 50, "clearAt", 40),
                        "inodes", Map.of("raiseAt", 50, "clearAt", 40),
                        "metadata", Map.of("raiseAt", 50, "clearAt", 40),
                        "forecastDays", Map.of("raiseAt", 60, "clearAt", 90)))
                .put("/admin/v1/pools/" + pool + "/thresholds")
                .then()
                .statusCode(200);

        report(pool, clock.instant().plusSeconds(1), 510);

        get("pools/" + pool).body("alerts", contains("BYTES"));
        get("capacity/" + pool).body("thresholds.bytes.raiseAt", equalTo(50));
    }

    @Test
    void aPoolThatFillsIsForetoldAndWarnedOf() throws Exception {
        long pool = pool("ZFS");
        Instant first = clock.instant().minus(Duration.ofDays(30));
        for (int day = 0; day <= 30; day++) {
            report(pool, first.plus(Duration.ofDays(day)).minusSeconds(60), 500 + 10 * day);
        }

        get("capacity/" + pool)
                .body("fillings[0].filling", equalTo(true))
                .body("fillings[0].slopePerDay", equalTo(10.0f))
                .body("fillings[0].days", equalTo(20.0f))
                .body("fillings[0].historyDays", greaterThan(29))
                .body("fillings[0].backTestError", equalTo(0.0f));
        // Its reports reach further back than the book knows the pool itself.
        get("capacity/" + pool + "?asOf=" + first.plus(Duration.ofDays(5))).statusCode(404);
        Eventually.holds(() -> get("pools/" + pool).body("alerts", hasItem("FORECAST")));
    }

    @Test
    void twoInstantsMakeADifference() {
        long pool = pool("ZFS");
        Instant at = clock.instant().minus(Duration.ofHours(3));
        report(pool, at, 300);
        report(pool, at.plusSeconds(7_200), 450);

        get("capacity/" + pool + "/difference?from=" + at + "&to=" + at.plusSeconds(7_200))
                .statusCode(200)
                .body("changes.find { it.figure == 'usedBytes' }.change", equalTo(150))
                .body("changes.find { it.figure == 'inodesUsed' }.change", nullValue());
        get("capacity/" + pool + "/difference").statusCode(400).body("field", equalTo("from"));
        get("capacity/" + pool + "/difference?from=" + at + "&to=" + at.minusSeconds(1))
                .statusCode(400)
                .body("field", equalTo("to"));
    }

    @Test
    void poolsOfASiteAtTwoInstantsAreSummed() {
        long site = site();
        long first = made("pools", Map.of("siteId", site, "name", "a-" + unique(), "kind", "ZFS"));
        long later = made("pools", Map.of("siteId", site, "name", "b-" + unique(), "kind", "ZFS"));
        made("pools", Map.of("siteId", site, "name", "c-" + unique(), "kind", "ZFS"));
        Instant at = clock.instant().minus(Duration.ofHours(3));
        report(first, at, 300);
        report(first, at.plusSeconds(7_200), 450);
        report(later, at.plusSeconds(7_000), 20);
        String used = "changes.find { it.figure == 'usedBytes' }";

        get("capacity/difference?siteId=" + site + "&from=" + at + "&to=" + at.plusSeconds(7_200))
                .statusCode(200)
                .body("pools.poolId", contains((int) first, (int) later))
                .body(used + ".before", equalTo(300))
                .body(used + ".after", equalTo(470))
                .body(used + ".change", equalTo(170))
                .body("changes.find { it.figure == 'inodesUsed' }.after", nullValue())
                .body("pools[1].from", nullValue())
                .body("pools[1]." + used + ".before", nullValue())
                .body("pools[1]." + used + ".after", equalTo(20));
        get("capacity/difference?siteId=" + site + "&from=" + at.minusSeconds(60) + "&to=" + at.minusSeconds(30))
                .statusCode(200)
                .body("pools", hasSize(0))
                .body("changes", hasSize(0));
        get("capacity/difference?siteId=" + site).statusCode(400).body("field", equalTo("from"));
        get("capacity/difference?from=" + at + "&to=" + at.minusSeconds(1))
                .statusCode(400)
                .body("field", equalTo("to"));
    }

    @Test
    void disksGiveOperationsByEachFormulaAtItsName() {
        long pool = pool("CEPH");
        operator()
                .body(Map.of(
                        "readSharePercent",
                        0,
                        "groups",
                        List.of(
                                Map.of("disks", 4, "protection", "RAID6", "iopsPerDisk", 180),
                                Map.of("disks", 12, "protection", "CEPH", "replicas", 3, "iopsPerDisk", 150))))
                .put("/admin/v1/pools/" + pool + "/disks")
                .then()
                .statusCode(200);

        get("capacity/" + pool + "/iops")
                .body("disks[0].formulas.formula", contains("RAW", "HOST_VISIBLE", "BLENDED"))
                .body("disks[0].formulas.iops", contains(720, 120, 120))
                .body("disks[1].formulas.iops", contains(1_800, 528, 1_260, 420))
                .body("promised", equalTo(0))
                .body("used", nullValue());
    }

    @Test
    void theCollectorRunsThePoolsToolsByItself() throws Exception {
        long pool = pool("FILES");
        Files.write(folder.resolve("disk.raw"), new byte[1 << 20]);
        collect(pool, folder.toString());

        Eventually.holds(() -> get("pools/" + pool).body("latest.via", equalTo("LOCAL")));
        get("pools/" + pool).body("failure", nullValue());
        get("capacity/" + pool + "/volumes")
                .body("data.name", contains(folder.resolve("disk.raw").toString()))
                .body("data[0].logicalBytes", greaterThan(1_000_000));
    }

    @Test
    void whatCannotBeCollectedStandsAtThePool() throws Exception {
        long pool = pool("FILES");
        collect(pool, folder.resolve("nowhere").toString());

        Eventually.holds(() -> get("pools/" + pool).body("failure.reason", equalTo("TOOL_FAILED")));
        get("pools/" + pool).body("failure.detail", containsString("nowhere")).body("latest", nullValue());
        operator().delete("/admin/v1/pools/" + pool + "/collection").then().statusCode(200);
        get("pools/" + pool).body("failure", nullValue()).body("collection", nullValue());
    }

    @Test
    void badInputNamesTheField() {
        long pool = pool("VDO");
        refused(pool, "outputs", Map.of("target", "rack-1/fast"), "outputs");
        refused(pool, "outputs", Map.of("target", "rack-1/fast", "outputs", List.of()), "outputs");
        refused(pool, "outputs", Map.of("outputs", List.of(Map.of("tool", "VDOSTATS", "text", "x"))), "target");
        refused(pool, "agents", Map.of(), "label");
        operator()
                .body(Map.of(
                        "via",
                        "SSH",
                        "target",
                        "vg/pool",
                        "everyMinutes",
                        5,
                        "sshHost",
                        "-oProxyCommand=x",
                        "sshUser",
                        "u"))
                .put("/admin/v1/pools/" + pool + "/collection")
                .then()
                .statusCode(400)
                .body("field", equalTo("sshHost"));
    }

    private static void refused(long pool, String path, Map<String, ?> body, String field) {
        post("pools/" + pool + "/" + path, body).statusCode(400).body("field", equalTo(field));
    }

    private static void collect(long pool, String target) {
        operator()
                .body(Map.of("via", "LOCAL", "target", target, "everyMinutes", 1))
                .put("/admin/v1/pools/" + pool + "/collection")
                .then()
                .statusCode(200);
    }

    private static void report(long pool, Instant at, long used) {
        post(
                        "pools/" + pool + "/reports",
                        Map.of(
                                "at",
                                at.toString(),
                                "logicalBytes",
                                2 * used,
                                "physicalBytes",
                                used,
                                "capacityBytes",
                                1_000))
                .statusCode(200);
    }

    private static Map<String, Object> vdo(int version) {
        String text;
        try {
            text = Files.readString(Path.of("src/test/resources/storage/vdostats.txt"))
                    .replace(": 36", ": " + version);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Map.of("target", "rack-1/fast", "outputs", List.of(Map.of("tool", "VDOSTATS", "text", text)));
    }

    private static long pool(String kind) {
        return made("pools", Map.of("siteId", site(), "name", "p-" + unique(), "kind", kind));
    }
}
