package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;

/** Advice on moving guests, as the hosts' page shows it. */
@QuarkusTest
class RebalancingResourceTest {
    @Test
    void aCrowdedHostIsToldWhichGuestToSendWhere() {
        SmallSite site = SmallSite.of(2, 8);
        TestTenant tenant = TestTenants.open();
        long guest = guest(tenant, site, "one");
        long other = guest(tenant, site, "other");
        List<Map<String, Number>> loads = List.of(load(guest, 4), load(other, 4));

        JsonPath advice = post(
                        "/admin/v1/rebalancing",
                        Map.of("siteId", site.id(), "threshold", 5, "pointsPer100Gb", 0, "loads", loads))
                .statusCode(200)
                .body("by", equalTo("MEASURED"))
                .body("hosts", equalTo(2))
                .body("measured", equalTo(2))
                .extract()
                .jsonPath();

        assertThat(advice.getDouble("imbalance")).isEqualTo(50.0);
        assertThat(advice.getDouble("imbalanceAfter")).isZero();
        assertThat(advice.getString("stop")).isEqualTo("BALANCED");
        assertThat(advice.getList("moves.instanceId", Long.class)).hasSize(1).isSubsetOf(guest, other);
        assertThat(advice.getDouble("moves[0].gain")).isEqualTo(50.0);
        get("/admin/v1/instances/" + guest).body("hostId", equalTo(advice.getInt("moves[0].from.hostId")));
    }

    @Test
    void guestsWithEncryptedDisksAreNotSentWhereThereAreNone() {
        SmallSite site = SmallSite.of(2, 8);
        encrypt(site.hosts().getFirst());
        TestTenant tenant = TestTenants.open();
        List<Map<String, Number>> loads =
                List.of(load(guest(tenant, site, "sealed"), 4), load(guest(tenant, site, "sealed-too"), 4));
        Map<String, Object> ask = Map.of("siteId", site.id(), "threshold", 5, "pointsPer100Gb", 0, "loads", loads);

        post("/admin/v1/rebalancing", ask)
                .statusCode(200)
                .body("moves", hasSize(0))
                .body("stop", equalTo("NOTHING_WORTH_IT"));

        encrypt(site.hosts().getLast());
        post("/admin/v1/rebalancing", ask)
                .statusCode(200)
                .body("moves", hasSize(1))
                .body("moves[0].to.hostId", equalTo(site.hosts().getLast().intValue()));
    }

    private static void encrypt(long host) {
        asOperator()
                .body(Map.of("encrypted", true, "reason", "LUKS2 below the pool"))
                .put("/admin/v1/host-encryption/" + host)
                .then()
                .statusCode(200);
    }

    @Test
    void withoutGuestsThereIsNothingToMove() {
        SmallSite site = SmallSite.of(2, 8);

        get("/admin/v1/rebalancing?siteId=" + site.id())
                .statusCode(200)
                .body("by", equalTo("PROMISED"))
                .body("stop", equalTo("BALANCED"))
                .body("moves", hasSize(0))
                .body("loads", hasSize(2));
    }

    @Test
    void aLoadOfAGuestThatIsNotThereIsRefusedByItsField() {
        SmallSite site = SmallSite.of(1, 8);

        post("/admin/v1/rebalancing", Map.of("siteId", site.id(), "loads", List.of(load(999_999_999L, 1))))
                .statusCode(400)
                .body("field", equalTo("loads[0].instanceId"));
        post("/admin/v1/rebalancing", Map.of("siteId", site.id(), "loads", List.of()))
                .statusCode(400)
                .body("field", equalTo("loads"));
        get("/admin/v1/rebalancing?siteId=" + site.id() + "&threshold=0")
                .statusCode(400)
                .body("field", equalTo("threshold"));
    }

    private static long guest(TestTenant tenant, SmallSite site, String label) {
        int id = tenant.call()
                .body(Map.of(
                        "region", site.region(),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "label", "balance-" + label,
                        "root_pass", "a Password of tests"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(
                () -> tenant.call().get("/v4/linode/instances/" + id).then().body("status", equalTo("running")));
        return id;
    }

    private static Map<String, Number> load(long guest, int vcpus) {
        return Map.of("instanceId", guest, "vcpus", vcpus, "memoryMb", 512);
    }
}
