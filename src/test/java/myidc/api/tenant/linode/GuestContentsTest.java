package myidc.api.tenant.linode;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant does to a guest's disks and to how it starts, through to the machine room. */
@QuarkusTest
class GuestContentsTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final String PASSWORD = "a long Password 1";

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void aGuestThatRuns() {
        site = SmallSite.of(2, 8);
        tenant = TestTenants.open();
        guest = tenant.call()
                .body(Map.of(
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        PASSWORD))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        becomes(guest, "running");
    }

    @Test
    void aRebuildKeepsTheAddressAndReplacesAllElse() {
        String address = get("").extract().path("ipv4[0]");
        String before = hash();

        post("rebuild", Map.of("image", "linode/ubuntu24.04", "root_pass", "another Password 2"))
                .statusCode(200)
                .body("status", equalTo("rebuilding"));
        becomes(guest, "running");

        get("").body("image", equalTo("linode/ubuntu24.04")).body("ipv4", contains(address));
        get("/disks")
                .body("data.label", contains("linode/ubuntu24.04 Disk"))
                .body("data[0].id", not(equalTo(guest)))
                .body("data[0].status", equalTo("ready"));
        get("/configs").body("data", hasSize(1)).body("data[0].label", equalTo("My linode/ubuntu24.04 Profile"));
        assertThat(contents()).hasSize(1).allMatch(content -> content.startsWith("linode/ubuntu24.04"));
        assertThat(hash()).isNotEqualTo(before);
        finished("linode_rebuild");
    }

    @Test
    void aRebuildThatFailsLeavesTheOldDisks() {
        List<String> before = contents();
        fail("define", 5);

        post("rebuild", Map.of("image", "linode/ubuntu24.04", "root_pass", "another Password 2"))
                .statusCode(200);
        becomes(guest, "offline");

        get("").body("image", equalTo("linode/debian12"));
        get("/disks").body("data.id", contains(guest)).body("data[0].status", equalTo("ready"));
        get("/configs").body("data.id", contains(guest));
        assertThat(contents()).isEqualTo(before);
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data[0].action", equalTo("linode_rebuild"))
                .body("data[0].status", equalTo("failed"));
    }

    @Test
    void aRebuildIsRefusedByTheFieldThatIsWrong() {
        post("rebuild", Map.of("root_pass", PASSWORD)).statusCode(400).body("errors[0].field", equalTo("image"));
        post("rebuild", Map.of("image", "linode/none", "root_pass", PASSWORD))
                .statusCode(400)
                .body("errors[0].field", equalTo("image"));
        post("rebuild", Map.of("image", "linode/debian12"))
                .statusCode(400)
                .body("errors[0].field", equalTo("root_pass"));
        post("rebuild", Map.of("image", "linode/debian12", "root_pass", PASSWORD, "type", "g6-standard-1"))
                .statusCode(400)
                .body("errors[0].field", equalTo("type"));
        get("").body("status", equalTo("running"));
    }

    @Test
    void disksAreMadeCopiedRenamedResizedAndDeletedWithinThePlan() {
        post("disks", Map.of("label", "data", "size", 1_024))
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.DISK_SPACE"))
                .body("errors[0].field", equalTo("size"));
        post("disks/" + guest + "/resize", Map.of("size", 10_000))
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.INSTANCE_STATE"));
        post("shutdown", Map.of()).statusCode(200);
        becomes(guest, "offline");

        post("disks/" + guest + "/resize", Map.of("size", 10_000)).statusCode(200);
        settles();
        int data = post("disks", Map.of("label", "data", "size", 1_024, "filesystem", "ext4"))
                .statusCode(200)
                .body("status", equalTo("not ready"))
                .extract()
                .path("id");
        settles();
        int copy = post("disks/" + guest + "/clone", Map.of())
                .statusCode(200)
                .body("size", equalTo(10_000))
                .extract()
                .path("id");
        settles();
        get("/disks").body("data.id", contains(guest, data, copy)).body("data.size", contains(10_000, 1_024, 10_000));
        assertThat(content(copy)).isEqualTo(content(guest)).startsWith("linode/debian12");
        tenant.call()
                .body(Map.of("label", "archive"))
                .put(INSTANCES + "/" + guest + "/disks/" + data)
                .then()
                .statusCode(200)
                .body("label", equalTo("archive"));

        tenant.call().delete(INSTANCES + "/" + guest + "/disks/" + copy).then().statusCode(200);
        settles();
        get("/disks").body("data.id", contains(guest, data));
        assertThat(contents()).hasSize(2);
        for (String action : List.of("disk_resize", "disk_create", "disk_duplicate", "disk_delete")) {
            finished(action);
        }
        get("/disks/" + copy).statusCode(404);
    }

    @Test
    void aDiskThatCannotBeMadeIsNotThere() {
        post("shutdown", Map.of());
        becomes(guest, "offline");
        post("disks/" + guest + "/resize", Map.of("size", 10_000)).statusCode(200);
        settles();
        fail("define", 5);

        post("disks", Map.of("label", "data", "size", 1_024)).statusCode(200);
        settles();

        get("/disks").body("data.id", contains(guest));
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data[0].action", equalTo("disk_create"))
                .body("data[0].status", equalTo("failed"))
                .body("data[0].message", equalTo("broken on purpose"));
    }

    @Test
    void disksAndConfigurationsAreCopiedIntoAGuestThatIsThere() {
        int target = made(tenant, Map.of("type", "g6-standard-2"));
        int full = made(tenant, Map.of("type", "g6-nanode-1", "image", "linode/debian12", "root_pass", PASSWORD));

        post("clone", Map.of("linode_id", full))
                .statusCode(400)
                .body("errors[0].field", equalTo("linode_id"))
                .body("errors[0].code", equalTo("compute.DISK_SPACE"));
        post("clone", Map.of("linode_id", made(TestTenants.open(), Map.of("type", "g6-standard-2"))))
                .statusCode(400)
                .body("errors[0].field", equalTo("linode_id"))
                .body("errors[0].reason", equalTo("linode_id is not valid"));
        for (String other : List.of("region", "type", "label")) {
            post("clone", Map.of("linode_id", target, other, other.equals("type") ? "g6-standard-2" : "another"))
                    .statusCode(400)
                    .body("errors[0].field", equalTo(other));
        }
        tenant.call()
                .body(Map.of("size", 2_000))
                .post(INSTANCES + "/" + target + "/disks/" + target + "/resize")
                .then()
                .statusCode(200);
        Eventually.holds(
                () -> assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) target))
                        .isZero());

        post("clone", Map.of("linode_id", target)).statusCode(200).body("id", equalTo(target));

        Eventually.holds(() -> tenant.call()
                .get(INSTANCES + "/" + target + "/disks")
                .then()
                .body("data.status", contains("ready", "ready")));
        int copy = tenant.call().get(INSTANCES + "/" + target + "/disks").path("data[1].id");
        assertThat(content(copy)).isEqualTo(content(guest)).startsWith("linode/debian12");
        tenant.call()
                .get(INSTANCES + "/" + target + "/configs")
                .then()
                .body("data", hasSize(2))
                .body("data[1].devices.sda.disk_id", equalTo(copy));
        finished("linode_clone");
        get("/disks").body("data.id", contains(guest));
    }

    /** Without an image it is left switched off, with one empty disk. */
    private int made(TestTenant whose, Map<String, String> wish) {
        Map<String, String> body = new HashMap<>(wish);
        body.put("region", site.region());
        int id = whose.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) id))
                .isZero());
        return id;
    }

    @Test
    void aGuestStartsByTheConfigurationThatIsChosen() {
        int config = post(
                        "configs",
                        Map.of(
                                "label",
                                "single",
                                "run_level",
                                "single",
                                "devices",
                                Map.of("sdb", Map.of("disk_id", guest)),
                                "helpers",
                                Map.of("network", false)))
                .statusCode(200)
                .body("run_level", equalTo("single"))
                .body("devices.sda", nullValue())
                .body("devices.sdb.disk_id", equalTo(guest))
                .body("helpers.network", equalTo(false))
                .body("helpers.distro", equalTo(true))
                .extract()
                .path("id");
        post("configs", Map.of("label", "bad", "devices", Map.of("sda", Map.of("disk_id", 7))))
                .statusCode(400)
                .body("errors[0].field", equalTo("devices.sda"));
        post("configs", Map.of("label", "bad", "devices", Map.of("sdz", Map.of("disk_id", guest))))
                .statusCode(400)
                .body("errors[0].field", equalTo("devices.sdz"));

        post("reboot", Map.of("config_id", config)).statusCode(200);
        becomes(guest, "running");
        assertThat(start()).contains("single");

        tenant.call()
                .body(Map.of("label", "single-2", "kernel", "linode/latest-64bit"))
                .put(INSTANCES + "/" + guest + "/configs/" + config)
                .then()
                .statusCode(200)
                .body("label", equalTo("single-2"))
                .body("kernel", equalTo("linode/latest-64bit"))
                .body("devices.sdb.disk_id", equalTo(guest));
        tenant.call()
                .delete(INSTANCES + "/" + guest + "/configs/" + config)
                .then()
                .statusCode(200);
        tenant.call()
                .delete(INSTANCES + "/" + guest + "/configs/" + guest)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.CONFIG_NEEDED"));
        post("boot", Map.of("config_id", 7)).statusCode(400);
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data.action", hasItems("linode_config_create", "linode_config_update", "linode_config_delete"));
    }

    @Test
    void rescueIsForOneStart() {
        post("rescue", Map.of("devices", Map.of("sda", Map.of("disk_id", 7))))
                .statusCode(400)
                .body("errors[0].field", equalTo("devices.sda"));
        post("rescue", Map.of("devices", Map.of("sdb", Map.of("disk_id", guest))))
                .statusCode(200);
        becomes(guest, "running");
        assertThat(start()).contains("rescue=[Device[slot=sdb");

        post("reboot", Map.of()).statusCode(200);
        becomes(guest, "running");
        assertThat(start()).contains("rescue=null");
    }

    private void settles() {
        Eventually.holds(
                () -> assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) guest))
                        .isZero());
    }

    private void finished(String action) {
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data.findAll { it.action == '" + action + "' }.status", hasItem("finished"));
    }

    private void fail(String operation, int times) {
        asOperator()
                .body(Map.of(
                        "operation", operation, "instanceId", guest, "times", times, "message", "broken on purpose"))
                .post("/admin/v1/room/faults")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse post(String path, Map<String, ?> body) {
        return tenant.call()
                .body(body)
                .post(INSTANCES + "/" + guest + "/" + path)
                .then();
    }

    private ValidatableResponse get(String path) {
        return tenant.call().get(INSTANCES + "/" + guest + path).then();
    }

    private void becomes(int id, String status) {
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + id).then().body("status", equalTo(status)));
    }

    private List<String> contents() {
        return sql
                .rows(
                        "select content from simulated_disk where instance_id = ? order by disk_id",
                        row -> row.getString(1),
                        (long) guest)
                .stream()
                .collect(Collectors.toList());
    }

    private String content(int disk) {
        return sql.row("select content from simulated_disk where disk_id = ?", row -> row.getString(1), (long) disk)
                .orElseThrow();
    }

    private String start() {
        return sql.row("select start from simulated_guest where instance_id = ?", row -> row.getString(1), (long) guest)
                .orElseThrow();
    }

    private String hash() {
        return sql.row("select root_hash from simulated_guest where instance_id = ?", row -> row.getString(1), (long)
                        guest)
                .orElseThrow();
    }
}
