package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.site;
import static myidc.api.admin.AdminApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks of guests in storage pools: who has them, how much they were promised, since when. */
@QuarkusTest
class PoolVolumesTest {
    private static final String PASSWORD = "Correct-Horse-7-Battery";
    private static final long GB = 1L << 30;

    @Inject
    Clock clock;

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void aSiteAndATenant() {
        site = SmallSite.of(2, 8);
        tenant = TestTenants.open();
    }

    @Test
    void aPoolOfTheWholeSiteTakesNewDisksAndShowsWhoseTheyAre() {
        long pool = pool();
        Instant before = clock.instant();
        offer(pool, Map.of("wholeSite", true, "hostIds", List.of()))
                .statusCode(200)
                .body("wholeSite", equalTo(true));

        int guest = create("g6-nanode-1");
        awaitRunning(guest);

        get("pools/" + pool + "/volumes")
                .statusCode(200)
                .body("results", equalTo(1))
                .body("data[0].instanceId", equalTo(guest))
                .body("data[0].tenantId", equalTo((int) tenant.id()))
                .body("data[0].tenantName", notNullValue())
                .body("data[0].hostId", notNullValue())
                .body("data[0].promisedBytes", equalTo(25 * GB))
                .body("data[0].since", notNullValue());
        get("pools/" + pool + "/volumes?asOf=" + before).body("data", empty());
        get("pools/" + pool).body("guests", equalTo(1)).body("promisedBytes", equalTo(25 * GB));
        get("pools/" + pool + "?asOf=" + before)
                .body("guests", equalTo(0))
                .body("promisedBytes", equalTo(0))
                .body("wholeSite", equalTo(false));
        get("instances/" + guest).body("poolId", equalTo((int) pool)).body("poolName", notNullValue());
        assertThat(sql.count("select pool_id from simulated_guest where instance_id = ?", guest))
                .as("the machine room is told where the disk lies")
                .isEqualTo(pool);
    }

    @Test
    void aHostWhosePoolHasNoRoomIsPassedOverAndTheDecisionSaysSo() {
        long full = pool();
        long roomy = pool();
        long host = site.hosts().getFirst();
        offer(full, Map.of("wholeSite", false, "hostIds", List.of(host))).statusCode(200);
        offer(roomy, Map.of("wholeSite", true, "hostIds", List.of())).statusCode(200);
        report(full, 100 * GB, 76 * GB);
        report(roomy, 100 * GB, 75 * GB);

        int guest = create("g6-nanode-1");

        awaitRunning(guest);
        get("instances/" + guest)
                .body("poolId", equalTo((int) roomy))
                .body("hostId", equalTo(site.hosts().getLast().intValue()));
        String weighed = "data.find { it.event == 'compute.PlacementWeighed' }.payload.";
        get("history/instance-" + guest)
                .body(weighed + "refused.filter", contains("POOL"))
                .body(weighed + "verdicts[1]", equalTo(host + " POOL"));

        report(roomy, 100 * GB, 90 * GB);
        tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(400);
        report(full, 200 * GB, 90 * GB);
        awaitRunning(create("g6-nanode-1"));
    }

    @Test
    void aMoveLeavesADiskWhereItsPoolReachesAndElseAsksForRoom() {
        long shared = pool();
        offer(shared, Map.of("wholeSite", true, "hostIds", List.of())).statusCode(200);
        int guest = create("g6-nanode-1");
        awaitRunning(guest);
        int before = get("instances/" + guest).extract().path("hostId");
        report(shared, 100 * GB, 100 * GB);

        tenant.call()
                .body(Map.of())
                .post("/v4/linode/instances/" + guest + "/migrate")
                .then()
                .statusCode(200);

        Eventually.holds(() -> get("instances/" + guest)
                .body("status", equalTo("RUNNING"))
                .body("hostId", not(equalTo(before)))
                .body("poolId", equalTo((int) shared)));
        get("history/instance-" + guest)
                .body(
                        "data.findAll { it.event == 'compute.PlacementWeighed' }.payload.refused.filter",
                        hasItem(List.of("PRESENT")));
        long own = pool();
        offer(own, Map.of("wholeSite", false, "hostIds", List.of(before))).statusCode(200);
        offer(shared, Map.of("wholeSite", false, "hostIds", List.of(other(before))))
                .statusCode(200);
        report(own, 100 * GB, 90 * GB);
        tenant.call()
                .body(Map.of())
                .post("/v4/linode/instances/" + guest + "/migrate")
                .then()
                .statusCode(400);
    }

    private long other(long host) {
        return site.hosts().stream().filter(each -> each != host).findFirst().orElseThrow();
    }

    private void report(long pool, long capacity, long physical) {
        Map<String, Object> figures = Map.of(
                "at", clock.instant().toString(),
                "logicalBytes", physical,
                "physicalBytes", physical,
                "capacityBytes", capacity);
        operator()
                .body(figures)
                .post("/admin/v1/pools/" + pool + "/reports")
                .then()
                .statusCode(200);
    }

