package myidc.compute.reconcile;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** A tenant is told once when a machine uses more than its level for two hours, and again when it does so anew. */
@QuarkusTest
class AlertWatchTest {
    private static final int SLOT_SECONDS = 300;

    /** Far from what other tests measure. */
    private static final Instant NOON = Instant.parse("2025-07-08T12:00:00Z");

    @Inject
    AlertWatch watch;

    @Inject
    Sql sql;

    @Test
    void levelsAreThoseOfLinodeUntilTheyAreSetOneByOne() {
        Made made = made();
        made.get().body("alerts.cpu", equalTo(90)).body("alerts.io", equalTo(10_000));

        made.put(Map.of("cpu", 50, "io", 0))
                .statusCode(200)
                .body("alerts.cpu", equalTo(50))
                .body("alerts.io", equalTo(0))
                .body("alerts.network_in", equalTo(10))
                .body("alerts.transfer_quota", equalTo(80));

        made.get().body("alerts.cpu", equalTo(50));
        made.tenant()
                .call()
                .header("X-Filter", "{\"action\": \"linode_update\"}")
                .get("/v4/account/events")
                .then()
                .body("data.entity.id", contains(made.guest()));
        made.put(Map.of("cpu", 4_801)).statusCode(400).body("errors[0].field", equalTo("alerts.cpu"));
        made.put(Map.of("network_out", -1)).statusCode(400).body("errors[0].field", equalTo("alerts.network_out"));
        made.get().body("alerts.cpu", equalTo(50));
    }

    @Test
    void twoHoursAboveALevelAreToldOnceUntilTheyEnd() {
        Made made = made();
        used(made.guest(), NOON, 95);

        watch.look(NOON);
        watch.look(NOON);

        made.notices()
                .body("data.kind", contains("AlertRaised"))
                .body("data[0].words.en", containsString("CPU"))
                .body("data[0].words.en", containsString("95"));

        Instant later = NOON.plus(Duration.ofHours(3));
        used(made.guest(), later, 20);
        watch.look(later);
        Instant again = later.plus(Duration.ofHours(3));
        used(made.guest(), again, 99);
        watch.look(again);

        made.notices().body("data.kind", contains("AlertRaised", "AlertEnded", "AlertRaised"));
    }

    @Test
    void whatIsCountedNoMoreIsAboveNoLevel() {
        Made made = made();
        used(made.guest(), NOON, 95);
        watch.look(NOON);

        watch.look(NOON.plus(Duration.ofHours(5)));

        made.notices().body("data.kind", hasItem("AlertEnded")).body("data", hasSize(2));
    }

    @Test
    void whatIsNotAboveOrSetToNeverIsNotTold() {
        Made quiet = made();
        used(quiet.guest(), NOON, 90);
        Made never = made();
        never.put(Map.of("cpu", 0)).statusCode(200);
        used(never.guest(), NOON, 99);
        Made young = made();
        sql.change(
                "insert into guest_load (instance_id, slot, seconds, cpu_nanos, read_bytes, written_bytes, public_in,"
                        + " public_out, private_in, private_out) values (?, ?, 300, 300000000000, 0, 0, 0, 0, 0, 0)",
                (long) young.guest(),
                NOON.minusSeconds(SLOT_SECONDS));

        watch.look(NOON);

        quiet.notices().body("data", empty());
        never.notices().body("data", empty());
        young.notices().body("data", empty());
    }

    /** The two hours before an instant, at so many percent of one processor. */
    private void used(int guest, Instant until, int percent) {
        for (int slot = 1; slot <= Duration.ofHours(2).toSeconds() / SLOT_SECONDS; slot++) {
            sql.change(
                    "insert into guest_load (instance_id, slot, seconds, cpu_nanos, read_bytes, written_bytes, public_in,"
                            + " public_out, private_in, private_out) values (?, ?, 300, ?, 0, 0, 0, 0, 0, 0)",
                    (long) guest,
                    until.minusSeconds((long) slot * SLOT_SECONDS),
                    percent * 10_000_000L * SLOT_SECONDS);
        }
    }

    private static Made made() {
        SmallSite site = SmallSite.of(1, 8);
        TestTenant tenant = TestTenants.open();
        int id = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "booted", false))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        return new Made(id, tenant);
    }

    private record Made(int guest, TestTenant tenant) {
        ValidatableResponse get() {
            return tenant.call().get("/v4/linode/instances/" + guest).then().statusCode(200);
        }

        ValidatableResponse put(Map<String, Integer> alerts) {
            return tenant.call()
                    .body(Map.of("alerts", alerts))
                    .put("/v4/linode/instances/" + guest)
                    .then();
        }

        ValidatableResponse notices() {
            return tenant.call().get("/portal/v1/notices").then().statusCode(200);
        }
    }
}
