package myidc.api.tenant.linode;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TagsResourceTest {
    private static final String TAGS = "/v4/tags";
    private static final String INSTANCES = "/v4/linode/instances";

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
    }

    @Test
    void aTagIsPutOnMachinesAndTakenFromAllAtOnce() {
        int guest = guest("bears", List.of("other"));
        tenant.call()
                .body(Map.of("label", "blue", "linodes", List.of(guest, guest)))
                .post(TAGS)
                .then()
                .statusCode(200)
                .body("label", equalTo("blue"));

        tenant.call().get(INSTANCES + "/" + guest).then().body("tags", contains("blue", "other"));
        tenant.call().get(TAGS).then().body("data.label", contains("blue", "other"));
        tenant.call()
                .get(TAGS + "/blue")
                .then()
                .statusCode(200)
                .body("data.type", contains("linode"))
                .body("data[0].data.id", equalTo(guest));
        tenant.call().get(TAGS + "/other").then().statusCode(200).body("data[0].data.id", equalTo(guest));

        tenant.call().delete(TAGS + "/blue").then().statusCode(200);
        tenant.call().delete(TAGS + "/other").then().statusCode(200);
        tenant.call().get(INSTANCES + "/" + guest).then().body("tags", empty());
        tenant.call().get(TAGS).then().body("data", empty());
        tenant.call().get(TAGS + "/blue").then().statusCode(404);
    }

    @Test
    void aTagIsThereBeforeAnythingBearsItAndMakingItAgainChangesNothing() {
        tenant.call().body(Map.of("label", "soon")).post(TAGS).then().statusCode(200);
        tenant.call().body(Map.of("label", "soon")).post(TAGS).then().statusCode(200);

        tenant.call().get(TAGS).then().body("data.label", contains("soon"));
        tenant.call().get(TAGS + "/soon").then().statusCode(200).body("results", equalTo(0));
        tenant.call().delete(TAGS + "/soon").then().statusCode(200);
        tenant.call().body(Map.of("label", "soon")).post(TAGS).then().statusCode(200);
    }

    @Test
    void anothersMachineAndABadLabelAreRefusedAndNothingIsTagged() {
        int theirs = guestOf(TestTenants.open(), "theirs", List.of());
        int own = guest("own", List.of());

        tenant.call()
                .body(Map.of("label", "mixed", "linodes", List.of(own, theirs)))
                .post(TAGS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("linodes"));
        tenant.call()
                .body(Map.of("label", "ab"))
                .post(TAGS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("label"));
        tenant.call().get(TAGS).then().body("data", empty());
        tenant.call().get(TAGS + "/mixed").then().statusCode(404);
    }

    private int guest(String label, List<String> tags) {
        return guestOf(tenant, label, tags);
    }

    private static int guestOf(TestTenant tenant, String label, List<String> tags) {
        return tenant.call()
                .body(Map.of(
                        "region", SmallSite.of(1, 4).region(), "type", "g6-nanode-1", "label", label, "tags", tags))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
