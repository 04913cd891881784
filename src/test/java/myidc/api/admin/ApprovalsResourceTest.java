package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tenant's guests wait for where a rule says that they need an operator's word. */
@QuarkusTest
class ApprovalsResourceTest {
    private static final String RULES = "/admin/v1/placement/approval-rules";
    private static final String APPROVALS = "/admin/v1/placement/approvals";
    private static final String INSTANCES = "/v4/linode/instances";

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void aSiteAndATenant() {
        site = SmallSite.of(3, 8);
        tenant = TestTenants.open();
    }

    @Test
    void aGuestWaitsUnbilledUntilItIsApprovedAndRunsThen() {
        held(60);

        int guest = created("waits");

        tenant.call().get(INSTANCES + "/" + guest).then().body("status", equalTo("provisioning"));
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body("data.findAll { it.entity.id == " + guest + " }.message", hasItem(messageOf(guest)));
        seen(guest).body("status", equalTo("AWAITING_APPROVAL")).body("provisionedAt", nullValue());
        JsonPath waits = waiting(guest);
        assertThat(waits.getString("deed")).isEqualTo("CREATE");
        assertThat(waits.getList("proposed")).isNotEmpty();
        assertThat(waits.getList("alternatives")).hasSize(2);
        long id = waits.getLong("id");

        approve(id, Map.of("reason", "there is room")).statusCode(200).body("state", equalTo("GRANTED"));

        Eventually.holds(() -> seen(guest).body("status", equalTo("RUNNING")).body("provisionedAt", notNullValue()));
        approve(id, Map.of("reason", "again")).statusCode(409).body("code", equalTo("compute.APPROVAL_DECIDED"));
        asOperator()
                .queryParam("decided", true)
                .get(APPROVALS)
                .then()
                .body("data.find { it.id == " + id + " }.decidedBy", notNullValue());
    }

