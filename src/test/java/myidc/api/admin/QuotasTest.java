package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator says how much a tenant's machines may take together. */
@QuarkusTest
class QuotasTest {
    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void aSiteAndATenant() {
        site = SmallSite.of(4, 8);
        tenant = TestTenants.open();
    }

    @Test
    void moreThanTheQuotaIsRefusedWithTheFigures() {
        get("tenants/" + tenant.id() + "/quota").body("instances", nullValue()).body("used.instances", equalTo(0));
        limit(Map.of("instances", 2, "vcpus", 3, "memoryMb", 4096))
                .statusCode(200)
                .body("vcpus", equalTo(3));

        create("g6-standard-1").statusCode(200);
        create("g6-standard-2")
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.QUOTA_EXCEEDED"))
                .body("errors[0].reason", containsString("2048 of 4096 MiB of memory are in use, 4096 more"));
        limit(Map.of("vcpus", 2)).statusCode(200).body("memoryMb", nullValue());
        create("g6-standard-2").statusCode(400).body("errors[0].reason", containsString("1 of 2 vCPUs"));
        limit(Map.of("instances", 1)).statusCode(200);
        create("g6-nanode-1").statusCode(400).body("errors[0].reason", containsString("1 of 1 machines"));

        limit(Map.of()).statusCode(200);
        create("g6-nanode-1").statusCode(200);
        get("tenants/" + tenant.id() + "/quota")
                .body("used.instances", equalTo(2))
                .body("used.memoryMb", equalTo(3072));
    }

    @Test
    void growingAMachineCountsAndShrinkingAlwaysMay() {
        int guest = create("g6-standard-1").statusCode(200).extract().path("id");
        limit(Map.of("memoryMb", 3000)).statusCode(200);

        tenant.call()
                .body(Map.of("type", "g6-standard-2"))
                .post("/v4/linode/instances/" + guest + "/resize")
                .then()
                .statusCode(400)
                .body("errors[0].reason", containsString("2048 of 3000 MiB"));
        limit(Map.of("memoryMb", 100)).statusCode(200);
        myidc.Eventually.holds(() -> tenant.call()
                .body(Map.of("type", "g6-nanode-1"))
                .post("/v4/linode/instances/" + guest + "/resize")
                .then()
                .statusCode(200));
    }

    @Test
    void createsAtOnceShareTheRest() throws InterruptedException, ExecutionException {
        limit(Map.of("instances", 3)).statusCode(200);
        List<Callable<Integer>> creates = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            creates.add(() -> create("g6-nanode-1").extract().statusCode());
        }
        int made = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(12)) {
            for (Future<Integer> answer : clients.invokeAll(creates)) {
                made += answer.get() == 200 ? 1 : 0;
            }
        }
        assertThat(made).isEqualTo(3);
        tenant.call().get("/v4/linode/instances").then().body("results", equalTo(3));
    }

    @Test
    void badLimitsNameTheFieldAndChangeNothing() {
        limit(Map.of("instances", -1)).statusCode(400).body("field", equalTo("instances"));
        limit(Map.of("vcpus", -1)).statusCode(400).body("field", equalTo("vcpus"));
        limit(Map.of("memoryMb", -1)).statusCode(400).body("field", equalTo("memoryMb"));
        operator()
                .header("If-Match", "\"99\"")
                .body(Map.of("instances", 1))
                .put("/admin/v1/tenants/" + tenant.id() + "/quota")
                .then()
                .statusCode(412);
        get("tenants/" + tenant.id() + "/quota").body("instances", nullValue());
        get("tenants/999999999/quota").statusCode(404);
    }

    private ValidatableResponse limit(Map<String, Object> quota) {
        return operator()
                .body(quota)
                .put("/admin/v1/tenants/" + tenant.id() + "/quota")
                .then();
    }

    private ValidatableResponse create(String type) {
        return tenant.call()
                .body(Map.of(
                        "type",
                        type,
                        "region",
                        site.region(),
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "Long-enough-9"))
                .post("/v4/linode/instances")
                .then();
    }
}
