package myidc.api.tenant.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VolumesResourceTest {
    private static final String VOLUMES = "/v4/volumes";
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    private SmallSite site;
    private TestTenant tenant;
    private long pool;

    @BeforeEach
    void aSiteWithAPool() {
        site = SmallSite.of(1, 16);
        tenant = TestTenants.open();
        pool = site.poolForVolumes();
    }

    @AfterEach
    void noFaultsAreLeft() {
        TestTenants.asOperator().delete("/admin/v1/room/faults");
    }

    @Test
    void aVolumeIsMadeGrownAndDeletedAndChargedMeanwhile() {
        int id = volume("life", 10);
        assertThat(inRoom(id)).isEqualTo(pool + " 10 null null");
        assertThat(charged(id)).containsExactly("volume 10 open");
        Instant small = clock.instant();

        tenant.call()
                .body(Map.of("size", 30))
                .post(VOLUMES + "/" + id + "/resize")
                .then()
                .statusCode(200)
                .body("status", equalTo("resizing"));
        active(id).body("size", equalTo(30));
        assertThat(inRoom(id)).isEqualTo(pool + " 30 null null");
        assertThat(charged(id)).containsExactly("volume 10 closed", "volume 30 open");
        tenant.call()
                .body(Map.of("label", "renamed", "tags", List.of("data")))
                .put(VOLUMES + "/" + id)
                .then()
                .statusCode(200)
                .body("label", equalTo("renamed"))
                .body("tags", contains("data"));
        tenant.call()
                .queryParam("as_of", small.toString())
                .get(VOLUMES + "/" + id)
                .then()
                .statusCode(200)
                .body("size", equalTo(10))
                .body("label", equalTo("life"));
        tenant.call().queryParam("as_of", small.toString()).get(VOLUMES).then().body("data.label", contains("life"));

        tenant.call().delete(VOLUMES + "/" + id).then().statusCode(200);
        Eventually.holds(() -> tenant.call().get(VOLUMES + "/" + id).then().statusCode(404));
        assertThat(charged(id)).containsExactly("volume 10 closed", "volume 30 closed");
        assertThat(sql.count("select count(*) from simulated_volume where volume_id = ?", (long) id))
                .isZero();
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body(
                        "data.findAll { it.entity.type == 'volume' }.action",
                        hasItems("volume_create", "volume_resize", "volume_update", "volume_delete"));
    }

    @Test
    void aVolumeIsAttachedToAGuestAndOutlivesIt() {
        int guest = guest("holds");
        int id = volume("held", 10);
        tenant.call()
                .body(Map.of("linode_id", guest))
                .post(VOLUMES + "/" + id + "/attach")
                .then()
                .statusCode(200)
                .body("linode_id", equalTo(guest))
                .body("linode_label", equalTo("holds"));
        Eventually.holds(() -> tenant.call().get(VOLUMES + "/" + id).then().body("io_ready", equalTo(true)));
        assertThat(inRoom(id)).isEqualTo(pool + " 10 " + site.hosts().getFirst() + " " + guest);
        tenant.call().get(INSTANCES + "/" + guest + "/volumes").then().body("data.id", contains(id));
        tenant.call()
                .delete(VOLUMES + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("storage.VOLUME_STATE"));
        tenant.call()
                .body(Map.of("linode_id", guest))
                .post(VOLUMES + "/" + id + "/attach")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("storage.VOLUME_STATE"));

        tenant.call().post(VOLUMES + "/" + id + "/detach").then().statusCode(200);
        Eventually.holds(() -> tenant.call().get(VOLUMES + "/" + id).then().body("linode_id", nullValue()));
        assertThat(inRoom(id)).isEqualTo(pool + " 10 null null");
        tenant.call().body(Map.of("linode_id", guest)).post(VOLUMES + "/" + id + "/attach");
        Eventually.holds(() -> tenant.call().get(VOLUMES + "/" + id).then().body("io_ready", equalTo(true)));

        tenant.call().delete(INSTANCES + "/" + guest).then().statusCode(200);
        Eventually.holds(() -> tenant.call().get(VOLUMES + "/" + id).then().body("linode_id", nullValue()));
        Eventually.holds(() -> assertThat(inRoom(id)).isEqualTo(pool + " 10 null null"));
    }

    @Test
    void aVolumeIsMadeForAGuestAndCopied() {
        int guest = guest("asks");
        int id = create(Map.of("label", "for-one", "linode_id", guest, "size", 12))
                .statusCode(200)
                .body("status", equalTo("creating"))
                .body("region", equalTo(site.region()))
                .extract()
                .path("id");
        Eventually.holds(() -> tenant.call().get(VOLUMES + "/" + id).then().body("io_ready", equalTo(true)));

        int copy = tenant.call()
                .body(Map.of("label", "copy"))
                .post(VOLUMES + "/" + id + "/clone")
                .then()
                .statusCode(200)
                .body("size", equalTo(12))
                .body("linode_id", nullValue())
                .extract()
                .path("id");
        active(copy);
        assertThat(sql.count("select source_id from simulated_volume where volume_id = ?", (long) copy))
                .isEqualTo(id);
        tenant.call().get(VOLUMES).then().body("data.id", contains(id, copy));
        tenant.call()
                .header("X-Filter", "{\"linode_id\":" + guest + "}")
                .get(VOLUMES)
                .then()
                .body("data.id", contains(id));
    }

    @Test
    void whatTheRoomCannotDoIsReportedAndLeavesTheVolumeAsItWas() {
        int id = volume("faulty", 10);
        int guest = guest("refuses");
        TestTenants.asOperator()
                .body(Map.of("operation", "volume", "instanceId", guest, "times", 5, "message", "no slot"))
                .post("/admin/v1/room/faults")
                .then()
                .statusCode(200);

        tenant.call()
                .body(Map.of("linode_id", guest))
                .post(VOLUMES + "/" + id + "/attach")
                .then()
                .statusCode(200);
        Eventually.holds(() -> tenant.call()
                .get(VOLUMES + "/" + id)
                .then()
                .body("linode_id", nullValue())
                .body("failure", equalTo("no slot")));
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data.findAll { it.action == 'volume_attach' }.status", hasItem("failed"));
        tenant.call().body(Map.of("linode_id", guest)).post(VOLUMES + "/" + id + "/attach");
        Eventually.holds(() -> tenant.call()
                .get(VOLUMES + "/" + id)
                .then()
                .body("io_ready", equalTo(true))
                .body("failure", nullValue()));
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() {
        refused("size", Map.of("label", "small", "region", site.region(), "size", 9));
        refused("label", Map.of("label", "a--b", "region", site.region()));
        refused("region", Map.of("label", "nowhere", "region", "nowhere"));
        refused(
                "region",
                Map.of("label", "poolless", "region", SmallSite.of(1, 4).region()));
        refused("linode_id", Map.of("label", "foreign", "linode_id", 999_999_999));
        int id = volume("taken", 20);
        refused("label", Map.of("label", "taken", "region", site.region()));
        tenant.call()
                .body(Map.of("size", 20))
                .post(VOLUMES + "/" + id + "/resize")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("size"));
        tenant.call()
                .post(VOLUMES + "/" + id + "/detach")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("storage.VOLUME_STATE"));
        tenant.call().get(VOLUMES).then().body("data.id", contains(id)).body("data[0].size", equalTo(20));
    }

    @Test
    void theTypeTellsThePriceOfAGib() {
        tenant.call()
                .get(VOLUMES + "/types")
                .then()
                .statusCode(200)
                .body("data.id", contains("volume"))
                .body("data[0].price.hourly", notNullValue())
                .body("data[0].price.monthly", notNullValue());
        tenant.call().get("/v4/regions/" + site.region()).then().body("capabilities", hasItem("Block Storage"));
        TestTenant other = TestTenants.open();
        other.call().get(VOLUMES).then().body("data", empty());
    }

    private void refused(String field, Map<String, Object> body) {
        create(body).statusCode(400).body("errors[0].field", equalTo(field));
    }

    private ValidatableResponse create(Map<String, Object> body) {
        return tenant.call().body(body).post(VOLUMES).then();
    }

    private int volume(String label, int size) {
        int id = create(Map.of("label", label, "region", site.region(), "size", size))
                .statusCode(200)
                .extract()
                .path("id");
        active(id);
        return id;
    }

    private ValidatableResponse active(int id) {
        Eventually.holds(() -> tenant.call().get(VOLUMES + "/" + id).then().body("status", equalTo("active")));
        return tenant.call().get(VOLUMES + "/" + id).then();
    }

    private int guest(String label) {
        Map<String, Object> body =
                new HashMap<>(Map.of("label", label, "region", site.region(), "type", "g6-nanode-1"));
        int id = tenant.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + id).then().body("status", equalTo("offline")));
        return id;
    }

    private String inRoom(int id) {
        return sql.row(
                        "select concat_ws(' ', pool_id, size_gb, coalesce(host_id::text, 'null'),"
                                + " coalesce(instance_id::text, 'null')) from simulated_volume where volume_id = ?",
                        row -> row.getString(1),
                        (long) id)
                .orElse("absent");
    }

    private List<String> charged(int id) {
        return sql.rows(
                "select charge || ' ' || trim_scale(quantity) || case when ended_at is null then ' open' else ' closed' end"
                        + " from charging_span where resource = ? order by started_at",
                row -> row.getString(1),
                "volume-" + id);
    }
}
