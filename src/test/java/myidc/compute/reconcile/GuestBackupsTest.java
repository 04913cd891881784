package myidc.compute.reconcile;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.clock.MovableClock;
import myidc.platform.db.Sql;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's backups, copies and moves of guests, through to the machine room and to what is charged. */
@QuarkusTest
class GuestBackupsTest {
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Sql sql;

    @Inject
    MovableClock clock;

    @Inject
    Tenants tenants;

    @Inject
    BackupSchedule schedule;

    private SmallSite site;
    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void aGuestThatRuns() {
        site = SmallSite.of(2, 8);
        site.poolForVolumes();
        tenant = TestTenants.open();
        guest = created(Map.of());
        becomes(guest, "running");
    }

    @Test
    void backupsAreEnabledChargedTakenRestoredAndCancelled() {
        post("backups", Map.of("label", "first"))
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.BACKUPS_STATE"));
        post("backups/enable", Map.of()).statusCode(200);
        post("backups/enable", Map.of()).statusCode(400);
        get("").body("backups.enabled", equalTo(true))
                .body("backups.schedule.day", notNullValue())
                .body("backups.last_successful", nullValue());
        assertThat(charged()).containsExactly("backups:g6-nanode-1");

        post("backups", Map.of()).statusCode(400).body("errors[0].field", equalTo("label"));
        int first = post("backups", Map.of("label", "first"))
                .statusCode(200)
                .body("type", equalTo("snapshot"))
                .body("status", equalTo("running"))
                .extract()
                .path("id");
        Eventually.holds(() -> get("/backups").body("snapshot.current.id", equalTo(first)));
        get("/backups/" + first)
                .body("status", equalTo("successful"))
                .body("available", equalTo(true))
                .body("configs", contains("My linode/debian12 Profile"))
                .body("disks.size", contains(25_600));
        int second = post("backups", Map.of("label", "second"))
                .statusCode(200)
                .body("label", equalTo("second"))
                .extract()
                .path("id");
        Eventually.holds(() ->
                get("/backups").body("snapshot.current.id", equalTo(second)).body("snapshot.in_progress", nullValue()));
        Eventually.holds(() -> assertThat(held()).containsExactly((long) second));
        get("/backups/" + first).statusCode(404);

        int other = created(Map.of("type", "g6-nanode-1"));
        becomes(other, "running");
        post("backups/" + second + "/restore", Map.of("linode_id", other))
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.DISK_SPACE"));
        post("backups/" + second + "/restore", Map.of("linode_id", 7))
                .statusCode(400)
                .body("errors[0].field", equalTo("linode_id"));
        post("backups/" + second + "/restore", Map.of("linode_id", other, "overwrite", true))
                .statusCode(200);
        becomes(other, "offline");
        assertThat(contents(other)).isEqualTo(contents(guest));
        Map<String, Object> fromBackup = new HashMap<>();
        fromBackup.put("backup_id", second);
        fromBackup.put("image", null);
        fromBackup.put("booted", true);
        int made = created(fromBackup);
        Eventually.holds(() -> assertThat(contents(made)).isEqualTo(contents(guest)));

        post("backups/cancel", Map.of()).statusCode(200);
        get("/backups").body("snapshot.current", nullValue());
        get("").body("backups.enabled", equalTo(false));
        Eventually.holds(() -> assertThat(held()).isEmpty());
        assertThat(charged()).isEmpty();
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body(
                        "data.action",
                        hasItems("backups_enable", "linode_snapshot", "backups_restore", "backups_cancel"));
    }

    @Test
    void theCalendarTakesOneADayWithinItsWindow() {
        post("backups/enable", Map.of()).statusCode(200);
        ZoneId zone = ZoneId.of(tenants.find(new TenantId(tenant.id())).orElseThrow().timeZone);
        tenant.call()
                .body(Map.of("backups", Map.of("schedule", Map.of("day", "Someday", "window", "W2"))))
                .put(INSTANCES + "/" + guest)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("backups.schedule.day"));

