package myidc.api.tenant.linode;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's machines as of an instant, and their stories from the newest page back. */
@QuarkusTest
class InstancesAsOfTest {
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Clock clock;

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
    }

    @Test
    void machinesAreShownAsTheyWere() {
        SmallSite site = SmallSite.of(1, 8);
        Instant before = clock.instant();
        int gone = create(site, "first-1");
        int stays = create(site, "second-2");
        Eventually.holds(() -> get("").body("data.status", everyItem(equalTo("offline"))));
        Instant both = clock.instant();
        tenant.call().body(Map.of("label", "renamed-2")).put(INSTANCES + "/" + stays);
        tenant.call().delete(INSTANCES + "/" + gone).then().statusCode(200);
        Eventually.holds(() -> get("/" + gone).statusCode(404));

        get("?as_of=" + before).body("data", empty());
        get("?as_of=" + both).body("data.id", containsInAnyOrder(gone, stays)).body("results", equalTo(2));
        get("?as_of=" + both + "&page=2&page_size=25").body("data", empty()).body("pages", equalTo(1));
        tenant.call()
                .header("X-Filter", "{\"label\":\"second-2\"}")
                .get(INSTANCES + "?as_of=" + both)
                .then()
                .body("data.id", contains(stays));
        get("/" + gone + "?as_of=" + both).body("label", equalTo("first-1"));
        get("/" + stays + "?as_of=" + both).body("label", equalTo("second-2"));
        get("/" + stays).body("label", equalTo("renamed-2"));

        TestTenant other = TestTenants.open();
        other.call().get(INSTANCES + "?as_of=" + both).then().body("data", empty());
        other.call().get(INSTANCES + "/" + gone + "?as_of=" + both).then().statusCode(404);
        get("?as_of=yesterday").statusCode(400).body("errors[0].field", equalTo("as_of"));
        get("/" + stays + "?as_of=yesterday").statusCode(400).body("errors[0].field", equalTo("as_of"));
    }

    @Test
    void aRestrictedUserSeesThePastOfGrantedMachinesOnly() {
        SmallSite site = SmallSite.of(1, 8);
        int granted = create(site, "granted-1");
        create(site, "hidden-1");
        String limited = TestTenants.restrictedUser(tenant.id());
        tenant.call()
                .body(Map.of("linode", List.of(Map.of("id", granted, "permissions", "read_only"))))
                .put("/v4/account/users/" + limited + "/grants")
                .then()
                .statusCode(200);

        TestTenants.as(TestTenants.token(tenant.id(), limited, "*"))
                .get(INSTANCES + "?as_of=" + clock.instant())
                .then()
                .body("data.id", contains(granted));
    }

    @Test
    void aStoryIsReadFromItsNewestPageBack() {
        SmallSite site = SmallSite.of(1, 8);
        int machine = create(site, "storied-1");
        for (int i = 0; i < 7; i++) {
            tenant.call().body(Map.of("label", "storied-" + (10 + i))).put(INSTANCES + "/" + machine);
        }
        String story = "/portal/v1/instances/" + machine + "/history?pageSize=3&newestFirst=true";
        int all = tenant.call().get(story).path("results");

        tenant.call()
                .get(story)
                .then()
                .body("data", hasSize(3))
                .body("data[0].payload.label", equalTo("storied-16"))
                .body("data[2].payload.label", equalTo("storied-14"));
        tenant.call().get(story + "&page=2").then().body("data[0].payload.label", equalTo("storied-13"));
        TestTenants.asOperator()
                .get("/admin/v1/history/instance-" + machine + "?pageSize=1&newestFirst=true&page=" + all)
                .then()
                .body("data[0].event", equalTo("compute.InstanceRequested"));
        TestTenants.asOperator()
                .get("/admin/v1/history/instance-" + machine + "?pageSize=1")
                .then()
                .body("data[0].event", equalTo("compute.InstanceRequested"));
    }

    private ValidatableResponse get(String path) {
        return tenant.call().get(INSTANCES + path).then();
    }

    private int create(SmallSite site, String label) {
        return tenant.call()
                .body(Map.of("type", "g6-nanode-1", "region", site.region(), "label", label))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