    @Test
    void aDiskInAPoolTakesNothingOfItsHost() {
        long pool = pool();
        offer(pool, Map.of("wholeSite", false, "hostIds", site.hosts())).statusCode(200);
        int guest = create("g6-nanode-1");
        awaitRunning(guest);
        assertThat(reserved("diskGb")).isZero();
        assertThat(reserved("vcpus")).isEqualTo(1);

        tenant.call()
                .body(Map.of("type", "g6-standard-1"))
                .post("/v4/linode/instances/" + guest + "/resize")
                .then()
                .statusCode(200);
        Instant small = clock.instant();
        Eventually.holds(() -> tenant.call()
                .get("/v4/linode/instances/" + guest)
                .then()
                .body("type", equalTo("g6-standard-1"))
                .body("status", equalTo("running")));

        assertThat(reserved("diskGb")).isZero();
        get("pools/" + pool + "/volumes").body("data.promisedBytes", contains(equalTo(50 * GB)));
        get("pools/" + pool + "?asOf=" + small).body("guests", equalTo(1));

        tenant.call().delete("/v4/linode/instances/" + guest).then().statusCode(200);
        Eventually.holds(() -> get("pools/" + pool + "/volumes").body("data", empty()));
        get("pools/" + pool).body("promisedBytes", equalTo(0));
        get("pools/" + pool + "/volumes?asOf=" + small).body("data", hasSize(1));
        assertThat(reserved("vcpus")).isZero();
    }

    @Test
    void withoutAPoolTheDiskIsItsHosts() {
        long pool = pool();
        int guest = create("g6-nanode-1");
        awaitRunning(guest);

        get("instances/" + guest).body("poolId", nullValue()).body("poolName", nullValue());
        get("pools/" + pool + "/volumes").body("data", empty());
        assertThat(reserved("diskGb")).isEqualTo(25);
    }

    @Test
    void anOfferNamesHostsOfThePoolsSiteAndItsVersion() {
        long pool = pool();
        long elsewhere = made("pools", Map.of("siteId", site(), "name", unique(), "kind", "ZFS"));

        offer(elsewhere, Map.of("wholeSite", false, "hostIds", site.hosts()))
                .statusCode(400)
                .body("code", equalTo("storage.OFFER_INVALID"))
                .body("field", equalTo("hostIds"));
        offer(pool, Map.of("hostIds", List.of())).statusCode(400).body("field", equalTo("wholeSite"));
        offer(pool, Map.of("wholeSite", true)).statusCode(400).body("field", equalTo("hostIds"));
        operator()
                .header("If-Match", "\"7\"")
                .body(Map.of("wholeSite", true, "hostIds", List.of()))
                .put("/admin/v1/pools/" + pool + "/offer")
                .then()
                .statusCode(412);
        get("pools/" + pool).body("version", equalTo(0)).body("wholeSite", equalTo(false));
        get("pools/999999999/volumes").statusCode(404);
    }

    @Test
    void aTenantSeesWhatIsWrittenOnItsOwnDisksAndNobodyElses() {
        long pool = made("pools", Map.of("siteId", site.id(), "name", "p-" + unique(), "kind", "ZFS"));
        offer(pool, Map.of("wholeSite", true, "hostIds", List.of())).statusCode(200);
        int guest = create("g6-nanode-1");
        awaitRunning(guest);
        tenant.call().get("/portal/v1/volumes").then().body("data[0].logicalBytes", nullValue());

        String zpool = String.join("\t", "tank", "1000", "400", "600", "40", "1.00", "ONLINE") + "\n";
        String zfs = String.join("\t", "tank", "filesystem", "400", "500", "-", "-") + "\n"
                + String.join("\t", "tank/instance-" + guest, "volume", "400", "77", "900", "-") + "\n";
        operator()
                .body(Map.of(
                        "target",
                        "tank",
                        "outputs",
                        List.of(Map.of("tool", "ZPOOL_LIST", "text", zpool), Map.of("tool", "ZFS_LIST", "text", zfs))))
                .post("/admin/v1/pools/" + pool + "/outputs")
                .then()
                .statusCode(200);

        tenant.call()
                .get("/portal/v1/volumes")
                .then()
                .statusCode(200)
                .body("results", equalTo(1))
                .body("data[0].instanceId", equalTo(guest))
                .body("data[0].promisedBytes", equalTo(25 * GB))
                .body("data[0].logicalBytes", equalTo(77))
                .body("data[0].plan", equalTo("g6-nanode-1"));
        get("capacity/" + pool + "/volumes").body("data[0].instanceId", equalTo(guest));
        get("capacity/" + pool + "/tenants").body("data.tenantId", contains((int) tenant.id()));
        TestTenants.open().call().get("/portal/v1/volumes").then().body("data", empty());
    }

    private long reserved(String what) {
        return site.hosts().stream()
                .mapToLong(host -> get("hosts/" + host)
                        .extract()
                        .<Number>path(what + ".reserved")
                        .longValue())
                .sum();
    }

    private long pool() {
        return made("pools", Map.of("siteId", site.id(), "name", "p-" + unique(), "kind", "VDO"));
    }

    private static ValidatableResponse offer(long pool, Map<String, ?> body) {
        return operator().body(body).put("/admin/v1/pools/" + pool + "/offer").then();
    }

    private int create(String type) {
        return tenant.call()
                .body(Map.of("type", type, "region", site.region(), "image", "linode/debian12", "root_pass", PASSWORD))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private void awaitRunning(int guest) {
        Eventually.holds(
                () -> tenant.call().get("/v4/linode/instances/" + guest).then().body("status", equalTo("running")));
    }
}
