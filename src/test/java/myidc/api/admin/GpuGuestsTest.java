package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.Eventually;
import myidc.SmallSite;
import org.junit.jupiter.api.Test;

/** What guests have of the GPUs of their hosts, wherever they go and whatever they become. */
@QuarkusTest
class GpuGuestsTest extends GpuCase {
    @Test
    void slicesOfACardAreEachOneGuestsAndACardThatIsHeldStaysAsItIs() {
        SmallSite site = SmallSite.of(1, 16);
        long host = site.hosts().getFirst();
        fit(host, card(1, A10, "nvidia-592", 3)).statusCode(200);
        String pair = plan(2, null, "nvidia-592");
        String single = plan(1, null, "nvidia-592");

        int two = created(site, pair);
        int one = created(site, single);
        create(site, single)
                .statusCode(400)
                .body("errors[0].reason", containsString("with 1 slice nvidia-592 of GPUs"));

        assertThat(holders(host)).containsExactly(two, two, one);
        assertThat(gpus(host).extract().jsonPath().getList("data[0].parts.device"))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        asOperator()
                .body(card(1, A10, null, null))
                .put(path(host) + "/" + gpus(host).extract().path("data[0].id"))
                .then()
                .statusCode(409)
                .body("code", equalTo("compute.GPU_HELD"));
        gone(two);
        assertThat(holders(host)).containsExactly(null, null, one);
    }

    @Test
    void aGuestGetsAndGivesBackGpusWhenItIsResized() {
        SmallSite site = SmallSite.of(1, 16);
        long host = site.hosts().getFirst();
        for (int number = 1; number <= 3; number++) {
            whole(host, number, A10);
        }
        int guest = created(site, "g6-nanode-1");
        awaitRunning(guest);

        resize(guest, plan(2, A10, null)).statusCode(200);
        awaitHeld(host, guest, 2);
        tenant.call().get(INSTANCES + "/" + guest).then().body("specs.gpus", equalTo(2));
        resize(guest, plan(4, A10, null)).statusCode(400).body("errors[0].reason", containsString("left of"));
        assertThat(holders(host)).filteredOn(Objects::nonNull).hasSize(2);
        resize(guest, plan(3, A10, null)).statusCode(200);
        awaitHeld(host, guest, 3);
        resize(guest, plan(1, A10, null)).statusCode(200);
        awaitHeld(host, guest, 1);
        resize(guest, "g6-standard-1").statusCode(200);
        awaitHeld(host, guest, 0);
    }

    @Test
    void aGuestTakesGpusOnAnotherHostAndIsNeverMovedRunning() {
        SmallSite site = SmallSite.of(3, 8);
        whole(site.hosts().get(0), 1, A10);
        whole(site.hosts().get(1), 1, A10);
        int guest = created(site, plan(1, null, null));
        awaitRunning(guest);
        long from = holders(site.hosts().get(0)).contains(guest)
                ? site.hosts().get(0)
                : site.hosts().get(1);
        long to = site.hosts().get(0) + site.hosts().get(1) - from;

        tenant.call()
                .body(Map.of("type", "live"))
                .post(INSTANCES + "/" + guest + "/migrate")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("type"))
                .body("errors[0].reason", containsString("has GPUs"));
        tenant.call().post(INSTANCES + "/" + guest + "/migrate").then().statusCode(200);

        Eventually.holds(() -> {
            assertThat(holders(from)).containsOnlyNulls();
            assertThat(holders(to)).containsExactly(guest);
        });
        awaitRunning(guest);
        asOperator().get("/admin/v1/instances/" + guest).then().body("hostId", equalTo((int) to));
    }

    @Test
    void aDrainTakesTheGuestToFreeGpusAndNamesTheOneThatHasNone() {
        SmallSite site = SmallSite.of(3, 8);
        whole(site.hosts().get(0), 1, A10);
        whole(site.hosts().get(0), 2, A10);
        String plan = plan(1, null, null);
        List<Integer> guests = List.of(created(site, plan), created(site, plan));
        guests.forEach(this::awaitRunning);
        whole(site.hosts().get(1), 1, A10);

        int wave = asOperator()
                .body(Map.of("kind", "DRAIN", "hostId", site.hosts().get(0), "reason", "new cards"))
                .post("/admin/v1/waves")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        Eventually.holds(
                () -> asOperator().get("/admin/v1/waves/" + wave).then().body("state", equalTo("DONE")));
        asOperator()
                .get("/admin/v1/waves/" + wave)
                .then()
                .body("counts.done", equalTo(1))
                .body("counts.failed", equalTo(1));
        List<Integer> moved = holders(site.hosts().get(1));
        assertThat(moved).hasSize(1).doesNotContainNull();
        assertThat(guests).containsAll(moved);
        assertThat(holders(site.hosts().get(0)))
                .filteredOn(Objects::nonNull)
                .hasSize(1)
                .doesNotContainAnyElementsOf(moved);
    }

    @Test
    void whatWaitsForApprovalHoldsItsGpusWhereverItIsToGoAndGivesThemBackWhenRefused() {
        SmallSite site = SmallSite.of(3, 8);
        whole(site.hosts().get(0), 1, A10);
        whole(site.hosts().get(1), 1, A10);
        asOperator()
                .body(Map.of("tenantId", tenant.id(), "minutes", 60, "reason", "cards are dear"))
                .post("/admin/v1/placement/approval-rules")
                .then()
                .statusCode(200);
        String plan = plan(1, null, null);
        int moved = created(site, plan);
        JsonPath waits = waiting(moved);
        long proposed = waits.getLong("hostId");
        long other = site.hosts().get(0) + site.hosts().get(1) - proposed;
        assertThat(holders(proposed)).containsExactly(moved);
        assertThat(waits.getList(
                        "alternatives.findAll { it.hostId == " + site.hosts().get(2) + " }.refusal"))
                .isEqualTo(List.of("GPU"));

        decide(waits, "approve", Map.of("hostId", site.hosts().get(2), "reason", "there is room"))
                .statusCode(409)
                .body("code", equalTo("compute.HOST_UNFIT"));
        decide(waits, "approve", Map.of("hostId", other, "reason", "quieter")).statusCode(200);
        awaitRunning(moved);
        assertThat(holders(proposed)).containsOnlyNulls();
        assertThat(holders(other)).containsExactly(moved);

        int refused = created(site, plan);
        decide(waiting(refused), "refuse", Map.of("reason", "no")).statusCode(200);
        assertThat(holders(proposed)).containsOnlyNulls();
    }
}
