package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that are emptied, hosts whose power came back, and guests that drifted, in the simulated room. */
@QuarkusTest
class WavesResourceTest {
    private static final String WAVES = "/admin/v1/waves";
    private static final String INSTANCES = "/v4/linode/instances";

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
    }

    @Test
    void twoHundredGuestsStartAfterAPowerCutInOrderAtTheRateAndNoneWhilePaused() {
        SmallSite site = SmallSite.of(1, 200);
        long host = site.hosts().getFirst();
        List<Integer> guests = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> created(site, "cut-" + number))
                .toList();
        guests.forEach(this::awaitRunning);
        Map<Integer, Integer> first = Map.of(guests.get(150), 90, guests.get(3), 50);
        first.forEach((guest, priority) -> asOperator()
                .body(Map.of("priority", priority))
                .put("/admin/v1/instances/" + guest + "/start-priority")
                .then()
                .statusCode(200)
                .body("startPriority", equalTo(priority)));
        deed(Map.of("deed", "CUT_POWER", "hostId", host)).body("guests", equalTo(200));

        long wave = begin(Map.of("kind", "BOOT", "hostId", host, "atOnce", 200, "perMinute", 50, "reason", "cut"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        awaitOver(wave, 50);
        post(wave, "pause").body("state", equalTo("PAUSED"));
        passAMinute();
        post(wave, "pause").statusCode(409);
        assertThat(begunIn(wave)).hasSize(50);
        asOperator().post(WAVES + "/" + wave + "/resume").then().statusCode(200);
        for (int begun = 100; begun <= 200; begun += 50) {
            awaitOver(wave, begun);
            passAMinute();
        }

        Eventually.holds(() -> one(wave).body("state", equalTo("DONE")).body("counts.done", equalTo(200)));
        List<Integer> order = new ArrayList<>(guests);
        order.sort(Comparator.comparingInt((Integer guest) -> -first.getOrDefault(guest, 0))
                .thenComparing(guest -> guest));
        assertThat(begunIn(wave)).containsExactlyElementsOf(order);
        guests.forEach(this::awaitRunning);
    }

    @Test
    void aHostIsEmptiedByMigrationsAndAGuestThatCannotLeaveIsNamed() {
        SmallSite site = SmallSite.of(2, 2);
        List<Integer> guests = List.of(created(site, "leaves-1"), created(site, "leaves-2"), created(site, "leaves-3"));
        guests.forEach(this::awaitRunning);
        Map<Integer, List<Integer>> byHost = new HashMap<>();
        guests.forEach(guest ->
                byHost.computeIfAbsent(hostOf(guest), host -> new ArrayList<>()).add(guest));
        int host = byHost.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow()
                .getKey();

        long wave = begin(Map.of("kind", "DRAIN", "hostId", host, "reason", "new memory"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        begin(Map.of("kind", "DRAIN", "hostId", host, "reason", "again")).statusCode(409);

        Eventually.holds(() -> one(wave).body("state", equalTo("DONE")));
        one(wave).body("counts.done", equalTo(1)).body("counts.failed", equalTo(1));
        List<String> causes =
                asOperator().get(WAVES + "/" + wave + "/guests").path("data.findAll { it.state == 'FAILED' }.cause");
        assertThat(causes).singleElement().asString().contains("has room for it");
        asOperator().get("/admin/v1/hosts/" + host).then().body("state", equalTo("DRAINING"));

        guests.stream().filter(guest -> hostOf(guest) != host).findFirst().ifPresent(gone -> {
            Eventually.holds(
                    () -> tenant.call().delete(INSTANCES + "/" + gone).then().statusCode(200));
            Eventually.holds(
                    () -> tenant.call().get(INSTANCES + "/" + gone).then().statusCode(404));
        });
        long again = begin(Map.of("kind", "DRAIN", "hostId", host, "reason", "room was made"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        Eventually.holds(() -> one(again).body("state", equalTo("DONE")).body("counts.failed", equalTo(0)));
        asOperator().get("/admin/v1/hosts/" + host).then().body("state", equalTo("DRAINED"));
    }

    @Test
    void aHostsGuestsStopInAWaveThatCanBeCancelled() {
        SmallSite site = SmallSite.of(1, 4);
        int one = created(site, "stops-1");
        int two = created(site, "stops-2");
        awaitRunning(one);
        awaitRunning(two);

        long wave = begin(Map.of(
                        "kind",
                        "DRAIN",
                        "deed",
                        "STOP",
                        "hostId",
                        site.hosts().getFirst(),
                        "perMinute",
                        1,
                        "reason",
                        "fans"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        Eventually.holds(() -> one(wave).body("counts.done", equalTo(1)));
        post(wave, "cancel").body("state", equalTo("CANCELLED")).body("counts.leftOut", equalTo(1));

        seen(one).body("status", equalTo("OFFLINE"));
        seen(two).body("status", equalTo("RUNNING"));
        post(wave, "cancel").statusCode(409);
    }

    @Test
    void guestsOfAHostThatComesBackWithoutPowerStartByThemselves() {
        SmallSite site = SmallSite.of(1, 8);
        long host = site.hosts().getFirst();
        int dark = created(site, "dark");
        int lit = created(site, "lit");
        awaitRunning(dark);
        awaitRunning(lit);
        asOperator()
                .body(Map.of("priority", 80))
                .put("/admin/v1/instances/" + lit + "/start-priority")
                .then()
                .statusCode(200);
        asOperator()
                .body(Map.of("reason", "no power"))
                .post("/admin/v1/hosts/" + host + "/lost")
                .then()
                .statusCode(200);
        deed(Map.of("deed", "SWITCH_OFF", "instanceId", dark));

        asOperator().post("/admin/v1/hosts/" + host + "/returned").then().statusCode(200);

        Eventually.holds(() -> asOperator()
                .queryParam("pageSize", 500)
                .get(WAVES)
                .then()
                .body("data.findAll { it.hostId == " + host + " }.state", equalTo(List.of("DONE"))));
        long wave = ((Number) asOperator()
                        .queryParam("pageSize", 500)
                        .get(WAVES)
                        .path("data.find { it.hostId == " + host + " }.id"))
                .longValue();
        one(wave)
                .body("kind", equalTo("BOOT"))
                .body("reason", endsWith("answers again"))
                .body("counts.done", equalTo(1))
                .body("counts.leftOut", equalTo(1));
        assertThat(asOperator().get(WAVES + "/" + wave + "/guests").<List<Integer>>path("data.instanceId"))
                .containsExactly(lit, dark);
        awaitRunning(dark);
    }

    @Test
    void movesToBalanceHostsWaitUntilSomebodyApprovesThem() {
        SmallSite site = SmallSite.of(2, 8);
        int guest = created(site, "balanced");
        awaitRunning(guest);
        int from = hostOf(guest);
        long to = site.hosts().stream().filter(host -> host != from).findFirst().orElseThrow();
        Map<String, Object> wish = Map.of(
                "kind",
                "REBALANCE",
                "siteId",
                site.id(),
                "reason",
                "uneven",
                "moves",
                List.of(Map.of("instanceId", guest, "hostId", to)));

        long refused = begin(wish)
                .statusCode(200)
                .body("state", equalTo("PROPOSED"))
                .extract()
                .jsonPath()
                .getLong("id");
        post(refused, "refuse").body("state", equalTo("REFUSED"));
        long wave = begin(wish).extract().jsonPath().getLong("id");
        assertThat(hostOf(guest)).isEqualTo(from);
        post(wave, "start").statusCode(200);

        Eventually.holds(() -> one(wave).body("state", equalTo("DONE")).body("counts.done", equalTo(1)));
        assertThat(hostOf(guest)).isEqualTo((int) to);
    }

    @Test
    void whatWasDoneBehindTheBooksBackIsFollowedOrUndone() {
        SmallSite site = SmallSite.of(1, 8);
        long host = site.hosts().getFirst();
        List<Integer> guests = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> created(site, "drift-" + number))
                .toList();
        guests.forEach(this::awaitRunning);
        deed(Map.of("deed", "LOSE", "instanceId", guests.get(0)));
        deed(Map.of("deed", "LOSE", "instanceId", guests.get(1)));
        deed(Map.of("deed", "SWITCH_OFF", "instanceId", guests.get(2)));

        JsonPath drift = asOperator().get("/admin/v1/hosts/" + host + "/drift").jsonPath();
        assertThat(drift.<Map<String, Object>>getList("drift").stream()
                        .collect(Collectors.toMap(each -> each.get("instanceId"), each -> each.get("seen"))))
                .isEqualTo(Map.of(guests.get(0), "ABSENT", guests.get(1), "ABSENT", guests.get(2), "OFF"));
        settle(host, guests.get(3), "accept").statusCode(409).body("code", equalTo("compute.NO_DRIFT"));

        settle(host, guests.get(0), "accept").statusCode(200).body("drift.size()", equalTo(2));
        tenant.call().get(INSTANCES + "/" + guests.get(0)).then().statusCode(404);
        settle(host, guests.get(1), "undo").statusCode(200);
        settle(host, guests.get(2), "accept").statusCode(200);

        awaitRunning(guests.get(1));
        seen(guests.get(2)).body("status", equalTo("OFFLINE")).body("failure", nullValue());
        asOperator().get("/admin/v1/hosts/" + host + "/drift").then().body("drift.size()", equalTo(0));
        asOperator().get("/admin/v1/hosts/" + host).then().body("instances", equalTo(3));
    }

    @Test
    void whatAGuestWasChangedToBehindTheBooksBackIsLeftOrUndone() {
        SmallSite site = SmallSite.of(1, 8);
        long host = site.hosts().getFirst();
        List<Integer> guests = IntStream.rangeClosed(1, 2)
                .mapToObj(number -> created(site, "resized-" + number))
                .toList();
        guests.forEach(this::awaitRunning);
        guests.forEach(guest -> deed(Map.of("deed", "RESIZE", "instanceId", guest, "vcpus", 4)));

        JsonPath drift = asOperator().get("/admin/v1/hosts/" + host + "/drift").jsonPath();
        assertThat(drift.getList("drift.instanceId")).isEqualTo(guests);
        assertThat(drift.getList("drift.seen")).isEqualTo(List.of("RUNNING", "RUNNING"));
        assertThat(drift.getList("drift[0].deviations"))
                .isEqualTo(List.of(Map.of("part", "PROCESSORS", "booked", "1", "seen", "4")));

        settle(host, guests.get(0), "accept").statusCode(200).body("drift.instanceId", equalTo(guests.subList(1, 2)));
        settle(host, guests.get(1), "undo").statusCode(200).body("drift.size()", equalTo(0));
        settle(host, guests.get(1), "undo").statusCode(409).body("code", equalTo("compute.NO_DRIFT"));
        deed(Map.of("deed", "RESIZE", "instanceId", guests.get(0), "vcpus", 8));

        asOperator()
                .get("/admin/v1/hosts/" + host + "/drift")
                .then()
                .body("drift.instanceId", equalTo(guests.subList(0, 1)))
                .body("drift[0].deviations.seen", equalTo(List.of("8")));
        seen(guests.get(0)).body("status", equalTo("RUNNING")).body("plan", equalTo("g6-nanode-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "kind, SHAKE",
        "deed, BOOT",
        "hostId, 999999999",
        "atOnce, 0",
        "atOnce, 201",
        "perMinute, 0",
        "reason, ''"
    })
    void badInputNamesTheField(String field, String value) {
        SmallSite site = SmallSite.of(1, 4);
        Map<String, Object> body =
                new HashMap<>(Map.of("kind", "DRAIN", "hostId", site.hosts().getFirst(), "reason", "a trial"));
        body.put(field, value.matches("[0-9]+") ? (Object) Long.valueOf(value) : value);

        begin(body).statusCode(400).body("field", equalTo(field));

        asOperator().get("/admin/v1/hosts/" + site.hosts().getFirst()).then().body("state", equalTo("ACTIVE"));
    }

    private void awaitOver(long wave, int guests) {
        Eventually.holds(() -> one(wave).body("counts.done", equalTo(guests)).body("counts.begun", equalTo(0)));
    }

    private List<Integer> begunIn(long wave) {
        return asOperator()
                .queryParam("pageSize", 500)
                .get(WAVES + "/" + wave + "/guests")
                .path("data.findAll { it.begunAt != null }.instanceId");
    }

    private static ValidatableResponse begin(Map<String, Object> body) {
        return asOperator().body(body).post(WAVES).then();
    }

    private static ValidatableResponse one(long wave) {
        return asOperator().get(WAVES + "/" + wave).then();
    }

    private static ValidatableResponse post(long wave, String what) {
        return asOperator()
                .body(Map.of("reason", "by the test"))
                .post(WAVES + "/" + wave + "/" + what)
                .then();
    }

    private static ValidatableResponse deed(Map<String, Object> body) {
        return asOperator().body(body).post("/admin/v1/room/deeds").then().statusCode(200);
    }

    private static ValidatableResponse settle(long host, int guest, String how) {
        return asOperator()
                .post("/admin/v1/hosts/" + host + "/drift/" + guest + "/" + how)
                .then();
    }

    private int created(SmallSite site, String label) {
        return tenant.call()
                .body(Map.of(
                        "label",
                        label,
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "Correct-horse-7-battery"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private void awaitRunning(int guest) {
        Eventually.holds(() -> seen(guest).body("status", equalTo("RUNNING")));
    }

    private static ValidatableResponse seen(int guest) {
        return asOperator().get("/admin/v1/instances/" + guest).then();
    }

    private static int hostOf(int guest) {
        return seen(guest).extract().path("hostId");
    }

    private static void passAMinute() {
        Instant now = Instant.parse(asOperator().get("/admin/v1/clock").path("now"));
        asOperator()
                .body(Map.of("to", now.plus(Duration.ofSeconds(61)).toString()))
                .post("/admin/v1/clock")
                .then()
                .statusCode(200);
    }
}
