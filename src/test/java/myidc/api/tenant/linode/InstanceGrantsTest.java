package myidc.api.tenant.linode;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What grants on machines let a restricted user see and do. */
@QuarkusTest
class InstanceGrantsTest {
    private static final String INSTANCES = "/v4/linode/instances";

    private TestTenant tenant;
    private String limited;
    private String token;
    private int read;
    private int write;
    private int hidden;

    @BeforeEach
    void threeMachinesOfWhichTwoAreGranted() {
        SmallSite site = SmallSite.of(1, 8);
        tenant = TestTenants.open();
        limited = TestTenants.restrictedUser(tenant.id());
        token = TestTenants.token(tenant.id(), limited, "*");
        read = create(tenant.call(), site);
        write = create(tenant.call(), site);
        hidden = create(tenant.call(), site);
        grant(List.of(
                Map.of("id", read, "permissions", "read_only"), Map.of("id", write, "permissions", "read_write")));
    }

    @Test
    void onlyGrantedMachinesAreThere() {
        limited()
                .get(INSTANCES)
                .then()
                .body("data.id", containsInAnyOrder(read, write))
                .body("results", equalTo(2));
        limited().get(INSTANCES + "/" + read).then().statusCode(200);
        for (String path : List.of("", "/ips", "/disks", "/configs", "/transfer")) {
            limited().get(INSTANCES + "/" + hidden + path).then().statusCode(404);
        }
        limited().post(INSTANCES + "/" + hidden + "/boot").then().statusCode(404);
        limited().delete(INSTANCES + "/" + hidden).then().statusCode(404);
        limited().get("/portal/v1/instances/" + hidden + "/history").then().statusCode(404);
        limited().get("/portal/v1/instances/" + read + "/history").then().statusCode(200);
    }

    @Test
    void readingIsNotChanging() {
        limited()
                .body(Map.of("label", "renamed"))
                .put(INSTANCES + "/" + read)
                .then()
                .statusCode(403);
        limited().post(INSTANCES + "/" + read + "/boot").then().statusCode(403);
        limited().delete(INSTANCES + "/" + read).then().statusCode(403);
        limited()
                .body(Map.of("label", "renamed"))
                .put(INSTANCES + "/" + write)
                .then()
                .statusCode(200);
        tenant.call().get(INSTANCES + "/" + write).then().body("label", equalTo("renamed"));
    }

    @Test
    void makingMachinesNeedsTheRightAndGivesTheMachine() {
        SmallSite site = SmallSite.of(1, 8);
        limited().body(wish(site)).post(INSTANCES).then().statusCode(403);
        tenant.call()
                .body(Map.of("global", Map.of("add_linodes", true)))
                .put("/v4/account/users/" + limited + "/grants")
                .then()
                .statusCode(200);

        int own = create(limited(), site);

        limited().get(INSTANCES).then().body("data.id", containsInAnyOrder(read, write, own));
        Eventually.holds(() -> limited().delete(INSTANCES + "/" + own).then().statusCode(200));
    }

    @Test
    void eventsAreThoseOfGrantedMachines() {
        Eventually.holds(() -> tenant.call()
                .get("/v4/account/events")
                .then()
                .body("results", equalTo(3))
                .body("data.status", everyItem(equalTo("finished"))));
        int foreign = tenant.call()
                .header("X-Filter", "{\"entity.id\":" + hidden + "}")
                .get("/v4/account/events")
                .path("data[0].id");

        limited()
                .get("/v4/account/events")
                .then()
                .statusCode(200)
                .body("results", equalTo(2))
                .body("data.entity.id", containsInAnyOrder(read, write));
        limited().get("/v4/account/events/" + foreign).then().statusCode(404);
        limited().post("/v4/account/events/" + foreign + "/seen").then().statusCode(404);
        limited()
                .header("X-Filter", "{\"+or\":[{\"entity.id\":" + hidden + "},{\"entity.id\":" + read + "}]}")
                .get("/v4/account/events")
                .then()
                .body("data.entity.id", containsInAnyOrder(read));

        tenant.call()
                .body("{\"linode\":[{\"id\":" + read + ",\"permissions\":null},{\"id\":" + write
                        + ",\"permissions\":null}]}")
                .put("/v4/account/users/" + limited + "/grants")
                .then()
                .statusCode(200);
        limited().get("/v4/account/events").then().statusCode(200).body("results", equalTo(0));
    }

    private void grant(List<Map<String, Object>> grants) {
        tenant.call()
                .body(Map.of("linode", grants))
                .put("/v4/account/users/" + limited + "/grants")
                .then()
                .statusCode(200);
    }

    private RequestSpecification limited() {
        return TestTenants.as(token);
    }

    private static Map<String, Object> wish(SmallSite site) {
        return Map.of("type", "g6-nanode-1", "region", site.region());
    }

    private static int create(RequestSpecification caller, SmallSite site) {
        return caller.body(wish(site))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
