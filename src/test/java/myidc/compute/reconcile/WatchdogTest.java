package myidc.compute.reconcile;

import static myidc.TestTenants.asOperator;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine that stops by itself is started again, and none that somebody stopped. */
@QuarkusTest
class WatchdogTest {
    @Inject
    Watchdog watchdog;

    private TestTenant tenant;
    private SmallSite site;
    private int guest;

    @BeforeEach
    void aGuestThatRuns() {
        site = SmallSite.of(1, 8);
        tenant = TestTenants.open();
        guest = tenant.call()
                .body(Map.of(
                        "region", site.region(),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "root_pass", "a Passw0rd of tests"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .body("watchdog_enabled", equalTo(true))
                .extract()
                .path("id");
        runs();
    }

    @Test
    void oneThatCrashedIsStartedAgainAndItsTenantSeesBoth() {
        room("CRASH");
        watchdog.lookAtRoom();

        Eventually.holds(() -> events("lassie_reboot")
                .body("data.status", contains("finished"))
                .body("data", hasSize(1)));
        runs();
        events("linode_shutdown").body("data.status", contains("notification"));
    }

    @Test
    void itMayStopByItselfFiveTimesAnHourAndThenItsTenantIsTold() {
        for (int time = 0; time < 5; time++) {
            room("SHUT_ITSELF_DOWN");
            watchdog.lookAtRoom();
            runs();
        }
        notices().body("data", empty());

        room("SHUT_ITSELF_DOWN");
        watchdog.lookAtRoom();

        status("offline");
        notices()
                .body("data.kind", contains("GuestLeftOff"))
                .body("data[0].words.en", containsString("5 times"))
                .body("data[0].words.'zh-CN'", containsString("5 次"));
        events("lassie_reboot").body("data", hasSize(5));
        tenant.call()
                .body(Map.of())
                .post("/v4/linode/instances/" + guest + "/boot")
                .then()
                .statusCode(200);
        runs();
    }

    @Test
    void oneThatNobodyWantsWatchedStaysOffAndMayBeStarted() {
        tenant.call()
                .body(Map.of("watchdog_enabled", false))
                .put("/v4/linode/instances/" + guest)
                .then()
                .statusCode(200)
                .body("watchdog_enabled", equalTo(false));
        events("linode_update").body("data", hasSize(1));
        room("SHUT_ITSELF_DOWN");
        watchdog.lookAtRoom();

        status("offline");
        events("lassie_reboot").body("data", empty());
        tenant.call()
                .body(Map.of())
                .post("/v4/linode/instances/" + guest + "/boot")
                .then()
                .statusCode(200);
        runs();
    }

    @Test
    void whatSomebodyStoppedIsLeftAlone() {
        room("SWITCH_OFF");
        watchdog.lookAtRoom();
        status("running");
        asOperator()
                .body(Map.of("deed", "CUT_POWER", "hostId", site.hosts().getFirst()))
                .post("/admin/v1/room/deeds")
                .then()
                .statusCode(200);
        watchdog.lookAtRoom();
        status("running");

        asOperator().body(Map.of("deed", "SWITCH_ON", "instanceId", guest)).post("/admin/v1/room/deeds");
        tenant.call().post("/v4/linode/instances/" + guest + "/shutdown").then().statusCode(200);
        Eventually.holds(() -> status("offline"));
        watchdog.lookAtRoom();

        status("offline");
        events("lassie_reboot").body("data", empty());
    }

    @Test
    void oneOfAHostThatIsLostIsLeftAlone() {
        asOperator()
                .body(Map.of("reason", "it burns"))
                .post("/admin/v1/hosts/" + site.hosts().getFirst() + "/lost")
                .then()
                .statusCode(200);
        room("CRASH");
        watchdog.lookAtRoom();

        status("running");
        events("lassie_reboot").body("data", empty());
    }

    @Test
    void oneOfASuspendedTenantIsLeftAlone() {
        asOperator()
                .body(Map.of("reason", "owes"))
                .post("/admin/v1/tenants/" + tenant.id() + "/suspend")
                .then()
                .statusCode(200);
        room("CRASH");
        watchdog.lookAtRoom();

        status("running");
        events("lassie_reboot").body("data", empty());
    }

    private void runs() {
        Eventually.holds(() -> status("running"));
    }

    private void status(String status) {
        tenant.call()
                .get("/v4/linode/instances/" + guest)
                .then()
                .statusCode(200)
                .body("status", equalTo(status));
    }

    private void room(String deed) {
        asOperator()
                .body(Map.of("deed", deed, "instanceId", guest))
                .post("/admin/v1/room/deeds")
                .then()
                .statusCode(200)
                .body("guests", equalTo(1));
    }

    private ValidatableResponse events(String action) {
        return tenant.call()
                .header("X-Filter", "{\"action\": \"" + action + "\"}")
                .get("/v4/account/events")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse notices() {
        return tenant.call().get("/portal/v1/notices").then().statusCode(200);
    }
}
