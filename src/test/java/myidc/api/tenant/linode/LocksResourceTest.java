package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lock keeps a guest from being deleted by mistake, and more where that is asked for. */
@QuarkusTest
class LocksResourceTest {
    private static final String INSTANCES = "/v4/linode/instances/";
    private static final String LOCKS = "/v4beta/locks";
    private static final String ALONE = "cannot_delete";
    private static final String WITH_PARTS = "cannot_delete_with_subresources";

    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void aGuestThatIsOff() {
        SmallSite site = SmallSite.of(1, 8);
        tenant = TestTenants.open();
        guest = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "label", "kept"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> tenant.call().get(INSTANCES + guest).then().body("status", equalTo("offline")));
    }

    @Test
    void aLockedGuestIsNeitherDeletedNorRebuiltUntilItsLockIsGone() {
        int lock = lock(ALONE)
                .statusCode(200)
                .body("entity.label", equalTo("kept"))
                .extract()
                .path("id");

        tenant.call().get(INSTANCES + guest).then().body("locks", contains(ALONE));
        refused(tenant.call().delete(INSTANCES + guest).then());
        refused(tenant.call()
                .header("Prefer", "respond-async")
                .delete(INSTANCES + guest)
                .then());
        refused(tenant.call()
                .body(Map.of("image", "linode/debian12", "root_pass", "a long Password 1"))
                .post(INSTANCES + guest + "/rebuild")
                .then());
        refused(lock(WITH_PARTS));
        tenant.call()
                .body(Map.of("label", "still-mine"))
                .put(INSTANCES + guest)
                .then()
                .statusCode(200);

        tenant.call().delete(LOCKS + "/" + lock).then().statusCode(200);
        tenant.call().delete(LOCKS + "/" + lock).then().statusCode(404);
        tenant.call().get(INSTANCES + guest).then().body("locks", empty());
        tenant.call().delete(INSTANCES + guest).then().statusCode(200);
        Eventually.holds(() -> tenant.call().get(INSTANCES + guest).then().statusCode(404));
        List<String> told = tenant.call().get("/v4/account/events").path("data.action");
        assertThat(told).contains("lock_create", "lock_delete", "linode_delete");
    }

    @Test
    void aLockWithPartsKeepsDisksAndConfigurations() {
        int disk = tenant.call().get(INSTANCES + guest + "/disks").path("data[0].id");
        int config = tenant.call()
                .body(Map.of("label", "second", "devices", Map.of("sda", Map.of("disk_id", disk))))
                .post(INSTANCES + guest + "/configs")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        lock(WITH_PARTS).statusCode(200);

        refused(tenant.call().delete(INSTANCES + guest + "/disks/" + disk).then());
        refused(tenant.call().delete(INSTANCES + guest + "/configs/" + config).then());
    }

    @Test
    void locksAreListedFoundAndFiltered() {
        int lock = lock(ALONE).extract().path("id");

        tenant.call()
                .header("X-Filter", "{\"lock_type\":\"cannot_delete\",\"entity.id\":" + guest + "}")
                .get(LOCKS)
                .then()
                .statusCode(200)
                .body("data.id", contains(lock));
        tenant.call()
                .header("X-Filter", "{\"lock_type\":\"" + WITH_PARTS + "\"}")
                .get(LOCKS)
                .then()
                .body("results", equalTo(0));
        tenant.call().get(LOCKS + "/" + lock).then().statusCode(200).body("lock_type", equalTo(ALONE));
        TestTenants.open().call().get(LOCKS + "/" + lock).then().statusCode(404);
        TestTenants.open().call().get(LOCKS).then().body("data", empty());
    }

    @Test
    void whatCannotBeLockedIsNamed() {
        Map<String, Map<String, Object>> wrong = new HashMap<>();
        wrong.put("entity_type", Map.of("entity_type", "volume"));
        wrong.put("lock_type", Map.of("lock_type", "no_delete"));
        wrong.put("entity_id", Map.of("entity_id", 0));
        wrong.forEach((field, value) -> {
            Map<String, Object> body =
                    new HashMap<>(Map.of("entity_type", "linode", "entity_id", guest, "lock_type", ALONE));
            body.putAll(value);
            tenant.call().body(body).post(LOCKS).then().statusCode(400).body("errors.field", hasItems(field));
        });
        TestTenants.open()
                .call()
                .body(Map.of("entity_type", "linode", "entity_id", guest, "lock_type", ALONE))
                .post(LOCKS)
                .then()
                .statusCode(404);
    }

    private ValidatableResponse lock(String type) {
        return tenant.call()
                .body(Map.of("entity_type", "linode", "entity_id", guest, "lock_type", type))
                .post(LOCKS)
                .then();
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(400).body("errors[0].code", equalTo("compute.INSTANCE_LOCKED"));
    }
}
