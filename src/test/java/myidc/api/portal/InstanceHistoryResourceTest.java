package myidc.api.portal;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InstanceHistoryResourceTest {
    @Test
    void aTenantReadsItsOwnMachinesStoryAndNobodyElses() {
        SmallSite site = SmallSite.of(1, 4);
        TestTenant tenant = TestTenants.open();
        TestTenant other = TestTenants.open();
        int guest = tenant.call()
                .body(Map.of(
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "A root Passw0rd!"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String story = "/portal/v1/instances/" + guest + "/history";

        tenant.call()
                .get(story)
                .then()
                .statusCode(200)
                .body("results", greaterThan(1))
                .body("data[0].event", equalTo("compute.InstanceRequested"))
                .body("data[0].who", startsWith("person-"))
                .body("data[0].whoName", equalTo(tenant.username()))
                .body("data[0].from", notNullValue())
                .body("data.find { it.event == 'compute.InstancePlaced' }.words.en", equalTo("A host was chosen"))
                .body(
                        "data.payload.findAll { it.hostId != null || it.poolId != null || it.candidates != null }",
                        empty())
                .body("data[0].words.'zh-CN'", startsWith("申请云主机"))
                .body("data.event", hasItem("compute.AddressAttached"));
        other.call().get(story).then().statusCode(404);
        tenant.call().get("/portal/v1/instances/999999999/history").then().statusCode(404);
        TestTenants.asOperator().get(story).then().statusCode(403);

        Eventually.holds(() ->
                tenant.call().delete("/v4/linode/instances/" + guest).then().statusCode(200));
        tenant.call()
                .get(story)
                .then()
                .statusCode(200)
                .body("data.event", hasItem("compute.InstanceDeletionRequested"));
    }
}
