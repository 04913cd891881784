package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many times over a host may be promised changes while guests are on it. */
@QuarkusTest
class HostOvercommitResourceTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private SmallSite site;
    private TestTenant tenant;
    private long host;

    @BeforeEach
    void aFullHost() {
        site = SmallSite.of(1, 1);
        tenant = TestTenants.open();
        host = site.hosts().getFirst();
        create().statusCode(200);
    }

    /** What would begin while another test moves the clock. */
    @AfterEach
    void nothingToCome() {
        List<Integer> toCome = dates("").extract().path("toCome.number");
        toCome.forEach(number -> withdraw(number).statusCode(204));
    }

    @Test
    void aFullHostThatMayBePromisedTwiceTakesAnotherGuestAndKeepsBothAfterwards() {
        create().statusCode(400);
        String before = asOperator().get("/admin/v1/clock").path("now");

        change(Map.of("vcpu", 2, "memory", 1.5, "reason", "idle guests"))
                .statusCode(200)
                .body("overcommit.vcpu", equalTo(2))
                .body("vcpus.total", equalTo(2))
                .body("memoryMb.total", equalTo(6_144))
                .body("diskGb.total", equalTo(100));
        create().statusCode(200);

        change(Map.of("vcpu", 1, "memory", 1, "reason", "steal time"))
                .statusCode(200)
                .body("vcpus.total", equalTo(1))
                .body("vcpus.reserved", equalTo(2));
        create().statusCode(400);
        asOperator()
                .get("/admin/v1/hosts/" + host + "?asOf=" + before)
                .then()
                .body("vcpus.total", equalTo(1))
                .body("vcpus.reserved", equalTo(1));
        int changes = asOperator()
                .get("/admin/v1/history/host-" + host)
                .path("data.findAll { it.event == 'compute.OvercommitChanged' }.size()");
        assertThat(changes).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"vcpu, 0", "vcpu, 32.1", "memory, -1", "memory, 1.00001"})
    void aRatioBeyondItsLimitsIsRefusedByName(String field, BigDecimal value) {
        Map<String, Object> body = new HashMap<>(Map.of("vcpu", 1, "memory", 1, "reason", "a trial"));
        body.put(field, value);

        change(body).statusCode(400).body("field", equalTo(field));

        asOperator().get("/admin/v1/hosts/" + host).then().body("vcpus.total", equalTo(1));
    }

    @Test
    void whatIsSaidForLaterHoldsFromItsInstantOnByItself() {
        Instant from = now().plus(HOUR);
        change(Map.of("vcpu", 3, "memory", 3, "from", from.toString(), "reason", "idle guests"))
                .statusCode(200)
                .body("overcommit.vcpu", equalTo(1))
                .body("vcpus.total", equalTo(1));
        create().statusCode(400);
        dates("")
                .body("inForce.vcpu", equalTo(1))
                .body("inForce.reason", nullValue())
                .body("toCome", hasSize(1))
                .body("toCome[0].from", equalTo(from.toString()))
                .body("toCome[0].reason", equalTo("idle guests"))
                .body("toCome[0].vcpus", equalTo(3))
                .body("toCome[0].exceeded", equalTo(false));
        Instant before = now();
        int fill = asOperator().get("/admin/v1/overview").path("vcpus.total");

        move(HOUR);

        asOperator()
                .get("/admin/v1/hosts/" + host)
                .then()
                .body("overcommit.vcpu", equalTo(3))
                .body("memoryMb.total", equalTo(12_288));
        assertThat(asOperator().get("/admin/v1/overview").<Integer>path("vcpus.total"))
                .isEqualTo(fill + 2);
        room("").body("data.find { it.id == 'g6-nanode-1' }.fits", equalTo(2));
        room("&asOf=" + before).body("data.find { it.id == 'g6-nanode-1' }.fits", equalTo(0));
        dates("")
                .body("inForce.vcpu", equalTo(3))
                .body("inForce.from", equalTo(from.toString()))
                .body("toCome", hasSize(0));
        dates("?asOf=" + before).body("inForce.vcpu", equalTo(1)).body("toCome[0].vcpu", equalTo(3));
        asOperator()
                .get("/admin/v1/hosts/" + host + "?asOf=" + before)
                .then()
                .body("overcommit.vcpu", equalTo(1))
                .body("vcpus.total", equalTo(1));
        asOperator()
                .get("/admin/v1/hosts?pageSize=500&siteId=" + site.id() + "&asOf=" + from)
                .then()
                .body("data[0].vcpus.total", equalTo(3));
        create().statusCode(200);
        withdraw(1).statusCode(409).body("code", equalTo("compute.OVERCOMMIT_PLAN_BEGUN"));
    }

    @Test
    void lessFromAnInstantOnIsShownWhereMoreIsPromisedAndNobodyComesFromThenOn() {
        change(Map.of("vcpu", 2, "memory", 2, "reason", "idle guests")).statusCode(200);
        create().statusCode(200);
        Instant from = now().plus(HOUR);
        change(Map.of("vcpu", 1, "memory", 2, "from", from.toString(), "reason", "steal time"))
                .statusCode(200);
        dates("").body("inForce.exceeded", equalTo(false)).body("toCome[0].exceeded", equalTo(true));
        change(Map.of("vcpu", 4, "memory", 4, "reason", "a while more")).statusCode(200);
        create().statusCode(200);

        move(HOUR);

        create().statusCode(400);
        dates("").body("inForce.exceeded", equalTo(true)).body("inForce.reason", equalTo("steal time"));
        change(Map.of("vcpu", 4, "memory", 4, "reason", "as it was")).statusCode(200);
        create().statusCode(200);
    }

    @Test
    void whatIsToComeIsTakenBackAndNeverHolds() {
        Instant from = now().plus(HOUR);
        change(Map.of("vcpu", 3, "memory", 3, "from", from.plus(HOUR).toString(), "reason", "much"))
                .statusCode(200);
        change(Map.of("vcpu", 2, "memory", 2, "from", from.toString(), "reason", "some"))
                .statusCode(200);
        dates("").body("toCome.number", equalTo(List.of(2, 1)));

        withdraw(3).statusCode(404).body("code", equalTo("compute.OVERCOMMIT_PLAN_NOT_FOUND"));
        withdraw(2).statusCode(204);

        dates("").body("toCome.number", equalTo(List.of(1)));
        withdraw(2).statusCode(404);
        move(HOUR);
        asOperator().get("/admin/v1/hosts/" + host).then().body("vcpus.total", equalTo(1));
        create().statusCode(400);
    }

    @Test
    void aDateThatCannotBeIsRefusedByNameAndChangesNothing() {
        Instant later = now().plus(HOUR);
        change(Map.of("vcpu", 2, "memory", 2, "from", later.toString(), "reason", "some"))
                .statusCode(200);
        for (String wrong : List.of(
                now().minusSeconds(1).toString(),
                now().plus(Duration.ofDays(3_700)).toString(),
                later.toString(),
                "tomorrow")) {
            change(Map.of("vcpu", 3, "memory", 3, "from", wrong, "reason", "more"))
                    .statusCode(400)
                    .body("field", equalTo("from"));
        }
        change(Map.of("vcpu", 33, "memory", 3, "from", later.plus(HOUR).toString(), "reason", "more"))
                .statusCode(400)
                .body("field", equalTo("vcpu"));
        change(Map.of("vcpu", 3, "memory", 3, "from", later.plus(HOUR).toString()))
                .statusCode(400)
                .body("field", equalTo("reason"));

        dates("").body("toCome.number", equalTo(List.of(1))).body("toCome[0].vcpu", equalTo(2));
        asOperator().get("/admin/v1/host-overcommit/999999999").then().statusCode(404);
    }

    private ValidatableResponse dates(String asOf) {
        return asOperator()
                .get("/admin/v1/host-overcommit/" + host + asOf)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse room(String asOf) {
        return asOperator()
                .get("/admin/v1/plan-room?siteId=" + site.id() + asOf)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse withdraw(int number) {
        return asOperator()
                .delete("/admin/v1/host-overcommit/" + host + "/" + number)
                .then();
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

    private ValidatableResponse change(Map<String, Object> body) {
        return asOperator().body(body).put("/admin/v1/host-overcommit/" + host).then();
    }

    private ValidatableResponse create() {
        return tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1"))
                .post("/v4/linode/instances")
                .then();
    }
}
