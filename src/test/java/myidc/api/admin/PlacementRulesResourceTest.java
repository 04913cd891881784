package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PlacementRulesResourceTest {
    private static final String RULES = "/admin/v1/placement/rules";

    @Test
    void aSitesRuleChoosesItsHostsAndTheFactSaysSo() {
        SmallSite site = SmallSite.of(4, 16);
        TestTenant tenant = TestTenants.open();
        long rule = set(Map.of("siteId", site.id(), "policy", "SPREAD", "reason", "new hardware on trial"))
                .statusCode(200)
                .body("policy", equalTo("SPREAD"))
                .extract()
                .jsonPath()
                .getLong("id");

        Set<String> hosts = new HashSet<>();
        long guest = 0;
        for (int number = 1; number <= 4; number++) {
            JsonPath made = create(tenant, site, "spread-" + number);
            guest = made.getLong("id");
            hosts.add(made.getString("host_uuid"));
        }

        assertThat(hosts).hasSize(4);
        List<Map<String, Object>> ruled = asOperator()
                .get("/admin/v1/history/instance-" + guest)
                .then()
                .statusCode(200)
                .extract()
                .path("data.findAll { it.event == 'compute.PlacementRuled' }.payload");
        assertThat(ruled)
                .singleElement()
                .satisfies(fact -> assertThat(fact)
                        .containsEntry("policy", "SPREAD")
                        .containsEntry("placementRuleId", (int) rule));
        List<Map<String, Object>> weighed = asOperator()
                .get("/admin/v1/history/instance-" + guest)
                .then()
                .extract()
                .path("data.findAll { it.event == 'compute.PlacementWeighed' }.payload");
        assertThat(weighed)
                .singleElement()
                .satisfies(fact -> assertThat(fact)
                        .containsEntry("policy", "SPREAD")
                        .containsEntry("placementRuleId", (int) rule)
                        .containsEntry("hosts", 4)
                        .containsEntry("fitting", 4)
                        .containsEntry("weights", List.of("free 1.0")));
    }

    @Test
    void theWeightsOfARuleAreThoseThatScoresAreMadeWith() {
        SmallSite site = SmallSite.of(2, 16);
        Instant before = Instant.parse(
                asOperator().get("/admin/v1/clock").then().extract().path("now"));
        long rule = set(Map.of(
                        "siteId",
                        site.id(),
                        "policy",
                        "BALANCED_FIT",
                        "weights",
                        Map.of("imbalance", 3.5),
                        "reason",
                        "memory runs out first"))
                .statusCode(200)
                .body("weights.free", equalTo(1))
                .body("weights.imbalance", equalTo(3.5f))
                .body("weights.lost", nullValue())
                .extract()
                .jsonPath()
                .getLong("id");

        long guest = create(TestTenants.open(), site, "weighed").getLong("id");

        asOperator()
                .get("/admin/v1/history/instance-" + guest)
                .then()
                .body(
                        "data.find { it.event == 'compute.PlacementWeighed' }.payload.weights",
                        equalTo(List.of("free -1.0", "imbalance -3.5")));
        asOperator()
                .get("/admin/v1/history/placementrule-" + rule)
                .then()
                .body(
                        "data.find { it.event == 'compute.PlacementWeightsSet' }.payload.weights",
                        equalTo(List.of("free 1", "imbalance 3.5")));
        String of = "data.findAll { it.siteId == " + site.id() + " }.weights.imbalance";
        asOperator().get(RULES + "/in-force").then().statusCode(200).body(of, equalTo(List.of(3.5f)));
        asOperator()
                .get(RULES + "/in-force?asOf=" + before.minusSeconds(1))
                .then()
                .statusCode(200)
                .body(of, empty());
    }

    @Test
    void demandIsWeighedAsTheRuleSays() {
        SmallSite site = SmallSite.of(2, 16);
        set(Map.of(
                        "siteId",
                        site.id(),
                        "policy",
                        "DEMAND_FIT",
                        "weights",
                        Map.of("imbalance", 0, "large", 1.5, "days", 30),
                        "reason",
                        "a quiet month"))
                .statusCode(200);

        long guest = create(TestTenants.open(), site, "monthly").getLong("id");

        asOperator()
                .get("/admin/v1/history/instance-" + guest)
                .then()
                .body(
                        "data.find { it.event == 'compute.PlacementWeighed' }.payload.weights",
                        equalTo(List.of("lost -1.0", "imbalance 0.0", "large 1.5", "days 30")));
    }

    @ParameterizedTest
    @CsvSource({
        "BALANCED_FIT, imbalance, 100.1, between 0 and 100",
        "BALANCED_FIT, imbalance, -1, between 0 and 100",
        "BALANCED_FIT, imbalance, 1.23456, at most 4 decimals",
        "BALANCED_FIT, free, 0, between 0.01 and 100",
        "BALANCED_FIT, lost, 1, 'free, imbalance'",
        "DEMAND_FIT, lost, 0, between 0.01 and 100",
        "DEMAND_FIT, large, 6.5, between 0 and 6",
        "DEMAND_FIT, days, 0, between 1 and 90",
        "DEMAND_FIT, days, 2.5, whole number",
        "SPREAD, imbalance, 1, none",
    })
    void aWeightBeyondItsLimitsIsRefusedByName(String policy, String weight, BigDecimal value, String rule) {
        int before = asOperator().get(RULES).then().extract().path("results");

        set(Map.of("policy", policy, "weights", Map.of(weight, value), "reason", "a trial"))
                .statusCode(400)
                .body("field", equalTo("weights." + weight))
                .body("detail", containsString(rule));

        asOperator().get(RULES).then().body("results", equalTo(before));
    }

    @Test
    void demandFitPlacesByWhatWasAskedForLately() {
        SmallSite site = SmallSite.of(3, 16);
        TestTenant tenant = TestTenants.open();
        set(Map.of("siteId", site.id(), "policy", "DEMAND_FIT", "reason", "fewer refusals"))
                .statusCode(200);

        for (int number = 1; number <= 6; number++) {
            create(tenant, site, "demand-" + number);
        }
    }

    @Test
    void aRuleToComeCanBeTakenBackAndOneThatBeganCannot() {
        SmallSite site = SmallSite.of(1, 4);
        Instant later = Instant.now().plus(400, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        int coming = set(Map.of(
                        "siteId", site.id(), "policy", "BALANCED_FIT", "from", later.toString(), "reason", "next year"))
                .statusCode(200)
                .body("from", equalTo(later.toString()))
                .extract()
                .path("id");
        int begun = set(Map.of("siteId", site.id(), "policy", "FIRST_FIT", "reason", "now"))
                .statusCode(200)
                .extract()
                .path("id");

        asOperator().delete(RULES + "/" + coming).then().statusCode(204);
        asOperator().delete(RULES + "/" + coming).then().statusCode(404);
        asOperator()
                .delete(RULES + "/" + begun)
                .then()
                .statusCode(409)
                .body("code", equalTo("compute.PLACEMENT_RULE_BEGUN"));
    }

    @ParameterizedTest
    @CsvSource({
        "policy, worst-fit",
        "from, 2020-01-01T00:00:00Z",
        "siteId, 999999999",
        "reason, ''",
    })
    void badInputNamesTheField(String field, String value) {
        Map<String, Object> body = new HashMap<>(Map.of("policy", "SPREAD", "reason", "a trial"));
        body.put(field, value);
        int before = asOperator().get(RULES).then().extract().path("results");

        set(body).statusCode(400).body("field", equalTo(field));

        asOperator().get(RULES).then().body("results", equalTo(before));
    }

    private static ValidatableResponse set(Map<String, Object> body) {
        return asOperator().body(body).post(RULES).then();
    }

    private static JsonPath create(TestTenant tenant, SmallSite site, String label) {
        return tenant.call()
                .body(Map.of("label", label, "region", site.region(), "type", "g6-nanode-1"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
