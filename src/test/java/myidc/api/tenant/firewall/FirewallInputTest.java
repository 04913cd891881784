package myidc.api.tenant.firewall;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be asked of firewalls, and what is refused by name. */
@QuarkusTest
class FirewallInputTest {
    private static final String FIREWALLS = "/v4/networking/firewalls";

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
    }

    @Test
    void templatesAreRulesToBeginWith() {
        tenant.call().get(FIREWALLS + "/templates").then().statusCode(200).body("data.slug", contains("public", "vpc"));
        Map<String, Object> rules = tenant.call()
                .get(FIREWALLS + "/templates/public")
                .then()
                .statusCode(200)
                .extract()
                .path("rules");
        tenant.call()
                .body(Map.of("label", "from-template", "rules", rules))
                .post(FIREWALLS)
                .then()
                .statusCode(200)
                .body("rules.inbound", hasSize(2));
        tenant.call().get(FIREWALLS + "/templates/none").then().statusCode(404);
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() {
        create("bad", ssh("080")).statusCode(400).body("errors[0].field", equalTo("rules.inbound[0].ports"));
        create("a--b", List.of()).statusCode(400).body("errors[0].field", equalTo("label"));
        create("taken", List.of()).statusCode(200);
        create("taken", List.of()).statusCode(400).body("errors[0].code", equalTo("network.FIREWALL_LABEL_TAKEN"));
        int id = firewall("whole", ssh("22"));
        tenant.call()
                .body(Map.of("inbound", List.of(), "inbound_policy", "MAYBE", "outbound_policy", "DROP"))
                .put(FIREWALLS + "/" + id + "/rules")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("inbound_policy"));
        tenant.call()
                .body(Map.of("id", 1, "type", "nodebalancer"))
                .post(FIREWALLS + "/" + id + "/devices")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("type"));
        tenant.call()
                .body(Map.of("status", "deleted"))
                .put(FIREWALLS + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("status"));
        tenant.call()
                .body(Map.of("default_firewall_ids", Map.of("linode", 999_999_999)))
                .put(FIREWALLS + "/settings")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("default_firewall_ids.linode"));
        tenant.call().get(FIREWALLS + "/" + id).then().body("rules.version", equalTo(1));
        tenant.call().get(FIREWALLS).then().body("results", equalTo(2));
    }

    private static List<Map<String, Object>> ssh(String ports) {
        return List.of(Map.of(
                "action", "ACCEPT",
                "protocol", "TCP",
                "ports", ports,
                "label", "ssh",
                "addresses", Map.of("ipv4", Arrays.asList("0.0.0.0/0"))));
    }

    private int firewall(String label, List<Map<String, Object>> inbound) {
        return create(label, inbound).statusCode(200).extract().path("id");
    }

    private ValidatableResponse create(String label, List<?> inbound) {
        return tenant.call()
                .body(Map.of("label", label, "rules", policies(inbound)))
                .post(FIREWALLS)
                .then();
    }

    private static Map<String, Object> policies(List<?> inbound) {
        return Map.of("inbound", inbound, "inbound_policy", "DROP", "outbound", List.of(), "outbound_policy", "ACCEPT");
    }
}
