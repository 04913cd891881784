package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a script was deployed, by whatever began a machine anew, and how many machines began with it last. */
@QuarkusTest
class ScriptDeploymentsTest {
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Sql sql;

    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void aGuestThatRuns() {
        SmallSite site = SmallSite.of(1, 8);
        tenant = TestTenants.open();
        guest = tenant.call()
                .body(Map.of(
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "a long Password 1"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        settles();
    }

    @Test
    void aRebuildIsADeploymentAndEndsTheOneBefore() {
        int first = script("first");
        int second = script("second");

        rebuild(first).statusCode(200);
        deployed(first, 1, 1);
        settles();
        rebuild(first).statusCode(200);
        deployed(first, 2, 1);
        settles();
        rebuild(second).statusCode(200);
        deployed(first, 2, 0);
        deployed(second, 1, 1);
        settles();
        rebuild(null).statusCode(200);
        deployed(second, 1, 0);
    }

    @Test
    void aNewDiskIsADeploymentAndNeedsAnImageForIt() {
        int script = script("disk");
        tenant.call().post(INSTANCES + "/" + guest + "/shutdown").then().statusCode(200);
        Eventually.holds(() -> guest().body("status", equalTo("offline")));
        isDone();
        disk("resize", Map.of("size", 10_000));
        isDone();
        tenant.call()
                .body(Map.of("label", "empty", "size", 2_000, "stackscript_id", script))
                .post(INSTANCES + "/" + guest + "/disks")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("image"));

        Map<String, Object> body = with(script);
        body.put("size", 4_000);
        tenant.call().body(body).post(INSTANCES + "/" + guest + "/disks").then().statusCode(200);

        deployed(script, 1, 1);
    }

    private void deployed(int script, int total, int active) {
        tenant.call()
                .get("/v4/linode/stackscripts/" + script)
                .then()
                .body("deployments_total", equalTo(total))
                .body("deployments_active", equalTo(active));
    }

    private int script(String label) {
        return tenant.call()
                .body(Map.of("label", label, "images", List.of("any/all"), "script", "#!/bin/sh\ntrue\n"))
                .post("/v4/linode/stackscripts")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private ValidatableResponse rebuild(Integer script) {
        return tenant.call()
                .body(with(script))
                .post(INSTANCES + "/" + guest + "/rebuild")
                .then();
    }

    private static Map<String, Object> with(Integer script) {
        Map<String, Object> body = new HashMap<>(Map.of("image", "linode/debian12", "root_pass", "a long Password 1"));
        if (script != null) {
            body.put("stackscript_id", script);
        }
        return body;
    }

    private void disk(String deed, Map<String, Object> body) {
        int disk = tenant.call().get(INSTANCES + "/" + guest + "/disks").path("data[0].id");
        tenant.call()
                .body(body)
                .post(INSTANCES + "/" + guest + "/disks/" + disk + "/" + deed)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse guest() {
        return tenant.call().get(INSTANCES + "/" + guest).then();
    }

    private void settles() {
        Eventually.holds(() -> guest().body("status", equalTo("running")));
        isDone();
    }

    private void isDone() {
        Eventually.holds(
                () -> assertThat(sql.count("select count(*) from room_work where instance_id = ?", (long) guest))
                        .isZero());
    }
}