        schedule.look();
        get("/backups").body("automatic", hasSize(0));
        ZonedDateTime next =
                clock.instant().atZone(zone).truncatedTo(ChronoUnit.HOURS).plusHours(2);
        int hour = next.getHour() / 2 * 2;
        tenant.call()
                .body(Map.of("backups", Map.of("schedule", Map.of("day", "Sunday", "window", "W" + hour))))
                .put(INSTANCES + "/" + guest)
                .then()
                .statusCode(200)
                .body("backups.schedule.day", equalTo("Sunday"))
                .body("backups.schedule.window", equalTo("W" + hour));
        clock.moveTo(next.toInstant());
        schedule.look();
        Eventually.holds(() -> get("/backups").body("automatic.status", contains("successful")));
        get("").body("backups.available", equalTo(true)).body("backups.last_successful", notNullValue());
        long taken = begun();
        schedule.look();
        assertThat(begun()).isEqualTo(taken);
    }

    @Test
    void aBackupThatFailsIsSaidToHaveAndLeavesNothing() {
        post("backups/enable", Map.of()).statusCode(200);
        fail("backUp");

        int failed = post("backups", Map.of("label", "first"))
                .statusCode(200)
                .extract()
                .path("id");

        Eventually.holds(() -> get("/backups/" + failed).body("status", equalTo("failed")));
        get("/backups").body("snapshot.current", nullValue());
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data[0].action", equalTo("linode_snapshot"))
                .body("data[0].status", equalTo("failed"));
        get("").body("status", equalTo("running"));
        assertThat(held()).isEmpty();
    }

    @Test
    void aSiteWithoutAPoolKeepsNoBackups() {
        SmallSite bare = SmallSite.of(1, 4);
        int there = tenant.call()
                .body(Map.of("region", bare.region(), "type", "g6-nanode-1"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        tenant.call()
                .post(INSTANCES + "/" + there + "/backups/enable")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.BACKUPS_UNAVAILABLE"));
    }

    @Test
    void aCopyIsAnotherGuestWithTheSameOnItsDisks() {
        int config = post("configs", Map.of("label", "other", "devices", Map.of("sda", Map.of("disk_id", guest))))
                .statusCode(200)
                .extract()
                .path("id");
        post("clone", Map.of("linode_id", 7)).statusCode(400).body("errors[0].field", equalTo("linode_id"));
        post("clone", Map.of("disks", List.of(7))).statusCode(400).body("errors[0].field", equalTo("disks"));

        int copy = post(
                        "clone",
                        Map.of(
                                "region",
                                site.region(),
                                "type",
                                "g6-nanode-1",
                                "label",
                                "copy-1",
                                "backups_enabled",
                                true,
                                "configs",
                                List.of(config)))
                .statusCode(200)
                .body("label", equalTo("copy-1"))
                .body("backups.enabled", equalTo(true))
                .extract()
                .path("id");
        becomes(copy, "offline");

        assertThat(contents(copy)).isEqualTo(contents(guest)).isNotEmpty();
        tenant.call()
                .get(INSTANCES + "/" + copy + "/configs")
                .then()
                .body("data.label", contains("other"))
                .body("data[0].devices.sda.disk_id", equalTo(copy));
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data.findAll { it.action == 'linode_clone' }.entity.id", hasItem(copy))
                .body("data.findAll { it.action == 'linode_clone' }.status", hasItem("finished"));
        assertThat(charged()).containsExactly("backups:g6-nanode-1");
    }

    @Test
    void aGuestGoesToTheOtherHostAndRunsThere() {
        String address = get("").extract().path("ipv4[0]");
        int before = hostOf(guest);
        post("migrate", Map.of("type", "warm")).statusCode(400).body("errors[0].field", equalTo("type"));

        post("migrate", Map.of()).statusCode(200);
        tenant.call().get("/v4/account/events").then().body("data.action", hasItem("linode_migrate"));
        Eventually.holds(() -> assertThat(hostOf(guest)).isNotEqualTo(before));
        becomes(guest, "running");

        get("").body("ipv4", contains(address));
        assertThat(reservedOf(before)).isZero();
        assertThat(reservedOf(hostOf(guest))).isEqualTo(1);
        assertThat(sql.row("select host_id from simulated_guest where instance_id = ?", row -> row.getInt(1), (long)
                        guest))
                .contains(hostOf(guest));
    }

    @Test
    void aMoveThatFailsLeavesTheGuestWhereItWas() {
        int before = hostOf(guest);
        fail("move");

        post("migrate", Map.of()).statusCode(200);
        Eventually.holds(() -> tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data.findAll { it.action == 'linode_migrate' }.status", contains("failed")));
        becomes(guest, "running");

        assertThat(hostOf(guest)).isEqualTo(before);
        assertThat(site.hosts().stream()
                        .mapToInt(host -> reservedOf(host.intValue()))
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void inAnotherRegionItHasAnotherAddressAndAnotherCharge() {
        SmallSite there = SmallSite.of(1, 4);
        String address = get("").extract().path("ipv4[0]");

        post("migrate", Map.of("region", there.region())).statusCode(200);
        Eventually.holds(() -> get("").body("region", equalTo(there.region())));
        becomes(guest, "running");

        assertThat(get("").extract().<String>path("ipv4[0]")).isNotNull().isNotEqualTo(address);
        assertThat(sql.rows(
                        "select region from charging_span where tenant_id = ? and resource = ? and ended_at is null",
                        row -> row.getString(1),
                        tenant.id(),
                        "instance-" + guest))
                .containsExactly(there.region());
        post("migrate", Map.of("region", there.region()))
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.NOTHING_FITS"));
        post("migrate", Map.of("region", "nowhere")).statusCode(400).body("errors[0].field", equalTo("region"));
    }

    private int created(Map<String, Object> wish) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "region", site.region(),
                "type", "g6-nanode-1",
                "image", "linode/debian12",
                "root_pass", "a long Password 1"));
        body.putAll(wish);
        return tenant.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private void fail(String operation) {
        asOperator()
                .body(Map.of("operation", operation, "instanceId", guest, "times", 5, "message", "broken on purpose"))
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

    private int hostOf(int id) {
        return asOperator().get("/admin/v1/instances/" + id).path("hostId");
    }

    private int reservedOf(int host) {
        return asOperator().get("/admin/v1/hosts/" + host).path("vcpus.reserved");
    }

    /** Charges for backups that are running. */
    private List<String> charged() {
        return sql.rows(
                "select charge from charging_span where tenant_id = ? and charge like 'backups:%' and ended_at is null",
                row -> row.getString(1), tenant.id());
    }

    private List<Long> held() {
        return sql.rows(
                "select distinct held.backup_id from simulated_backup held join simulated_disk disk"
                        + " on disk.disk_id = held.disk_id where disk.instance_id = ?",
                row -> row.getLong(1),
                (long) guest);
    }

    private long begun() {
        return sql.count("select count(*) from backup_view where instance_id = ?", (long) guest);
    }

    private List<String> contents(int id) {
        return sql.rows(
                "select content from simulated_disk where instance_id = ? order by disk_id",
                row -> row.getString(1),
                (long) id);
    }
}
