package myidc.api.tenant.account;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant chose for the time when its guests' hosts are worked on, and what waves make of it. */
@QuarkusTest
class MaintenancePolicyTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final String STAYS = "linode/power_off_on";
    private static final String MOVES = "linode/migrate";

    private TestTenant tenant;
    private SmallSite site;

    @BeforeEach
    void aTenantAndTwoHosts() {
        tenant = TestTenants.open();
        site = SmallSite.of(2, 8);
    }

    @Test
    void aGuestHasThePolicyOfItsAccountOrItsOwnAndMayChangeIt() {
        int usual = created("usual", null);
        tenant.call()
                .body(Map.of("maintenance_policy", STAYS))
                .put("/v4/account/settings")
                .then()
                .statusCode(200);
        int afterwards = created("afterwards", null);
        int own = created("own", MOVES);

        policyOf(usual).body("maintenance_policy", equalTo(MOVES));
        policyOf(afterwards).body("maintenance_policy", equalTo(STAYS));
        policyOf(own).body("maintenance_policy", equalTo(MOVES));
        choose(usual, STAYS).statusCode(200).body("maintenance_policy", equalTo(STAYS));
        choose(usual, "linode/pray").statusCode(400).body("errors[0].field", equalTo("maintenance_policy"));
        tenant.call()
                .body(wish("prays", "pray"))
                .post(INSTANCES)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("maintenance_policy"));

        policyOf(usual).body("maintenance_policy", equalTo(STAYS));
    }

    @Test
    void aCopyHasThePolicyOfWhatItIsACopyOf() {
        int stays = created("stays", STAYS);
        int moves = created("moves", MOVES);
        List.of(stays, moves).forEach(guest -> awaitSeen(guest, "RUNNING"));
        tenant.call()
                .body(Map.of("maintenance_policy", STAYS))
                .put("/v4/account/settings")
                .then()
                .statusCode(200);

        copied(stays).body("maintenance_policy", equalTo(STAYS));
        copied(moves).body("maintenance_policy", equalTo(MOVES));
    }

    private ValidatableResponse copied(int guest) {
        return tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1"))
                .post(INSTANCES + "/" + guest + "/clone")
                .then()
                .statusCode(200);
    }

    @Test
    void aDrainMovesGuestsOrShutsThemDownAndTheyStartOnceTheHostTakesGuestsAgain() {
        long host = site.hosts().getFirst();
        asOperator()
                .body(Map.of("reason", "guests on one host"))
                .post("/admin/v1/hosts/" + site.hosts().getLast() + "/cordon")
                .then()
                .statusCode(200);
        int moves = created("moves", null);
        int stays = created("stays", STAYS);
        int touched = created("touched", STAYS);
        int off = created("off", STAYS);
        List.of(moves, stays, touched, off).forEach(guest -> awaitSeen(guest, "RUNNING"));
        power(off, "shutdown");
        awaitSeen(off, "OFFLINE");
        asOperator()
                .post("/admin/v1/hosts/" + site.hosts().getLast() + "/uncordon")
                .then()
                .statusCode(200);

        begin(Map.of("kind", "DRAIN", "hostId", host, "reason", "new memory"));

        Eventually.holds(() -> seen(moves)
                .body("hostId", equalTo(site.hosts().getLast().intValue()))
                .body("status", equalTo("RUNNING")));
        awaitSeen(stays, "OFFLINE");
        awaitSeen(touched, "OFFLINE");
        Eventually.holds(() -> waves().body("state", contains("DONE")).body("counts.done", contains(4)));
        seen(stays).body("hostId", equalTo((int) host));
        maintenance()
                .body("data.entity.id", contains(stays, touched, off))
                .body("data.type", contains("power_off_on", "power_off_on", "power_off_on"))
                .body("data.status", contains("started", "started", "started"))
                .body("data[0].maintenance_policy_set", equalTo(STAYS));
        power(touched, "boot");
        awaitSeen(touched, "RUNNING");
        power(touched, "shutdown");
        awaitSeen(touched, "OFFLINE");

        asOperator().post("/admin/v1/hosts/" + host + "/uncordon").then().statusCode(200);

        awaitSeen(stays, "RUNNING");
        Eventually.holds(() -> waves().body("kind", contains("BOOT", "DRAIN")).body("state", contains("DONE", "DONE")));
        waves().body("counts[0].guests", equalTo(1));
        seen(touched).body("status", equalTo("OFFLINE"));
        seen(off).body("status", equalTo("OFFLINE"));
        maintenance().body("data", empty());
    }

    @Test
    void aHostThatTakesGuestsBeforeItsWaveIsOverHasThemStartedAfterIt() {
        SmallSite one = SmallSite.of(1, 8);
        site = one;
        long host = one.hosts().getFirst();
        int first = created("first", STAYS);
        int second = created("second", STAYS);
        awaitSeen(first, "RUNNING");
        awaitSeen(second, "RUNNING");
        int wave = begin(Map.of("kind", "DRAIN", "hostId", host, "perMinute", 1, "reason", "fans"));
        awaitSeen(first, "OFFLINE");
        maintenance().body("data.status", contains("started", "pending"));

        asOperator().post("/admin/v1/hosts/" + host + "/uncordon").then().statusCode(200);
        seen(first).body("status", equalTo("OFFLINE"));
        Eventually.holds(() -> asOperator()
                .body(Map.of("reason", "never mind"))
                .post("/admin/v1/waves/" + wave + "/cancel")
                .then()
                .statusCode(200));

        awaitSeen(first, "RUNNING");
        seen(second).body("status", equalTo("RUNNING"));
    }

    @Test
    void aWaveThatIsToEmptyTheHostMovesThemAll() {
        int stays = created("stays", STAYS);
        awaitSeen(stays, "RUNNING");
        int from = seen(stays).extract().path("hostId");

        begin(Map.of("kind", "DRAIN", "deed", "MIGRATE", "hostId", from, "reason", "it is sold"));

        Eventually.holds(
                () -> asOperator().get("/admin/v1/hosts/" + from).then().body("state", equalTo("DRAINED")));
        awaitSeen(stays, "RUNNING");
        assertThat(seen(stays).extract().<Integer>path("hostId")).isNotEqualTo(from);
    }

    private ValidatableResponse policyOf(int guest) {
        return tenant.call().get(INSTANCES + "/" + guest).then().statusCode(200);
    }

    private ValidatableResponse choose(int guest, String policy) {
        return tenant.call()
                .body(Map.of("maintenance_policy", policy))
                .put(INSTANCES + "/" + guest)
                .then();
    }

    private void power(int guest, String deed) {
        tenant.call().post(INSTANCES + "/" + guest + "/" + deed).then().statusCode(200);
    }

    private ValidatableResponse maintenance() {
        return tenant.call().get("/v4/account/maintenance").then().statusCode(200);
    }

    private ValidatableResponse waves() {
        return asOperator()
                .queryParam("pageSize", 500)
                .get("/admin/v1/waves")
                .then()
                .rootPath("data.findAll { it.hostId == " + site.hosts().getFirst() + " }");
    }

    private static int begin(Map<String, Object> body) {
        return asOperator()
                .body(body)
                .post("/admin/v1/waves")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static void awaitSeen(int guest, String status) {
        Eventually.holds(() -> seen(guest).body("status", equalTo(status)));
    }

    private static ValidatableResponse seen(int guest) {
        return asOperator().get("/admin/v1/instances/" + guest).then();
    }

    private int created(String label, @Nullable String policy) {
        return tenant.call()
                .body(wish(label, policy))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private Map<String, Object> wish(String label, @Nullable String policy) {
        Map<String, Object> wish = new HashMap<>(Map.of(
                "label", label + "-1",
                "region", site.region(),
                "type", "g6-nanode-1",
                "image", "linode/debian12",
                "root_pass", "Correct-horse-7-battery"));
        if (policy != null) {
            wish.put("maintenance_policy", policy);
        }
        return wish;
    }
}
