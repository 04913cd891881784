package myidc.compute.reconcile;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guest that grows beyond its host's room goes to a host that has it and grows there, or stays as and where it was. */
@QuarkusTest
class GrowElsewhereTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final String APPROVALS = "/admin/v1/placement/approvals";
    private static final String SMALL = "g6-nanode-1";
    private static final String LARGE = "g6-standard-2";

    @Inject
    Sql sql;

    private TestTenant tenant;
    private SmallSite site;
    private long here;
    private long there;
    private int guest;

    /** Two guests of one processor each on the first of two hosts with two processors. */
    @BeforeEach
    void aFullHostAndAnEmptyOne() {
        site = SmallSite.of(2, 2);
        tenant = TestTenants.open();
        here = site.hosts().getFirst();
        there = site.hosts().getLast();
        asOperator().post("/admin/v1/hosts/" + there + "/cordon").then().statusCode(200);
        guest = created();
        created();
        asOperator().post("/admin/v1/hosts/" + there + "/uncordon").then().statusCode(200);
        hold(2, 0);
    }

    @AfterEach
    void theRoomIsWell() {
        asOperator().delete("/admin/v1/room/faults").then().statusCode(200);
    }

    @Test
    void itRunsOnWhileItGoesAndGrows() {
        resize(Map.of("migration_type", "warm")).statusCode(200);

        becomes("RUNNING", LARGE, there);
        hold(1, 2);
        assertThat(factsSinceItWasMoved())
                .containsExactly(
                        "GrowthAsked",
                        "InstanceMigrated",
                        "InstanceBootRequested",
                        "InstanceBooted",
                        "InstanceResizeRequested",
                        "FollowingDiskChosen",
                        "WarmResizeAsked",
                        "InstanceResized",
                        "InstanceResizedWarm");
        assertThat(roomsVcpus()).isEqualTo(2);
        assertThat(diskMb()).isEqualTo(81_920);
    }

    @Test
    void itIsSwitchedOffOnceForBothWhereThatIsAskedAndItsDiskLeft() {
        resize(Map.of("migration_type", "cold", "allow_auto_disk_resize", false))
                .statusCode(200);

        becomes("RUNNING", LARGE, there);
        hold(1, 2);
        assertThat(factsSinceItWasMoved())
                .containsExactly(
                        "GrowthAsked",
                        "InstanceMigrated",
                        "InstanceResizeRequested",
                        "FollowingDiskChosen",
                        "InstanceResized",
                        "InstanceBootRequested",
                        "InstanceBooted");
        assertThat(diskMb()).isEqualTo(25_600);
    }

    @ParameterizedTest
    @CsvSource({
        "warm, move, 1000, RUNNING, g6-nanode-1, false",
        "cold, move, 1000, RUNNING, g6-nanode-1, false",
        "warm, grow, 1000, RUNNING, g6-standard-2, true",
        "cold, define, 1000, RUNNING, g6-nanode-1, true",
        "warm, start, 1000, RUNNING, g6-standard-2, true",
        "warm, move, 1, RUNNING, g6-standard-2, true",
        "cold, define, 1, RUNNING, g6-standard-2, true",
    })
    void whereAStepFailsItIsOneOrTheOtherAndHoldsThatAlone(
            String way, String call, int times, String status, String plan, boolean moved) {
        Map<String, Object> fault = Map.of(
                "operation", call, "kind", "REFUSED", "times", times, "message", "on purpose", "instanceId", guest);
        asOperator().body(fault).post("/admin/v1/room/faults").then().statusCode(200);

        resize(Map.of("migration_type", way)).statusCode(200);

        becomes(status, plan, moved ? there : here);
        int large = plan.equals(LARGE) ? 2 : 1;
        hold(moved ? 1 : 2, moved ? large : 0);
    }

    @Test
    void whereNoHostHasRoomItIsRefusedAndNothingChanges() {
        asOperator().post("/admin/v1/hosts/" + there + "/cordon").then().statusCode(200);

        resize(Map.of("migration_type", "warm")).statusCode(400);

        becomes("RUNNING", SMALL, here);
        hold(2, 0);
    }

    @Test
    void itWaitsForAnOperatorWithItsRoomHeldAndIsDoneAsWasAsked() {
        anOperatorIsAsked();

        resize(Map.of("migration_type", "warm")).statusCode(200);
        hold(2, 2);
        decided("refuse");
        becomes("RUNNING", SMALL, here);
        hold(2, 0);

        resize(Map.of("migration_type", "warm")).statusCode(200);
        decided("approve");
        becomes("RUNNING", LARGE, there);
        hold(1, 2);
        assertThat(facts()).contains("InstanceResizedWarm");
    }

    @Test
    void whatWaitedForADeletedGuestIsFree() {
        anOperatorIsAsked();
        resize(Map.of()).statusCode(200);
        hold(2, 2);

        tenant.call().delete(INSTANCES + "/" + guest).then().statusCode(200);

        hold(1, 0);
    }

    private void anOperatorIsAsked() {
        Map<String, Object> rule = Map.of("tenantId", tenant.id(), "minutes", 60, "reason", "a new customer");
        asOperator()
                .body(rule)
                .post("/admin/v1/placement/approval-rules")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse resize(Map<String, Object> way) {
        Map<String, Object> body = new HashMap<>(way);
        body.put("type", LARGE);
        return tenant.call()
                .body(body)
                .post(INSTANCES + "/" + guest + "/resize")
                .then();
    }

    private void becomes(String status, String plan, long host) {
        Eventually.holds(() -> {
            JsonPath seen = asOperator()
                    .get("/admin/v1/instances/" + guest)
                    .then()
                    .extract()
                    .jsonPath();
            assertThat(seen.getString("status") + " " + seen.getString("plan") + " " + seen.getLong("hostId"))
                    .isEqualTo(status + " " + plan + " " + host);
            assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) guest))
                    .isZero();
        });
    }

    /** How many processors of both hosts are held. */
    private void hold(int first, int second) {
        Eventually.holds(
                () -> assertThat(List.of(reserved(here), reserved(there))).isEqualTo(List.of(first, second)));
    }

    private static int reserved(long host) {
        return asOperator().get("/admin/v1/hosts/" + host).path("vcpus.reserved");
    }

    private void decided(String how) {
        asOperator()
                .body(Map.of("reason", "as agreed"))
                .post(APPROVALS + "/" + waiting() + "/" + how)
                .then()
                .statusCode(200);
    }

    private int waiting() {
        return asOperator()
                .get(APPROVALS)
                .then()
                .extract()
                .path("data.find { it.instanceId == " + guest + " && it.state == 'OPEN' }.id");
    }

    private List<String> facts() {
        return sql.rows(
                "select payload_type from domain_event where aggregate_id = ? order by sequence_number",
                row -> row.getString(1).replace("compute.", ""),
                "instance-" + guest);
    }

    private List<String> factsSinceItWasMoved() {
        List<String> all = facts();
        return all.subList(all.indexOf("InstanceMigrationRequested") + 1, all.size());
    }

    private long roomsVcpus() {
        return sql.count("select vcpus from simulated_guest where instance_id = ?", (long) guest);
    }

    private long diskMb() {
        return sql.count("select size_mb from guest_disk_view where instance_id = ?", (long) guest);
    }

    private int created() {
        Map<String, Object> body = Map.of(
                "type",
                SMALL,
                "region",
                site.region(),
                "image",
                "linode/debian12",
                "root_pass",
                "a Password of some length");
        int id = tenant.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(
                () -> asOperator().get("/admin/v1/instances/" + id).then().body("status", equalTo("RUNNING")));
        return id;
    }
}
