package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;

/** A tenant, and hosts with GPUs that an operator entered. */
abstract class GpuCase {
    static final String INSTANCES = "/v4/linode/instances";
    static final String A10 = "NVIDIA A10";

    TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
    }

    static String plan(int gpus, String model, String sliceType) {
        Map<String, Object> more = new HashMap<>();
        more.put("gpus", gpus);
        more.put("gpuModel", model);
        more.put("gpuSliceType", sliceType);
        return planRequest(more).statusCode(200).extract().path("id");
    }

    static ValidatableResponse planRequest(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "id",
                "gpu-" + unique(),
                "label",
                "GPU plan",
                "class",
                "gpu",
                "vcpus",
                1,
                "memoryMb",
                1024,
                "diskMb",
                25_600,
                "transferGb",
                0,
                "networkOutMbps",
                0,
                "hourly",
                "1.5"));
        body.put("monthly", "1000");
        body.putAll(more);
        return asOperator().body(body).post("/admin/v1/plans").then();
    }

    static Map<String, Object> card(int number, String model, String sliceType, Integer slices) {
        Map<String, Object> card = new HashMap<>();
        card.put("model", model);
        card.put("address", "0000:0" + number + ":00.0");
        card.put("memoryMb", 24_576);
        card.put("sliceType", sliceType);
        card.put("slices", slices);
        return card;
    }

    static long whole(long host, int number, String model) {
        return fit(host, card(number, model, null, null))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    static ValidatableResponse fit(long host, Map<String, Object> card) {
        return asOperator().body(card).post(path(host)).then();
    }

    static ValidatableResponse gpus(long host) {
        return asOperator().get(path(host)).then().statusCode(200);
    }

    static List<Integer> holders(long host) {
        return gpus(host).extract().jsonPath().getList("data.parts.instanceId.flatten()", Integer.class);
    }

    static void awaitHeld(long host, int guest, int parts) {
        Eventually.holds(() -> {
            assertThat(asOperator().get("/admin/v1/instances/" + guest).<String>path("status"))
                    .isIn("RUNNING", "OFFLINE");
            assertThat(holders(host))
                    .filteredOn(Objects::nonNull)
                    .hasSize(parts)
                    .allMatch(holder -> holder == guest);
        });
    }

    ValidatableResponse create(SmallSite site, String plan) {
        return tenant.call()
                .body(Map.of(
                        "region", site.region(), "type", plan, "image", "linode/debian12", "root_pass", "a Passw0rd"))
                .post(INSTANCES)
                .then();
    }

    int created(SmallSite site, String plan) {
        return create(site, plan).statusCode(200).extract().path("id");
    }

    ValidatableResponse resize(int guest, String plan) {
        return tenant.call()
                .body(Map.of("type", plan))
                .post(INSTANCES + "/" + guest + "/resize")
                .then();
    }

    void gone(int guest) {
        Eventually.holds(
                () -> tenant.call().delete(INSTANCES + "/" + guest).then().statusCode(200));
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + guest).then().statusCode(404));
    }

    void awaitRunning(int guest) {
        Eventually.holds(
                () -> asOperator().get("/admin/v1/instances/" + guest).then().body("status", equalTo("RUNNING")));
    }

    static List<String> refusals(int guest) {
        return asOperator()
                .get("/admin/v1/history/instance-" + guest)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList(
                        "data.find { it.event == 'compute.InstancePlaced' }.payload.candidates.refusal.findAll { it !="
                                + " null }",
                        String.class);
    }

    static JsonPath waiting(int guest) {
        String all = "/admin/v1/placement/approvals";
        int id = asOperator()
                .queryParam("pageSize", 500)
                .get(all)
                .path("data.find { it.instanceId == " + guest + " }.id");
        return asOperator().get(all + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    static ValidatableResponse decide(JsonPath waits, String deed, Map<String, Object> body) {
        return asOperator()
                .body(body)
                .post("/admin/v1/placement/approvals/" + waits.getLong("id") + "/" + deed)
                .then();
    }

    static String path(long host) {
        return "/admin/v1/host-gpus/" + host;
    }

    static String now() {
        return asOperator().get("/admin/v1/clock").path("now");
    }
}
