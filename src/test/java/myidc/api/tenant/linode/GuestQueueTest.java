package myidc.api.tenant.linode;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions on a busy guest, for callers who would rather wait than be told so. */
@QuarkusTest
class GuestQueueTest {
    private static final String INSTANCES = "/v4/linode/instances/";
    private static final String SCRIPTS = "/v4/linode/stackscripts/";
    private static final String EVENTS = "/v4/account/events";

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void aGuestThatIsBusyForAsLongAsWeLike() {
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
                        "a long Password 1"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        becomes("running");
        hold();
    }

    /** Begins a reboot that lasts until it is let go. */
    private void hold() {
        Eventually.holds(
                () -> assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) guest))
                        .isZero());
        sql.change(
                "insert into room_work (instance_id, action, due_at, attempts, leased_by, leased_until)"
                        + " values (?, 'REBOOT', clock_timestamp(), 0, 'a test', clock_timestamp() + interval '1 day')",
                (long) guest);
        tenant.call().post(INSTANCES + guest + "/reboot").then().statusCode(200).body("$", anEmptyMap());
    }

    @Test
    void whoDoesNotPreferToWaitIsToldAsLinodeTells() {
        tenant.call()
                .post(INSTANCES + guest + "/shutdown")
                .then()
                .statusCode(400)
                .body("errors[0].reason", equalTo("Linode busy."))
                .body("errors[0].code", equalTo("compute.INSTANCE_BUSY"));
        tenant.call()
                .header("Prefer", "return=minimal, wait=5")
                .post(INSTANCES + guest + "/shutdown")
                .then()
                .statusCode(400);
    }

    /** Reboots that took a thousand seconds each, so that those of other tests do not count; nobody's, and taken away again. */
    @Test
    void whatGoesOnIsToldWithHowLongYetByHowLongTheSameTook() {
        long other = -tenant.id();
        sql.change(
                "insert into account_event_view (id, tenant_id, action, status, created_at, ended_at, entity_type,"
                        + " entity_id, entity_label, who, message) select (select max(id) from account_event_view) +"
                        + " 1000000 + number, ?, 'linode_reboot', 'finished', clock_timestamp() - interval '2000 s',"
                        + " clock_timestamp() - interval '1000 s', 'linode', 0, '', '', '' from"
                        + " generate_series(1, 20) number",
                other);
        try {
            int left = underWay().body("data", hasSize(1)).extract().path("data[0].time_remaining");
            assertThat(left).isBetween(700, 1_000);
            int waits = post("shutdown", Map.of()).extract().path("queued.event");
            event(waits).body("time_remaining", nullValue());
        } finally {
            sql.change("delete from account_event_view where tenant_id = ?", other);
        }
        release();
        becomes("offline");
        tenant.call().get(EVENTS).then().body("data.time_remaining", everyItem(nullValue()));
    }

    private ValidatableResponse underWay() {
        return tenant.call()
                .header("X-Filter", "{\"action\": \"linode_reboot\"}")
                .get(EVENTS)
                .then()
                .statusCode(200);
    }

    @Test
    void whatWaitsIsToldWithItsPlaceAndRunsInItsTurn() {
        int stop = post("shutdown", Map.of())
                .statusCode(202)
                .header("Preference-Applied", "respond-async")
                .header("X-MyIDC-Queued", matchesPattern("place=1; behind=linode_reboot; event=\\d+"))
                .body("queued.place", equalTo(1))
                .extract()
                .path("queued.event");
        int resize = post("disks/" + guest + "/resize", Map.of("size", 10_000))
                .statusCode(202)
                .body("queued.place", equalTo(2))
                .body("queued.behind", equalTo("linode_shutdown"))
                .extract()
                .path("queued.event");
        int boot = post("boot", Map.of())
                .statusCode(202)
                .body("queued.behind", equalTo("disk_resize"))
                .extract()
                .path("queued.event");
        waiting().body("data.id", contains(boot, resize, stop)).body("data.queued.place", contains(3, 2, 1));
        event(stop)
                .body("status", equalTo("scheduled"))
                .body("entity.id", equalTo(guest))
                .body("username", equalTo(tenant.username()));

        release();

        becomes("running");
        Eventually.holds(() -> event(boot).body("status", equalTo("finished")));
        for (int done : List.of(stop, resize, boot)) {
            event(done).body("status", equalTo("finished")).body("containsKey('queued')", equalTo(false));
        }
        assertThat(actions())
                .containsExactly(
                        "linode_create",
                        "linode_boot",
                        "linode_reboot",
                        "linode_shutdown",
                        "disk_resize",
                        "linode_boot");
        tenant.call().get(INSTANCES + guest + "/disks/" + guest).then().body("size", equalTo(10_000));
    }

    @Test
    void whatCanNotBeDoneAnyMoreAndWhatIsTakenOutSayWhy() {
        int rescue = post("rescue", Map.of("devices", Map.of("sda", Map.of("disk_id", guest))))
                .statusCode(202)
                .extract()
                .path("queued.event");
        int boot = post("boot", Map.of()).statusCode(202).extract().path("queued.event");
        int delete = tenant.call()
                .header("Prefer", "respond-async; x=1")
                .delete(INSTANCES + guest)
                .then()
                .statusCode(202)
                .extract()
                .path("queued.event");
        post("reboot", Map.of()).statusCode(400).body("errors[0].code", equalTo("compute.INSTANCE_STATE"));
        tenant.call().delete(INSTANCES + guest + "/queue/" + rescue).then().statusCode(200);
        tenant.call().delete(INSTANCES + guest + "/queue/" + rescue).then().statusCode(404);
        TestTenants.open()
                .call()
                .delete(INSTANCES + guest + "/queue/" + boot)
                .then()
                .statusCode(404);
        event(rescue).body("status", equalTo("canceled")).body("message", equalTo("Cancelled on request."));
        waiting().body("data.queued.place", contains(2, 1));

        release();

        Eventually.holds(() -> tenant.call().get(INSTANCES + guest).then().statusCode(404));
        event(boot).body("status", equalTo("failed")).body("message", equalTo("Linode " + guest + " already booted."));
        event(delete).body("status", equalTo("finished"));
        waiting().body("data", hasSize(0));
    }

    @Test
    void deedsThatTakeMoreThanTheGuestWaitAndAreDoneInTheirTurn() {
        int resize = post("resize", Map.of("type", "g6-standard-1"))
                .statusCode(202)
                .header("X-MyIDC-Queued", matchesPattern("place=1; behind=linode_reboot; event=\\d+"))
                .extract()
                .path("queued.event");
        int rebuild = post("rebuild", Map.of("image", "linode/debian12", "root_pass", "another Password 2"))
                .statusCode(202)
                .body("queued.behind", equalTo("linode_resize"))
                .extract()
                .path("queued.event");
        event(resize).body("action", equalTo("linode_resize")).body("status", equalTo("scheduled"));
        assertThat(secrets()).as("its hash waits beside the facts").isOne();
        assertThat(sql.count("select count(*) from domain_event where position('$6$' in payload::text) > 0"
                        + " or position('another Password' in payload::text) > 0"))
                .isZero();

        release();

        Eventually.holds(() -> event(rebuild).body("status", equalTo("finished")));
        event(resize).body("status", equalTo("finished"));
        becomes("running");
        tenant.call().get(INSTANCES + guest).then().body("type", equalTo("g6-standard-1"));
        assertThat(actions())
                .containsSubsequence("linode_reboot", "linode_resize", "linode_rebuild")
                .containsOnlyOnce("linode_resize", "linode_rebuild");
        assertThat(secrets()).isZero();
    }

    @Test
    void aRebuildThatWaitsKeepsWhetherDisksAreToBeEncrypted() {
        site.hosts()
                .forEach(host -> asOperator()
                        .body(Map.of("encrypted", true, "reason", "LUKS2 below the pool"))
                        .put("/admin/v1/host-encryption/" + host)
                        .then()
                        .statusCode(200));
        Map<String, Object> wanted =
                Map.of("image", "linode/debian12", "root_pass", "another Password 2", "disk_encryption", "enabled");
        int rebuild = post("rebuild", wanted).statusCode(202).extract().path("queued.event");
        tenant.call().get(INSTANCES + guest).then().body("disk_encryption", equalTo("disabled"));

        release();

        Eventually.holds(() -> event(rebuild).body("status", equalTo("finished")));
        tenant.call().get(INSTANCES + guest).then().body("disk_encryption", equalTo("enabled"));
    }

    @Test
    void aDeedIsJudgedWhenItsTurnComesAndItsEventSaysWhyItFailed() {
        int first = post("resize", Map.of("type", "g6-standard-1"))
                .statusCode(202)
                .extract()
                .path("queued.event");
        int again = post("resize", Map.of("type", "g6-standard-1"))
                .statusCode(202)
                .extract()
                .path("queued.event");
        int out = post("rebuild", Map.of("image", "linode/debian12", "root_pass", "another Password 2"))
                .statusCode(202)
                .extract()
                .path("queued.event");
        tenant.call().delete(INSTANCES + guest + "/queue/" + out).then().statusCode(200);
        assertThat(secrets()).isZero();

        release();

        Eventually.holds(() -> event(again).body("status", equalTo("failed")));
        event(again).body("message", equalTo("Linode is already running this plan."));
        event(first).body("status", equalTo("finished"));
        event(out).body("status", equalTo("canceled"));
        becomes("running");
    }

    @Test
    void aScriptIsDeployedWhenTheTurnOfItsRebuildComesAndNotOnceItIsGone() {
        int kept = script("kept");
        int gone = script("gone");
        int first = post("rebuild", with(kept)).statusCode(202).extract().path("queued.event");
        int second = post("rebuild", with(gone)).statusCode(202).extract().path("queued.event");
        tenant.call().delete(SCRIPTS + gone).then().statusCode(200);
        tenant.call().get(SCRIPTS + kept).then().body("deployments_total", equalTo(0));

        release();

        Eventually.holds(() -> event(second).body("status", equalTo("failed")));
        event(second).body("message", equalTo("StackScript " + gone + " is not there any more."));
        event(first).body("status", equalTo("finished"));
        tenant.call()
                .get(SCRIPTS + kept)
                .then()
                .body("deployments_total", equalTo(1))
                .body("deployments_active", equalTo(1));
    }

    private int script(String label) {
        return tenant.call()
                .body(Map.of("label", label, "images", List.of("any/all"), "script", "#!/bin/sh\ntrue\n"))
                .post(SCRIPTS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static Map<String, Object> with(int script) {
        return Map.of("image", "linode/debian12", "root_pass", "another Password 2", "stackscript_id", script);
    }

    @Test
    void movesSnapshotsAndRestoresWaitToo() {
        site.poolForVolumes();
        post("backups", Map.of("label", "before"))
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.BACKUPS_STATE"));
        tenant.call().post(INSTANCES + guest + "/backups/enable").then().statusCode(200);
        int move = queued(post("migrate", Map.of()), "linode_reboot");
        int snapshot = queued(post("backups", Map.of("label", "before")), "linode_migrate");

        release();

        Eventually.holds(() -> event(snapshot).body("status", equalTo("finished")));
        event(move).body("status", equalTo("finished"));
        becomes("running");
        int backup = tenant.call().get(INSTANCES + guest + "/backups").path("snapshot.current.id");
        hold();
        int restore = queued(
                post("backups/" + backup + "/restore", Map.of("linode_id", guest, "overwrite", true)), "linode_reboot");
        event(restore).body("action", equalTo("backups_restore"));

        release();

        Eventually.holds(() -> event(restore).body("status", equalTo("finished")));
        becomes("offline");
    }

    private static int queued(ValidatableResponse answer, String behind) {
        return answer.statusCode(202)
                .body("queued.behind", equalTo(behind))
                .extract()
                .path("queued.event");
    }

    private long secrets() {
        return sql.count("select count(*) from guest_access_waiting where instance_id = ?", (long) guest);
    }

    private ValidatableResponse post(String path, Map<String, ?> body) {
        return tenant.call()
                .header("Prefer", "respond-async")
                .body(body)
                .post(INSTANCES + guest + "/" + path)
                .then();
    }

    private ValidatableResponse event(int id) {
        return tenant.call().get(EVENTS + "/" + id).then();
    }

    private ValidatableResponse waiting() {
        return tenant.call()
                .header("X-Filter", "{\"status\":\"scheduled\",\"action\":{\"+neq\":\"linode_reboot\"}}")
                .get(EVENTS)
                .then();
    }

    private List<String> actions() {
        return tenant.call()
                .header("X-Filter", "{\"entity.type\":\"linode\",\"+order_by\":\"created\",\"+order\":\"asc\"}")
                .get(EVENTS)
                .then()
                .extract()
                .path("data.action");
    }

    private void release() {
        sql.change("update room_work set leased_until = null where instance_id = ?", (long) guest);
    }

    private void becomes(String status) {
        Eventually.holds(() -> tenant.call().get(INSTANCES + guest).then().body("status", equalTo(status)));
    }
}
