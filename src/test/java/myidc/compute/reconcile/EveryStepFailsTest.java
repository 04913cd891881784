package myidc.compute.reconcile;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each call to the machine room of each deed fails, once and for good: the guest ends in a state with a name, what it holds is
 * what the book says of it, what never was there costs nothing, and once the room is well again it goes without a trace.
 */
@QuarkusTest
class EveryStepFailsTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final List<String> NAMED = List.of("RUNNING", "OFFLINE", "FAILED");
    private static final int FOR_GOOD = 1_000;

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void twoHostsAndATenant() {
        site = SmallSite.of(2, 8);
        tenant = TestTenants.open();
    }

    @AfterEach
    void theRoomIsWell() {
        asOperator().delete("/admin/v1/room/faults").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "define, 1, RUNNING",
        "start, 1, RUNNING",
        "define, 1000, FAILED",
        "start, 1000, OFFLINE",
    })
    void making(String call, int times, String ends) {
        fail(call, null, times);
        int guest = created();

        assertThat(stands(guest)).isEqualTo(ends);
        holdsWhatTheBookSays(guest);
        goesWithoutATrace(guest);
    }

    @ParameterizedTest
    @CsvSource({
        "state, 1",
        "stop, 1",
        "move, 1",
        "start, 1",
        "state, 1000",
        "stop, 1000",
        "move, 1000",
        "start, 1000",
    })
    void moving(String call, int times) {
        int guest = created();
        awaitRunning(guest);
        int before = seen(guest).getInt("hostId");
        fail(call, guest, times);

        tenant.call()
                .body(Map.of())
                .post(INSTANCES + "/" + guest + "/migrate")
                .then()
                .statusCode(200);

        String ends = stands(guest);
        if (times < FOR_GOOD) {
            assertThat(ends).isEqualTo("RUNNING");
            assertThat(seen(guest).getInt("hostId")).isNotEqualTo(before);
        }
        holdsWhatTheBookSays(guest);
        goesWithoutATrace(guest);
    }

    @ParameterizedTest
    @CsvSource({"backUp, 1, successful", "backUp, 1000, failed"})
    void backingUp(String call, int times, String ends) {
        site.poolForVolumes();
        int guest = created();
        awaitRunning(guest);
        tenant.call()
                .body(Map.of())
                .post(INSTANCES + "/" + guest + "/backups/enable")
                .then()
                .statusCode(200);
        fail(call, guest, times);
        int backup = tenant.call()
                .body(Map.of("label", "before the fault"))
                .post(INSTANCES + "/" + guest + "/backups")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        assertThat(stands(guest)).isEqualTo("RUNNING");
        long kept = sql.count("select count(*) from backup_view where id = ? and status = 'KEPT'", (long) backup);
        assertThat(kept).isEqualTo(ends.equals("successful") ? 1 : 0);
        holdsWhatTheBookSays(guest);
        goesWithoutATrace(guest);
    }

    private void holdsWhatTheBookSays(int guest) {
        JsonPath now = seen(guest);
        boolean failed = "FAILED".equals(now.getString("status"));
        for (long host : site.hosts()) {
            int reserved =
                    asOperator().get("/admin/v1/hosts/" + host).jsonPath().getInt("vcpus.reserved");
            boolean itsOwn = !failed && now.getLong("hostId") == host;
            assertThat(reserved).as("what host %d holds", host).isEqualTo(itsOwn ? 1 : 0);
        }
        assertThat(addresses(guest)).isEqualTo(failed ? 0 : 1);
        assertThat(now.getString("provisionedAt") == null)
                .as("charges begin when it is there")
                .isEqualTo(failed);
    }

    private void goesWithoutATrace(int guest) {
        asOperator().delete("/admin/v1/room/faults").then().statusCode(200);
        Eventually.holds(() -> assertThat(tenant.call()
                        .delete(INSTANCES + "/" + guest)
                        .then()
                        .extract()
                        .statusCode())
                .isIn(200, 404));
        Eventually.holds(
                () -> asOperator().get("/admin/v1/instances/" + guest).then().statusCode(404));
        site.hosts()
                .forEach(host -> assertThat(asOperator()
                                .get("/admin/v1/hosts/" + host)
                                .jsonPath()
                                .getInt("vcpus.reserved"))
                        .isZero());
        assertThat(addresses(guest)).isZero();
    }

    private String stands(int guest) {
        Eventually.holds(() -> {
            assertThat(seen(guest).getString("status")).isIn(NAMED);
            assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) guest))
                    .isZero();
        });
        return seen(guest).getString("status");
    }

    private static void fail(String call, @Nullable Integer guest, int times) {
        Map<String, Object> fault =
                new HashMap<>(Map.of("operation", call, "times", times, "message", "broken on purpose"));
        fault.put("instanceId", guest);
        asOperator().body(fault).post("/admin/v1/room/faults").then().statusCode(200);
    }

    private int created() {
        Map<String, Object> body = new HashMap<>(Map.of(
                "type", "g6-nanode-1",
                "region", site.region(),
                "image", "linode/debian12",
                "root_pass", "a Password of some length"));
        return tenant.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private void awaitRunning(int guest) {
        Eventually.holds(() -> assertThat(seen(guest).getString("status")).isEqualTo("RUNNING"));
    }

    private static JsonPath seen(int guest) {
        return asOperator().get("/admin/v1/instances/" + guest).jsonPath();
    }

    private long addresses(int guest) {
        return sql.count("select count(*) from address_claim where holder = ?", "instance-" + guest);
    }
}
