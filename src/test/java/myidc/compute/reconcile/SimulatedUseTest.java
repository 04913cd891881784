package myidc.compute.reconcile;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A simulated guest's charts are alive while it runs, and what is invented for them is charged to nobody. */
@QuarkusTest
class SimulatedUseTest {
    private static final String INSTANCES = "/v4/linode/instances/";

    @Inject
    GuestCounting counting;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void aGuestThatRuns() {
        tenant = TestTenants.open();
        guest = tenant.call()
                .body(Map.of(
                        "region",
                        SmallSite.of(1, 8).region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "Correct-horse-7-battery"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        awaitStatus("running");
    }

    @Test
    void itsTenantSeesWhatItUsesAndNothingWhileItIsOff() {
        long point = point();
        minutesPass(1);
        counting.lookAtRoom();
        minutesPass(5);
        counting.lookAtRoom();

        JsonPath data = tenant.call().get(INSTANCES + guest + "/stats").jsonPath();
        for (String course : List.of("cpu", "io.io", "netv4.in", "netv4.out")) {
            assertThat(data.getDouble("data." + course + "[0][1]")).as(course).isPositive();
        }
        assertThat(sql.count("select count(*) from meter_sample where point_id = ?", point))
                .as("what a meter point has of it")
                .isZero();

        tenant.call().post(INSTANCES + guest + "/shutdown").then().statusCode(200);
        awaitStatus("offline");
        long before = used();
        minutesPass(5);
        counting.lookAtRoom();
        assertThat(used()).isEqualTo(before);

        minutesPass(4);
        Instant off = clock.instant();
        tenant.call().post(INSTANCES + guest + "/boot").then().statusCode(200);
        awaitStatus("running");
        assertThat(sql.count(
                        "select count(*) from simulated_guest where instance_id = ? and started_at >= ?",
                        (long) guest,
                        off))
                .as("it counts anew from there")
                .isEqualTo(1);
    }

    private long used() {
        return sql.count(
                "select coalesce(sum(cpu_nanos), 0)::bigint from guest_load where instance_id = ?", (long) guest);
    }

    /** A meter point that what passes the guest's first interface would be charged by. */
    private long point() {
        Map<String, Object> wish = new HashMap<>(Map.of(
                "tenantId",
                tenant.id(),
                "kind",
                "INTERFACE_OCTETS",
                "measures",
                "instance-" + guest + "/net.0",
                "charge",
                "bandwidth:domestic",
                "unit",
                "Mbps",
                "counterBits",
                64,
                "limitPerSecond",
                10_000_000_000L,
                "from",
                clock.instant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .minus(Duration.ofDays(10))
                        .toString()));
        return asOperator()
                .body(wish)
                .post("/admin/v1/meter-points")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private void minutesPass(int minutes) {
        String to = clock.instant().plus(Duration.ofMinutes(minutes)).toString();
        asOperator().body(Map.of("to", to)).post("/admin/v1/clock").then().statusCode(200);
    }

    private void awaitStatus(String status) {
        Eventually.holds(() -> tenant.call().get(INSTANCES + guest).then().body("status", equalTo(status)));
    }
}
