package myidc.compute.policy;

import static myidc.TestTenants.asOperator;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.compute.event.HostEvent.HostReturned;
import myidc.compute.placement.WaveStarts;
import myidc.compute.policy.WhenHostReturnedThenStartGuests.Setting;
import myidc.compute.policy.WhenHostReturnedThenStartGuests.Then;
import myidc.compute.read.Hosts;
import myidc.platform.security.CurrentCaller;
import myidc.shared.id.HostId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What guests of a returned host get where {@code myidc.waves.on-return} says other than START. */
@QuarkusTest
class WhenHostReturnedThenStartGuestsTest {
    @Inject
    CurrentCaller callers;

    @Inject
    Hosts hosts;

    @Inject
    WaveStarts starts;

    private long host;
    private int guest;

    @BeforeEach
    void aGuestThatShouldRunAndIsOff() {
        SmallSite site = SmallSite.of(1, 4);
        host = site.hosts().getFirst();
        guest = TestTenants.open()
                .call()
                .body(Map.of(
                        "region", site.region(),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "root_pass", "a Passw0rd of tests"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(
                () -> asOperator().get("/admin/v1/instances/" + guest).then().body("status", equalTo("RUNNING")));
        asOperator()
                .body(Map.of("deed", "SWITCH_OFF", "instanceId", guest))
                .post("/admin/v1/room/deeds")
                .then()
                .statusCode(200);
    }

    @Test
    void aProposedWaveWaitsUntilSomebodyApprovesItAndStartsThenAtItsPace() {
        returned(Then.PROPOSE);
        returned(Then.PROPOSE);

        waves().body("", hasSize(1));
        int wave = asOperator()
                .queryParam("pageSize", 500)
                .get("/admin/v1/waves")
                .path("data.find { it.hostId == " + host + " }.id");
        one(wave)
                .body("kind", equalTo("BOOT"))
                .body("state", equalTo("PROPOSED"))
                .body("atOnce", equalTo(7))
                .body("perMinute", equalTo(11))
                .body("reason", endsWith("answers again"))
                .body("counts.guests", equalTo(1))
                .body("counts.begun", equalTo(0));

        asOperator()
                .body(Map.of("reason", "power is there"))
                .post("/admin/v1/waves/" + wave + "/start")
                .then()
                .statusCode(200);

        Eventually.holds(() -> one(wave).body("state", equalTo("DONE")).body("counts.done", equalTo(1)));
        asOperator().get("/admin/v1/instances/" + guest).then().body("status", equalTo("RUNNING"));
    }

    @Test
    void nothingIsProposedWhereTheSettingSaysNothing() {
        returned(Then.NOTHING);

        waves().body("", hasSize(0));
    }

    private void returned(Then then) {
        new WhenHostReturnedThenStartGuests(callers, hosts, starts, new Setting(then, 7, 11))
                .react(new HostReturned(new HostId(host)));
    }

    private ValidatableResponse waves() {
        return asOperator()
                .queryParam("pageSize", 500)
                .get("/admin/v1/waves")
                .then()
                .statusCode(200)
                .rootPath("data.findAll { it.hostId == " + host + " }");
    }

    private static ValidatableResponse one(int wave) {
        return asOperator().get("/admin/v1/waves/" + wave).then().statusCode(200);
    }
}