    @Test
    void anOperatorChoosesAnotherHostThatFitsAndNoneThatDoesNot() {
        held(60);
        int guest = created("moved");
        JsonPath waits = waiting(guest);
        long other = waits.getLong("alternatives[0].hostId");
        long third = waits.getLong("alternatives[1].hostId");
        asOperator().post("/admin/v1/hosts/" + third + "/cordon").then().statusCode(200);

        approve(waits.getLong("id"), Map.of("hostId", third, "reason", "quieter"))
                .statusCode(409)
                .body("code", equalTo("compute.HOST_UNFIT"))
                .body("field", equalTo("hostId"));
        approve(waits.getLong("id"), Map.of("hostId", 999_999_999, "reason", "quieter"))
                .statusCode(400)
                .body("field", equalTo("hostId"));
        approve(waits.getLong("id"), Map.of("hostId", other, "reason", "quieter"))
                .statusCode(200)
                .body("hostId", equalTo((int) other))
                .body("overridden", equalTo(waits.getInt("hostId")));

        Eventually.holds(() -> seen(guest).body("status", equalTo("RUNNING")).body("hostId", equalTo((int) other)));
        assertThat(reserved(waits.getLong("hostId"))).isZero();
        assertThat(reserved(other)).isPositive();
        JsonPath weighed = lastWeighed(guest);
        assertThat(weighed.getLong("hostId")).isEqualTo(other);
        assertThat(weighed.getInt("hosts")).as("all but the one proposed").isEqualTo(2);
        assertThat(weighed.getList("verdicts", String.class))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(other + " "),
                        line -> assertThat(line).isEqualTo(third + " CORDONED"));
    }

    @Test
    void aGuestThatHasToGoElsewhereToGrowGoesWhereTheOperatorSays() {
        int guest = created("outgrows");
        Eventually.holds(() -> seen(guest).body("status", equalTo("RUNNING")));
        long before = seen(guest).extract().jsonPath().getLong("hostId");
        fill(before);
        held(60);
        tenant.call()
                .body(Map.of("type", "g6-standard-4"))
                .post(INSTANCES + "/" + guest + "/resize")
                .then()
                .statusCode(200);
        JsonPath waits = waiting(guest);
        long proposed = waits.getLong("hostId");
        long other = waits.getLong("alternatives[0].hostId");
        assertThat(waits.getString("deed")).isEqualTo("RESIZE");
        assertThat(List.of(proposed, other)).doesNotContain(before).doesNotHaveDuplicates();
        assertThat(waits.getString("alternatives.find { it.hostId == " + before + " }.refusal"))
                .isEqualTo("PRESENT");

        approve(waits.getLong("id"), Map.of("hostId", before, "reason", "stay"))
                .statusCode(409)
                .body("field", equalTo("hostId"));
        approve(waits.getLong("id"), Map.of("hostId", other, "reason", "newer hardware"))
                .statusCode(200)
                .body("hostId", equalTo((int) other))
                .body("overridden", equalTo((int) proposed));

        Eventually.holds(() -> seen(guest)
                .body("status", equalTo("RUNNING"))
                .body("plan", equalTo("g6-standard-4"))
                .body("hostId", equalTo((int) other)));
        assertThat(reserved(proposed)).isZero();
        Eventually.holds(() -> assertThat(reserved(other)).isEqualTo(4));
        assertThat(lastWeighed(guest).getLong("hostId")).isEqualTo(other);
    }

    /** Leaves the host one processor: the fullest host that has room is the one that guests go to. */
    private void fill(long host) {
        tenant.call()
                .body(Map.of("label", "fills", "region", site.region(), "type", "g6-standard-6"))
                .post(INSTANCES)
                .then()
                .statusCode(200);
        assertThat(reserved(host)).isEqualTo(7);
    }

    private static JsonPath lastWeighed(int guest) {
        return asOperator()
                .get("/admin/v1/history/instance-" + guest)
                .jsonPath()
                .setRootPath("data.findAll { it.event == 'compute.PlacementWeighed' }.max { it.at }.payload");
    }

    @Test
    void whatIsRefusedOrExpiresHoldsNothingAndIsNeverBilled() {
        held(1);
        int refused = created("refused");
        long id = waiting(refused).getLong("id");
        asOperator()
                .body(Map.of("reason", "no budget"))
                .post(APPROVALS + "/" + id + "/refuse")
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"));
        seen(refused)
                .body("status", equalTo("FAILED"))
                .body("failure", equalTo("approve: no budget"))
                .body("ipv4.size()", equalTo(0));

        int expired = created("expired");
        long late = waiting(expired).getLong("id");
        passMinutes(2);

        Eventually.holds(() -> asOperator().get(APPROVALS + "/" + late).then().body("state", equalTo("EXPIRED")));
        seen(expired)
                .body("status", equalTo("FAILED"))
                .body("hostId", nullValue())
                .body("provisionedAt", nullValue());
        site.hosts().forEach(host -> assertThat(reserved(host)).isZero());
        approve(late, Map.of("reason", "too late")).statusCode(409);
        tenant.call().delete(INSTANCES + "/" + expired).then().statusCode(200);
    }

    @Test
    void aWaitingGuestIsDeletedByItsTenantAndDoesNothingElse() {
        held(60);
        int guest = created("unwanted");
        long id = waiting(guest).getLong("id");

        tenant.call().post(INSTANCES + "/" + guest + "/boot").then().statusCode(400);
        tenant.call().delete(INSTANCES + "/" + guest).then().statusCode(200);

        asOperator().get(APPROVALS + "/" + id).then().body("state", equalTo("WITHDRAWN"));
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + guest).then().statusCode(404));
        site.hosts().forEach(host -> assertThat(reserved(host)).isZero());
    }

    @Test
    void aResizeAndAMigrationWaitWhileTheGuestRunsOn() {
        int guest = created("grows");
        Eventually.holds(() -> seen(guest).body("status", equalTo("RUNNING")));
        held(60);

        tenant.call()
                .body(Map.of("type", "g6-standard-1"))
                .post(INSTANCES + "/" + guest + "/resize")
                .then()
                .statusCode(200);
        seen(guest).body("status", equalTo("RUNNING")).body("plan", equalTo("g6-nanode-1"));
        tenant.call()
                .body(Map.of("type", "g6-standard-2"))
                .post(INSTANCES + "/" + guest + "/resize")
                .then()
                .statusCode(400);
        JsonPath resize = waiting(guest);
        assertThat(resize.getString("deed") + " " + resize.getString("plan")).isEqualTo("RESIZE g6-standard-1");
        approve(resize.getLong("id"), Map.of("reason", "paid for")).statusCode(200);
        Eventually.holds(() -> seen(guest).body("status", equalTo("RUNNING")).body("plan", equalTo("g6-standard-1")));

        int before = seen(guest).extract().path("hostId");
        tenant.call()
                .body(Map.of())
                .post(INSTANCES + "/" + guest + "/migrate")
                .then()
                .statusCode(200);
        JsonPath move = waiting(guest);
        asOperator()
                .body(Map.of("reason", "stay"))
                .post(APPROVALS + "/" + move.getLong("id") + "/refuse")
                .then()
                .statusCode(200);
        seen(guest).body("status", equalTo("RUNNING")).body("hostId", equalTo(before));
        assertThat(reserved(move.getLong("hostId"))).isZero();

        tenant.call()
                .body(Map.of())
                .post(INSTANCES + "/" + guest + "/migrate")
                .then()
                .statusCode(200);
        approve(waiting(guest).getLong("id"), Map.of("reason", "go")).statusCode(200);
        Eventually.holds(() -> seen(guest).body("status", equalTo("RUNNING")).body("hostId", not(equalTo(before))));
    }

    @ParameterizedTest
    @CsvSource({"tenantId, 999999999", "plan, no-such-plan", "minutes, 0", "minutes, 43201", "reason, ''"})
    void badRulesNameTheField(String field, String value) {
        Map<String, Object> body = new HashMap<>(Map.of("tenantId", tenant.id(), "minutes", 5, "reason", "a trial"));
        body.put(field, field.equals("reason") || field.equals("plan") ? value : Long.valueOf(value));

        asOperator().body(body).post(RULES).then().statusCode(400).body("field", equalTo(field));

        assertThat(created("free")).isPositive();
    }

    @Test
    void aTenantsOwnRuleGoesBeforeAWiderOne() {
        String plan = "g6-standard-2";
        rule(Map.of("tenantId", tenant.id(), "minutes", 5, "reason", "on trial"));
        rule(Map.of("tenantId", tenant.id(), "plan", plan, "required", false, "minutes", 5, "reason", "agreed"));

        int guest = tenant.call()
                .body(Map.of("label", "agreed", "region", site.region(), "type", plan))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        Eventually.holds(() -> seen(guest).body("status", equalTo("OFFLINE")));
        assertThat(waiting(created("other")).getString("state")).isEqualTo("OPEN");
    }

    private void held(int minutes) {
        rule(Map.of("tenantId", tenant.id(), "minutes", minutes, "reason", "a new customer"));
    }

    private static void rule(Map<String, Object> body) {
        asOperator().body(body).post(RULES).then().statusCode(200);
    }

    private int created(String label) {
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

    private static ValidatableResponse seen(int guest) {
        return asOperator().get("/admin/v1/instances/" + guest).then();
    }

    private static JsonPath waiting(int guest) {
        List<Integer> found = asOperator()
                .queryParam("pageSize", 500)
                .get(APPROVALS)
                .path("data.findAll { it.instanceId == " + guest + " }.id");
        assertThat(found).hasSize(1);
        return asOperator().get(APPROVALS + "/" + found.getFirst()).jsonPath();
    }

    private static String messageOf(int guest) {
        return "Awaits approval by the operator until " + waiting(guest).getString("endsAt");
    }

    private static ValidatableResponse approve(long id, Map<String, Object> body) {
        return asOperator().body(body).post(APPROVALS + "/" + id + "/approve").then();
    }

    private static int reserved(long host) {
        return asOperator().get("/admin/v1/hosts/" + host).path("vcpus.reserved");
    }

    private static void passMinutes(int minutes) {
        Instant now = Instant.parse(asOperator().get("/admin/v1/clock").path("now"));
        asOperator()
                .body(Map.of("to", now.plus(Duration.ofMinutes(minutes)).toString()))
                .post("/admin/v1/clock")
                .then()
                .statusCode(200);
    }
}
