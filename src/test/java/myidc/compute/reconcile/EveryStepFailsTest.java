package myidc.compute.reconcile;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestPrices;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each call to the machine room of each deed fails, once and for good, is refused, hangs or loses its answer: the guest ends in
 * a state with a name, what it holds is what the book says of it, what never was there costs nothing, what is there costs its
 * hours, and once the room is well again it goes without a trace.
 */
@QuarkusTest
class EveryStepFailsTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final List<String> NAMED = List.of("RUNNING", "OFFLINE", "FAILED");
    private static final int FOR_GOOD = 1_000;
    private static final BigDecimal HOURLY = new BigDecimal("1.00");
    private static final int HOURS = 2;

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void twoHostsAndATenant() {
        site = SmallSite.of(2, 8);
        tenant = TestTenants.open(TestPrices.CURRENCY, "Europe/Zurich");
        TestPrices.publish(tenant, "instance:g6-nanode-1", HOURLY.toPlainString(), "500.00");
    }

    @AfterEach
    void theRoomIsWell() {
        asOperator().delete("/admin/v1/room/faults").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "define, REFUSED, 1, RUNNING",
        "define, HANGS, 1, RUNNING",
        "define, ANSWER_LOST, 1, RUNNING",
        "start, REFUSED, 1, RUNNING",
        "start, HANGS, 1, RUNNING",
        "start, ANSWER_LOST, 1, RUNNING",
        "define, REFUSED, 1000, FAILED",
        "define, HANGS, 1000, FAILED",
        "define, ANSWER_LOST, 1000, FAILED",
        "start, REFUSED, 1000, OFFLINE",
        "start, ANSWER_LOST, 1000, RUNNING",
    })
    void making(String call, String kind, int times, String ends) {
        fail(call, kind, null, times);
        int guest = created();

        assertThat(stands(guest)).isEqualTo(ends);
        holdsWhatTheBookSays(guest);
        goesWithoutATrace(guest);
    }

    @ParameterizedTest
    @CsvSource({
        "state, REFUSED, 1",
        "state, HANGS, 1",
        "stop, REFUSED, 1",
        "move, REFUSED, 1",
        "move, HANGS, 1",
        "move, ANSWER_LOST, 1",
        "start, REFUSED, 1",
        "start, HANGS, 1",
        "start, ANSWER_LOST, 1",
        "stop, REFUSED, 1000",
        "move, REFUSED, 1000",
        "move, ANSWER_LOST, 1000",
        "start, REFUSED, 1000",
        "start, ANSWER_LOST, 1000",
    })
    void moving(String call, String kind, int times) {
        int guest = created();
        awaitRunning(guest);
        int before = seen(guest).getInt("hostId");
        fail(call, kind, guest, times);

        migrate(guest);

        String ends = stands(guest);
        if (times < FOR_GOOD) {
            assertThat(ends).isEqualTo("RUNNING");
            assertThat(seen(guest).getInt("hostId")).isNotEqualTo(before);
        }
        holdsWhatTheBookSays(guest);
        goesWithoutATrace(guest);
    }

    @Test
    void aMovedGuestStaysBetweenTheHostsUntilTheyTellWhichHasIt() {
        int guest = created();
        awaitRunning(guest);
        int before = seen(guest).getInt("hostId");
        fail("state", "REFUSED", guest, FOR_GOOD);

        migrate(guest);

        awaitOftenTried(guest);
        assertThat(seen(guest).getString("status")).isEqualTo("MIGRATING");
        site.hosts().forEach(host -> assertThat(reserved(host)).isEqualTo(1));
        asOperator().delete("/admin/v1/room/faults").then().statusCode(200);
        assertThat(stands(guest)).isEqualTo("RUNNING");
        assertThat(seen(guest).getInt("hostId")).isNotEqualTo(before);
        holdsWhatTheBookSays(guest);
        goesWithoutATrace(guest);
    }

    @ParameterizedTest
    @CsvSource({
        "grow, REFUSED, 1, true",
        "grow, HANGS, 1, true",
        "grow, ANSWER_LOST, 1, true",
        "grow, REFUSED, 1000, false",
        "grow, ANSWER_LOST, 1000, false",
    })
    void growingWhileItRuns(String call, String kind, int times, boolean ranOn) {
        int guest = created();
        awaitRunning(guest);
        fail(call, kind, guest, times);

        growWarm(guest);

        assertThat(stands(guest)).isEqualTo("RUNNING");
        isAsLargeAsItsPlan(guest, 2);
        assertThat(sql.count(
                        "select count(*) from domain_event where aggregate_id = ? and payload_type = ?",
                        "instance-" + guest,
                        "compute.InstanceResizedWarm"))
                .isEqualTo(ranOn ? 1 : 0);
        goesWithoutATrace(guest);
    }

    @Test
    void aGuestThatMayRunLargerThanItsPlanIsBeingResizedUntilItsHostTells() {
        int guest = created();
        awaitRunning(guest);
        fail("grow", "ANSWER_LOST", guest, FOR_GOOD);
        fail("stop", "REFUSED", guest, FOR_GOOD);

        growWarm(guest);

        awaitOftenTried(guest);
        assertThat(seen(guest).getString("status")).isEqualTo("RESIZING");
        assertThat(seen(guest).getString("plan")).isEqualTo("g6-nanode-1");
        asOperator().delete("/admin/v1/room/faults").then().statusCode(200);
        assertThat(stands(guest)).isEqualTo("RUNNING");
        isAsLargeAsItsPlan(guest, 2);
        goesWithoutATrace(guest);
    }

    private void awaitOftenTried(int guest) {
        Eventually.holds(() -> assertThat(sql.count(
                        "select count(*) from room_work where instance_id = ? and attempts >= 4"
                                + " and last_error is not null and leased_until is null",
                        (long) guest))
                .isEqualTo(1));
    }

    private void growWarm(int guest) {
        TestPrices.publish(tenant, "instance:g6-standard-2", HOURLY.toPlainString(), "500.00");
        tenant.call()
                .body(Map.of("type", "g6-standard-2", "migration_type", "warm"))
                .post(INSTANCES + "/" + guest + "/resize")
                .then()
                .statusCode(200);
    }

    /** In the machine room, in the book and in what its host holds for it. */
    private void isAsLargeAsItsPlan(int guest, int vcpus) {
        assertThat(sql.count("select vcpus from simulated_guest where instance_id = ?", (long) guest))
                .isEqualTo(vcpus);
        assertThat(seen(guest).getInt("vcpus")).isEqualTo(vcpus);
        assertThat(reserved(seen(guest).getLong("hostId"))).isEqualTo(vcpus);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 1, successful",
        "HANGS, 1, successful",
        "ANSWER_LOST, 1, successful",
        "REFUSED, 1000, failed",
        "ANSWER_LOST, 1000, failed",
    })
    void backingUp(String kind, int times, String ends) {
        site.poolForVolumes();
        int guest = created();
        awaitRunning(guest);
        tenant.call()
                .body(Map.of())
                .post(INSTANCES + "/" + guest + "/backups/enable")
                .then()
                .statusCode(200);
        fail("backUp", kind, guest, times);
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
            boolean itsOwn = !failed && now.getLong("hostId") == host;
            assertThat(reserved(host)).as("what host %d holds", host).isEqualTo(itsOwn ? 1 : 0);
        }
        assertThat(addresses(guest)).isEqualTo(failed ? 0 : 1);
        passHours(HOURS);
        if (failed) {
            assertThat(metered()).as("what never was there costs nothing").isZero();
        } else {
            Eventually.holds(() -> assertThat(metered())
                    .as("what is there costs its hours")
                    .isBetween(
                            HOURLY.multiply(BigDecimal.valueOf(HOURS)),
                            HOURLY.multiply(BigDecimal.valueOf(HOURS + 1))));
        }
    }

    /** What the tenant owes for what was not invoiced yet: the guest, and nothing else that has a price. */
    private BigDecimal metered() {
        return new BigDecimal(tenant.call()
                .get("/v4/account")
                .jsonPath()
                .get("balance_uninvoiced")
                .toString());
    }

    private static void passHours(int hours) {
        Instant now = Instant.parse(asOperator().get("/admin/v1/clock").path("now"));
        asOperator()
                .body(Map.of("to", now.plus(Duration.ofHours(hours)).toString()))
                .post("/admin/v1/clock")
                .then()
                .statusCode(200);
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
        site.hosts().forEach(host -> assertThat(reserved(host)).isZero());
        assertThat(addresses(guest)).isZero();
        BigDecimal owed = metered();
        passHours(HOURS);
        assertThat(metered()).as("what is gone costs nothing more").isEqualByComparingTo(owed);
    }

    private static int reserved(long host) {
        return asOperator().get("/admin/v1/hosts/" + host).jsonPath().getInt("vcpus.reserved");
    }

    private void migrate(int guest) {
        tenant.call()
                .body(Map.of())
                .post(INSTANCES + "/" + guest + "/migrate")
                .then()
                .statusCode(200);
    }

    private String stands(int guest) {
        Eventually.holds(() -> {
            assertThat(seen(guest).getString("status")).isIn(NAMED);
            assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) guest))
                    .isZero();
        });
        return seen(guest).getString("status");
    }

    private static void fail(String call, String kind, @Nullable Integer guest, int times) {
        Map<String, Object> fault =
                new HashMap<>(Map.of("operation", call, "kind", kind, "times", times, "message", "broken on purpose"));
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
