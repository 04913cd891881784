package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that is kept for tenants takes nobody else's guests, however they would come, and leaves those it has. */
@QuarkusTest
class HostPinsResourceTest {
    private static final String INSTANCES = "/v4/linode/instances";

    private SmallSite site;
    private TestTenant owner;
    private TestTenant other;
    private long one;
    private long two;

    @BeforeEach
    void twoHosts() {
        site = SmallSite.of(2, 8);
        owner = TestTenants.open();
        other = TestTenants.open();
        one = site.hosts().getFirst();
        two = site.hosts().getLast();
    }

    @Test
    void othersGuestsGoElsewhereAndAreRefusedWhereThereIsNoElsewhere() {
        pin(one, false, owner).statusCode(200).body("tenants.id", equalTo(List.of((int) owner.id())));

        assertThat(hostOf(created(other))).isEqualTo(two);
        pin(two, false, owner).statusCode(200).body("misplacedCount", equalTo(1));
        create(other).statusCode(400).body("errors[0].reason", containsString("No host in " + site.region()));
        created(owner);

        unpin(one).statusCode(200).body("tenants", hasSize(0));
        assertThat(hostOf(created(other))).isEqualTo(one);
        unpin(one).statusCode(409);
    }

    @Test
    void whoIsToBeNowhereElseIsNowhereElse() {
        pin(one, true, owner).statusCode(200);
        for (int number = 0; number < 8; number++) {
            assertThat(hostOf(created(owner))).isEqualTo(one);
        }

        create(owner).statusCode(400).body("errors[0].reason", containsString("No host in " + site.region()));
        pin(one, false, owner).statusCode(200).body("onlyThere", equalTo(false));
        assertThat(hostOf(created(owner))).isEqualTo(two);
        pin(one, true, owner)
                .statusCode(200)
                .body("misplacedCount", equalTo(1))
                .body("misplaced[0].hostId", equalTo((int) two))
                .body("misplaced[0].tenantId", equalTo((int) owner.id()));
    }

    @Test
    void whatWasThereBeforeIsNamedStaysAndGrowsElsewhere() {
        cordoned(two, "cordon");
        int guest = created(other);
        int second = created(other);
        cordoned(two, "uncordon");

        pin(one, true, owner)
                .statusCode(200)
                .body("misplacedCount", equalTo(2))
                .body("misplaced.instanceId", equalTo(List.of(guest, second)));
        runs(guest, one);
        runs(second, one);
        other.call()
                .body(Map.of("type", "g6-standard-2"))
                .post(INSTANCES + "/" + guest + "/resize")
                .then()
                .statusCode(200);
        runs(guest, two);
        get(path(one)).body("misplaced.instanceId", equalTo(List.of(second)));
    }

    @Test
    void aDrainLeavesGuestsThatMayGoNowhereElseAndSaysSo() {
        pin(one, true, owner).statusCode(200);
        int guest = created(owner);
        runs(guest, one);

        int wave = post(
                        "/admin/v1/waves",
                        Map.of(
                                "kind",
                                "DRAIN",
                                "deed",
                                "MIGRATE",
                                "hostId",
                                one,
                                "atOnce",
                                4,
                                "perMinute",
                                60,
                                "reason",
                                "new memory"))
                .statusCode(200)
                .extract()
                .path("id");

        Eventually.holds(() -> get("/admin/v1/waves/" + wave + "/guests")
                .body("data[0].state", equalTo("FAILED"))
                .body("data[0].cause", containsString("No other host")));
        runs(guest, one);
    }

