package myidc.compute.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import myidc.shared.id.InstanceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What fails whenever its turn comes is tried again, and in the end given up with a word why. */
@QuarkusTest
class TurnRunnerTest {
    private static final int TRIES = 30;

    /** The portal itself looks every second too, and may be in the midst of a try when the last one is counted. */
    private static final int BESIDES = 1;

    @Inject
    Sql sql;

    @Inject
    TurnRunner runner;

    @Inject
    StubbornDeeds deeds;

    private TestTenant tenant;
    private InstanceId guest;
    private int resize;

    @BeforeEach
    void aResizeWhoseTurnCameAndThatFails() {
        SmallSite site = SmallSite.of(1, 8);
        tenant = TestTenants.open();
        Number id = tenant.call()
                .body(Map.of(
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "a long Password 1"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        guest = new InstanceId(id.longValue());
        deeds.failFor(guest);
        becomes("running");
        beginAReboot();
        resize = tenant.call()
                .header("Prefer", "respond-async")
                .body(Map.of("type", "g6-standard-1"))
                .post("/v4/linode/instances/" + guest.value() + "/resize")
                .then()
                .statusCode(202)
                .extract()
                .path("queued.event");
    }

    /** One that ends when it is let go. */
    private void beginAReboot() {
        Eventually.holds(
                () -> assertThat(sql.count("select count(*) from room_work where instance_id = ?", guest.value()))
                        .isZero());
        sql.change(
                "insert into room_work (instance_id, action, due_at, attempts, leased_by, leased_until)"
                        + " values (?, 'REBOOT', clock_timestamp(), 0, 'a test', clock_timestamp() + interval '1 day')",
                guest.value());
        tenant.call()
                .post("/v4/linode/instances/" + guest.value() + "/reboot")
                .then()
                .statusCode(200);
    }

    @Test
    void itIsGivenUpAfterThirtyTriesAndNotBefore() {
        event().body("status", equalTo("scheduled"));
        sql.change("update room_work set leased_until = null where instance_id = ?", guest.value());
        Eventually.holds(() -> assertThat(turns()).isOne());

        for (int i = 0; i < 2 * TRIES && turns() == 1; i++) {
            runner.look();
        }

        int tries = deeds.triesFor(guest);
        assertThat(turns()).isZero();
        assertThat(tries).isBetween(TRIES, TRIES + BESIDES);
        event().body("status", equalTo("failed"))
                .body("message", equalTo("It could not be begun, tried " + TRIES + " times."));
        becomes("running");
        tenant.call().get("/v4/linode/instances/" + guest.value()).then().body("type", equalTo("g6-nanode-1"));
    }

    private void becomes(String status) {
        Eventually.holds(() -> tenant.call()
                .get("/v4/linode/instances/" + guest.value())
                .then()
                .body("status", equalTo(status)));
    }

    private long turns() {
        return sql.count("select count(*) from queued_turn where instance_id = ?", guest.value());
    }

    private ValidatableResponse event() {
        return tenant.call().get("/v4/account/events/" + resize).then().statusCode(200);
    }
}
