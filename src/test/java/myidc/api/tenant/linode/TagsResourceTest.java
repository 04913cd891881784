package myidc.api.tenant.linode;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
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
    void whateverMayBearATagIsListedUnderItAndLosesItAtOnce() {
        SmallSite site = SmallSite.of(1, 4);
        site.poolForVolumes();
        int volume = made("/v4/volumes", Map.of("label", "bears", "region", site.region(), "size", 10))
                .getInt("id");
        Map<String, String> policies = Map.of("inbound_policy", "DROP", "outbound_policy", "ACCEPT");
        int firewall = made("/v4/networking/firewalls", Map.of("label", "bears", "rules", policies))
                .getInt("id");
        String address = made("/v4/networking/reserved/ips", Map.of("region", site.region()))
                .getString("address");
        Eventually.holds(() -> tenant.call().get("/v4/volumes/" + volume).then().body("status", equalTo("active")));

        tenant.call()
                .body(Map.of(
                        "label", "blue",
                        "volumes", List.of(volume),
                        "firewalls", List.of(firewall),
                        "reserved_ipv4_addresses", List.of(address)))
                .post(TAGS)
                .then()
                .statusCode(200);

        tenant.call()
                .get(TAGS + "/blue")
                .then()
                .body("data.type", contains("firewall", "reserved_ipv4_address", "volume"))
                .body("data[0].data.id", equalTo(firewall))
                .body("data[1].data.address", equalTo(address))
                .body("data[2].data.id", equalTo(volume));
        tenant.call()
                .header("X-Filter", "{\"type\":\"volume\"}")
                .get(TAGS + "/blue")
                .then()
                .body("results", equalTo(1));
        tenant.call().get("/v4/volumes/" + volume).then().body("tags", contains("blue"));
        tenant.call().body(Map.of("tags", List.of("red"))).put("/v4/networking/firewalls/" + firewall);
        tenant.call().get(TAGS).then().body("data.label", contains("blue", "red"));

        tenant.call().delete(TAGS + "/blue").then().statusCode(200);
        tenant.call().get("/v4/volumes/" + volume).then().body("tags", empty());
        tenant.call().get("/v4/networking/firewalls/" + firewall).then().body("tags", contains("red"));
        tenant.call().get("/v4/networking/reserved/ips/" + address).then().body("tags", empty());
        tenant.call().get(TAGS).then().body("data.label", contains("red"));
    }

    @Test
    void whatIsAnothersOrNotOursToTagIsRefusedByField() {
        TestTenant other = TestTenants.open();
        Map<String, String> policies = Map.of("inbound_policy", "DROP", "outbound_policy", "ACCEPT");
        int theirs = other.call()
                .body(Map.of("label", "theirs", "rules", policies))
                .post("/v4/networking/firewalls")
                .path("id");

        for (String field : List.of("linodes", "volumes", "firewalls", "domains", "nodebalancers")) {
            tenant.call()
                    .body(Map.of("label", "mixed", field, List.of(theirs)))
                    .post(TAGS)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo(field))
                    .body("errors[0].reason", equalTo(field + " must be your own, not " + theirs));
        }
        other.call().get("/v4/networking/firewalls/" + theirs).then().body("tags", empty());
        tenant.call().get(TAGS).then().body("data", empty());
    }

    private JsonPath made(String path, Map<String, ?> body) {
        return tenant.call()
                .body(body)
                .post(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
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