    @Test
    void anOperatorSeesWhyAHostIsOutOfTheQuestionAndCannotChooseIt() {
        pin(one, false, owner).statusCode(200);
        post(
                        "/admin/v1/placement/approval-rules",
                        Map.of("tenantId", other.id(), "minutes", 60, "reason", "a new customer"))
                .statusCode(200);
        int guest = created(other);
        int approval = asOperator()
                .get("/admin/v1/placement/approvals?pageSize=500")
                .then()
                .extract()
                .path("data.find { it.instanceId == " + guest + " }.id");

        get("/admin/v1/placement/approvals/" + approval)
                .body("alternatives.find { it.hostId == " + one + " }.refusal", equalTo("PINNED"));
        post("/admin/v1/placement/approvals/" + approval + "/approve", Map.of("hostId", one, "reason", "all the same"))
                .statusCode(409)
                .body("field", equalTo("hostId"));
    }

    @Test
    void whomItWasKeptForIsKnownOfThePast() {
        String before = now();
        pin(one, true, owner, other).statusCode(200);
        String between = now();
        unpin(one).statusCode(200);

        get(path(one)).body("tenants", hasSize(0));
        get(path(one) + "?asOf=" + before).body("tenants", hasSize(0));
        get(path(one) + "?asOf=" + between)
                .body("tenants.id", equalTo(List.of((int) owner.id(), (int) other.id())))
                .body("onlyThere", equalTo(true))
                .body("misplacedCount", equalTo(null));
        get("/admin/v1/hosts/" + one + "?asOf=" + between)
                .body("pinnedTenants", equalTo(List.of((int) owner.id(), (int) other.id())));
    }

    @Test
    void whatIsMissingIsNamedAndNothingChanges() {
        put(Map.of("tenantIds", List.of(), "reason", "r")).statusCode(400).body("field", equalTo("tenantIds"));
        put(Map.of("tenantIds", List.of(owner.id(), owner.id()), "reason", "r"))
                .statusCode(400)
                .body("field", equalTo("tenantIds"));
        put(Map.of("tenantIds", List.of(owner.id(), 999_999_999), "reason", "r"))
                .statusCode(400)
                .body("field", equalTo("tenantIds[1]"));
        put(Map.of("tenantIds", List.of(owner.id()))).statusCode(400).body("field", equalTo("reason"));
        put(Map.of("reason", "r")).statusCode(400).body("field", equalTo("tenantIds"));
        get(path(999_999_999L)).statusCode(404);
        get(path(one)).body("tenants", hasSize(0));
    }

    private static String path(long host) {
        return "/admin/v1/host-pins/" + host;
    }

    private static ValidatableResponse pin(long host, boolean onlyThere, TestTenant... tenants) {
        List<Long> ids = new ArrayList<>();
        for (TestTenant tenant : tenants) {
            ids.add(tenant.id());
        }
        return asOperator()
                .body(Map.of("tenantIds", ids, "onlyThere", onlyThere, "reason", "bought it"))
                .put(path(host))
                .then();
    }

    private ValidatableResponse put(Map<String, Object> body) {
        return asOperator().body(body).put(path(one)).then();
    }

    private static ValidatableResponse unpin(long host) {
        return asOperator().delete(path(host)).then();
    }

    private static void cordoned(long host, String how) {
        asOperator().post("/admin/v1/hosts/" + host + "/" + how).then().statusCode(200);
    }

    private static String now() {
        return asOperator().get("/admin/v1/clock").path("now");
    }

    private int created(TestTenant tenant) {
        return create(tenant).statusCode(200).extract().path("id");
    }

    private ValidatableResponse create(TestTenant tenant) {
        return tenant.call()
                .body(Map.of(
                        "type",
                        "g6-nanode-1",
                        "region",
                        site.region(),
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "a Password of some length"))
                .post(INSTANCES)
                .then();
    }

    private static long hostOf(int guest) {
        return ((Number) asOperator().get("/admin/v1/instances/" + guest).path("hostId")).longValue();
    }

    private static void runs(int guest, long host) {
        Eventually.holds(() -> get("/admin/v1/instances/" + guest)
                .body("status", equalTo("RUNNING"))
                .body("hostId", equalTo((int) host)));
    }
}
