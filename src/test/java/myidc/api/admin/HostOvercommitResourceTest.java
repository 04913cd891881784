package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many times over a host may be promised changes while guests are on it. */
@QuarkusTest
class HostOvercommitResourceTest {
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
