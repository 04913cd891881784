package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that are judged in rounds by what was measured of them, an hour apart by a clock that is moved. */
@QuarkusTest
class BalanceRoundsTest {
    private static final String RULES = "/admin/v1/rebalancing/rules";
    private static final String ROUNDS = "/admin/v1/rebalancing/rounds";
    private static final int EVERY_MINUTES = 60;

    private SmallSite site;
    private long busy;
    private long idle;
    private List<Integer> guests;

    @BeforeEach
    void fourGuestsOnOneOfTwoHosts() {
        site = SmallSite.of(2, 16);
        busy = site.hosts().getFirst();
        idle = site.hosts().getLast();
        asOperator().post("/admin/v1/hosts/" + idle + "/cordon").then().statusCode(200);
        TestTenant tenant = TestTenants.open();
        guests = IntStream.range(0, 4)
                .mapToObj(number -> tenant.call()
                        .body(Map.of("region", site.region(), "type", "g6-nanode-1"))
                        .post("/v4/linode/instances")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<Integer>path("id"))
                .toList();
        guests.forEach(guest -> Eventually.holds(
                () -> asOperator().get("/admin/v1/instances/" + guest).then().body("status", equalTo("OFFLINE"))));
        asOperator().post("/admin/v1/hosts/" + idle + "/uncordon").then().statusCode(200);
    }

    @AfterEach
    void roundsEnd() {
        set(Map.of("judged", false)).statusCode(200);
    }

    @Test
    void belowTheThresholdNothingIsAdvised() {
        measured(3);
        set(Map.of("threshold", 10, "rounds", 1)).statusCode(200);

        JsonPath rounds = held(1);

        assertThat(rounds.getDouble("data[0].imbalance")).isBetween(9.0, 10.0);
        assertThat(rounds.getInt("data[0].measured")).isEqualTo(4);
        assertThat(rounds.getInt("data[0].standing")).isZero();
        assertThat(rounds.getList("data[0].moves")).isEmpty();
        assertThat(rounds.getString("data[0].stop")).isNull();
    }

    @Test
    void movesAreAdvisedOnceImbalanceStoodForAllRoundsAndADipStartsAnew() {
        measured(12);
        set(Map.of("threshold", 10, "rounds", 3)).statusCode(200);
        held(1);
        nextRound(12);
        JsonPath second = held(2);
        assertThat(second.getList("data.standing")).isEqualTo(List.of(2, 1));
        assertThat(second.getList("data.stop")).containsOnlyNulls();

        nextRound(12);
        JsonPath third = held(3);
        assertThat(third.getInt("data[0].standing")).isEqualTo(3);
        assertThat(third.getDouble("data[0].imbalance")).isEqualTo(37.5);
        assertThat(third.getDouble("data[0].highest")).isEqualTo(75.0);
        assertThat(third.getString("data[0].stop")).isEqualTo("BALANCED");
        assertThat(third.getList("data[0].moves")).hasSize(2);
        assertThat(third.getInt("data[0].moves[0].fromHostId")).isEqualTo((int) busy);
        assertThat(third.getInt("data[0].moves[0].toHostId")).isEqualTo((int) idle);
        assertThat(third.getDouble("data[0].moves[0].gain")).isEqualTo(18.75);
        assertThat(third.getDouble("data[0].moves[0].minutes")).isBetween(0.3, 0.4);
        assertThat(third.getDouble("data[0].moves[0].cost")).isBetween(1.7, 1.9);
        assertThat(third.<Object>get("data[0].waveId")).isNull();

        nextRound(1);
        assertThat(held(4).getInt("data[0].standing")).isZero();
        nextRound(12);
        JsonPath anew = held(5);
        assertThat(anew.getInt("data[0].standing")).isEqualTo(1);
        assertThat(anew.getList("data[0].moves")).isEmpty();
        asOperator()
                .queryParam("siteId", site.id())
                .queryParam("asOf", second.getString("data[0].at"))
                .get(ROUNDS)
                .then()
                .body("data.standing", equalTo(List.of(2, 1)));
    }

    @Test
    void aRoundWithoutMeasurementsStartsAnewToo() {
        measured(12);
        set(Map.of("threshold", 10, "rounds", 2)).statusCode(200);
        held(1);
        move(Duration.ofMinutes(2L * EVERY_MINUTES));
        JsonPath unmeasured = held(2);
        assertThat(unmeasured.<Object>get("data[0].imbalance")).isNull();
        assertThat(unmeasured.getInt("data[0].standing")).isZero();

        nextRound(12);

        assertThat(held(3).getInt("data[0].standing")).isEqualTo(1);
    }

    @Test
    void whatIsNotWorthItsCopyingOverASlowLinkIsNotAdvised() {
        measured(12);
        set(Map.of("threshold", 10, "rounds", 1, "linkMbps", 10)).statusCode(200);

        JsonPath round = held(1);

        assertThat(round.getString("data[0].stop")).isEqualTo("NOTHING_WORTH_IT");
        assertThat(round.getList("data[0].moves")).isEmpty();
    }

    @Test
    void whatIsAdvisedIsProposedOnceAndWaitsUntilSomebodyApprovesIt() {
        measured(12);
        set(Map.of("threshold", 10, "rounds", 1, "propose", true)).statusCode(200);
        int wave = held(1).getInt("data[0].waveId");
        asOperator()
                .get("/admin/v1/waves/" + wave)
                .then()
                .body("kind", equalTo("REBALANCE"))
                .body("state", equalTo("PROPOSED"))
                .body("counts.guests", equalTo(2));
        assertThat(on(busy)).isEqualTo(4);
        nextRound(12);
        assertThat(held(2).<Object>get("data[0].waveId")).isNull();

        asOperator()
                .body(Map.of("reason", "a quiet hour"))
                .post("/admin/v1/waves/" + wave + "/start")
                .then()
                .statusCode(200);

        Eventually.holds(() -> asOperator()
                .get("/admin/v1/waves/" + wave)
                .then()
                .body("state", equalTo("DONE"))
                .body("counts.done", equalTo(2)));
        assertThat(on(busy)).isEqualTo(2);
        assertThat(on(idle)).isEqualTo(2);
    }

    @Test
    void aRuleThatHasNotBegunIsTakenBackAndOneThatHasStays() {
        Instant later = now().plus(Duration.ofDays(30));
        int coming =
                set(Map.of("from", later.toString())).statusCode(200).extract().path("id");
        int begun = set(Map.of("threshold", 20)).statusCode(200).extract().path("id");

        asOperator()
                .delete(RULES + "/" + begun)
                .then()
                .statusCode(409)
                .body("code", equalTo("compute.BALANCE_RULE_BEGUN"));
        asOperator().delete(RULES + "/" + coming).then().statusCode(204);
        asOperator().delete(RULES + "/" + coming).then().statusCode(404);
        set(Map.of("from", now().minus(Duration.ofHours(1)).toString()))
                .statusCode(400)
                .body("field", equalTo("from"));
    }

    @ParameterizedTest
    @CsvSource({"threshold,0", "rounds,101", "everyMinutes,4", "linkMbps,0", "pointsPerMinute,-1", "moves,101"})
    void aBadFigureIsNamed(String field, int value) {
        set(Map.of(field, value)).statusCode(400).body("field", equalTo(field));
    }

    private ValidatableResponse set(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(
                Map.of("siteId", site.id(), "everyMinutes", EVERY_MINUTES, "linkMbps", 10_000, "reason", "tests"));
        body.putAll(more);
        return asOperator().body(body).post(RULES).then();
    }

    private void measured(int vcpus) {
        asOperator()
                .body(Map.of(
                        "readings",
                        List.of(Map.of("hostId", busy, "at", now().toString(), "vcpus", vcpus, "memoryMb", 1_024))))
                .post("/admin/v1/host-usage")
                .then()
                .statusCode(200);
    }

    private void nextRound(int vcpus) {
        measured(vcpus);
        move(Duration.ofMinutes(EVERY_MINUTES).plusSeconds(1));
    }

    private JsonPath held(int rounds) {
        Eventually.holds(() -> assertThat(rounds().getList("data")).hasSize(rounds));
        return rounds();
    }

    private JsonPath rounds() {
        return asOperator()
                .queryParam("siteId", site.id())
                .get(ROUNDS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static int on(long host) {
        return asOperator().get("/admin/v1/hosts/" + host).path("instances");
    }

    private static Instant now() {
        return Instant.parse(asOperator().get("/admin/v1/clock").path("now"));
    }

    private static void move(Duration by) {
        asOperator()
                .body(Map.of("to", now().plus(by).toString()))
                .post("/admin/v1/clock")
                .then()
                .statusCode(200);
    }
}
