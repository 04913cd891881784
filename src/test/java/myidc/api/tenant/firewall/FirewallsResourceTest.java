package myidc.api.tenant.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirewallsResourceTest {
    private static final String FIREWALLS = "/v4/networking/firewalls";
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Sql sql;

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void aSite() {
        site = SmallSite.of(1, 16);
        tenant = TestTenants.open();
    }

    @AfterEach
    void noFaultsAreLeft() {
        TestTenants.asOperator().delete("/admin/v1/room/faults");
    }

    @Test
    void aFirewallIsMadeReadChangedAndDeleted() {
        int id = firewall("life", ssh("22"));

        tenant.call()
                .get(FIREWALLS + "/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("enabled"))
                .body("rules.version", equalTo(1))
                .body("rules.fingerprint", matchesPattern("[0-9a-f]{8}"))
                .body("rules.inbound[0].ports", equalTo("22"))
                .body("rules.inbound[0].addresses.ipv4", contains("0.0.0.0/0"))
                .body("rules.inbound_policy", equalTo("DROP"))
                .body("rules.outbound", empty())
                .body("entities", empty());
        tenant.call()
                .body(Map.of("label", "renamed", "tags", List.of("web"), "status", "disabled"))
                .put(FIREWALLS + "/" + id)
                .then()
                .statusCode(200)
                .body("label", equalTo("renamed"))
                .body("tags", contains("web"))
                .body("status", equalTo("disabled"));
        tenant.call()
                .header("X-Filter", "{\"label\":\"renamed\"}")
                .get(FIREWALLS)
                .then()
                .body("data.id", contains(id));
        tenant.call().delete(FIREWALLS + "/" + id).then().statusCode(200);
        tenant.call().get(FIREWALLS + "/" + id).then().statusCode(404);
        tenant.call()
                .get("/v4/account/events")
                .then()
                .body(
                        "data.findAll { it.entity.type == 'firewall' }.action",
                        hasItems("firewall_create", "firewall_update", "firewall_disable", "firewall_delete"));
    }

    @Test
    void rulesHaveVersionsThatCanBeReadAgain() {
        int id = firewall("versions", ssh("22"));
        rules(id, ssh("2222")).statusCode(200).body("version", equalTo(2));
        rules(id, ssh("2222")).statusCode(200).body("version", equalTo(2));
        rules(id, List.of()).statusCode(200).body("version", equalTo(3)).body("inbound", empty());

        tenant.call().get(FIREWALLS + "/" + id + "/rules").then().body("version", equalTo(3));
        tenant.call()
                .get(FIREWALLS + "/" + id + "/history")
                .then()
                .statusCode(200)
                .body("results", equalTo(3))
                .body("data.rules.version", contains(3, 2, 1));
        tenant.call()
                .get(FIREWALLS + "/" + id + "/history/rules/2")
                .then()
                .statusCode(200)
                .body("rules.inbound[0].ports", equalTo("2222"));
        tenant.call().get(FIREWALLS + "/" + id + "/history/rules/4").then().statusCode(404);
    }

    @Test
    void rulesReachTheMachineRoomAndFollowEveryChange() {
        int guest = guest("guarded", Map.of());
        int id = firewall("reaches", ssh("22"));
        int device = attach(id, guest)
                .statusCode(200)
                .body("entity.id", equalTo(guest))
                .extract()
                .path("id");

        inRoom(guest, "in accept TCP 22 [0.0.0.0/0] null\nin drop\nout accept");
        Eventually.holds(() -> tenant.call()
                .get(FIREWALLS + "/" + id + "/devices/" + device)
                .then()
                .statusCode(200)
                .body("in_force", notNullValue())
                .body("failure", nullValue()));
        tenant.call()
                .get(INSTANCES + "/" + guest + "/firewalls")
                .then()
                .body("data.id", contains(id))
                .body("data[0].entities[0].label", equalTo("guarded"))
                .body("data[0].entities[0].type", equalTo("linode"));

        rules(id, ssh("2222"));
        inRoom(guest, "in accept TCP 2222 [0.0.0.0/0] null\nin drop\nout accept");
        tenant.call().body(Map.of("status", "disabled")).put(FIREWALLS + "/" + id);
        inRoom(guest, null);
        tenant.call().body(Map.of("status", "enabled")).put(FIREWALLS + "/" + id);
        inRoom(guest, "in accept TCP 2222 [0.0.0.0/0] null\nin drop\nout accept");
        tenant.call().delete(FIREWALLS + "/" + id + "/devices/" + device).then().statusCode(200);
        inRoom(guest, null);
        tenant.call().get(FIREWALLS + "/" + id + "/devices/" + device).then().statusCode(404);
    }

    @Test
    void aRoomThatFailsIsToldAgainUntilItTakesTheRules() {
        int guest = guest("faulty", Map.of());
        TestTenants.asOperator()
                .body(Map.of("operation", "filter", "instanceId", guest, "times", 6, "message", "no bridge"))
                .post("/admin/v1/room/faults")
                .then()
                .statusCode(200);
        int id = firewall("retried", ssh("22"));
        attach(id, guest);

        Eventually.holds(() -> tenant.call()
                .get("/v4/account/events")
                .then()
                .body(
                        "data.findAll { it.action == 'firewall_apply' && it.entity.id == " + id + " }.status",
                        hasItem("failed")));
        inRoom(guest, "in accept TCP 22 [0.0.0.0/0] null\nin drop\nout accept");
        Eventually.holds(() -> tenant.call()
                .get(FIREWALLS + "/" + id + "/devices")
                .then()
                .body("data[0].failure", nullValue())
                .body("data[0].in_force", notNullValue()));
    }

    @Test
    void aGuestIsMadeBehindAFirewallThatIsNamedOrTheDefault() {
        int named = firewall("named", ssh("22"));
        int usual = firewall("usual", ssh("2222"));
        tenant.call()
                .body(Map.of("default_firewall_ids", Map.of("linode", usual)))
                .put(FIREWALLS + "/settings")
                .then()
                .statusCode(200)
                .body("default_firewall_ids.linode", equalTo(usual))
                .body("default_firewall_ids.nodebalancer", nullValue());

        int one = guest("asked", Map.of("firewall_id", named));
        int two = guest("silent", Map.of());
        int three = guest("bare", Map.of("firewall_id", -1));

        inRoom(one, "in accept TCP 22 [0.0.0.0/0] null\nin drop\nout accept");
        inRoom(two, "in accept TCP 2222 [0.0.0.0/0] null\nin drop\nout accept");
        tenant.call().get(INSTANCES + "/" + three + "/firewalls").then().body("data", empty());
        tenant.call()
                .delete(FIREWALLS + "/" + usual)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("network.FIREWALL_IS_DEFAULT"));
        Map<String, Object> none = new HashMap<>();
        none.put("linode", null);
        tenant.call()
                .body(Map.of("default_firewall_ids", none))
                .put(FIREWALLS + "/settings")
                .then()
                .statusCode(200)
                .body("default_firewall_ids.linode", nullValue());
        tenant.call().get(FIREWALLS + "/settings").then().body("default_firewall_ids.linode", nullValue());
        tenant.call().delete(FIREWALLS + "/" + usual).then().statusCode(200);
        inRoom(two, null);
    }

    @Test
    void oneFirewallThatIsOnStandsBeforeAGuest() {
        int guest = guest("one-only", Map.of());
        int first = firewall("first", List.of());
        int second = firewall("second", List.of());
        attach(first, guest).statusCode(200);

        attach(second, guest)
                .statusCode(400)
                .body("errors[0].field", equalTo("id"))
                .body("errors[0].code", equalTo("network.FIREWALL_ENTITY_TAKEN"));
        tenant.call().body(Map.of("status", "disabled")).put(FIREWALLS + "/" + second);
        attach(second, guest).statusCode(200);
        tenant.call()
                .body(Map.of("status", "enabled"))
                .put(FIREWALLS + "/" + second)
                .then()
                .statusCode(400);
        tenant.call()
                .body(Map.of("firewall_ids", List.of(second)))
                .put(INSTANCES + "/" + guest + "/firewalls")
                .then()
                .statusCode(200)
                .body("data.id", contains(second));
        tenant.call()
                .body(Map.of("status", "enabled"))
                .put(FIREWALLS + "/" + second)
                .then()
                .statusCode(200);
        tenant.call().post(INSTANCES + "/" + guest + "/firewalls/apply").then().statusCode(200);
    }

    @Test
    void aDeletedGuestLeavesItsFirewall() {
        int guest = guest("leaves", Map.of());
        int id = firewall("left", List.of());
        attach(id, guest).statusCode(200);
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + guest).then().body("status", equalTo("offline")));

        tenant.call().delete(INSTANCES + "/" + guest).then().statusCode(200);

        Eventually.holds(() -> tenant.call().get(FIREWALLS + "/" + id).then().body("entities", empty()));
        inRoom(guest, null);
    }

    @Test
    void aSetOfRulesStandsInFirewallsAndChangesThemAll() {
        int set = tenant.call()
                .body(Map.of("label", "office", "description", "ours", "type", "inbound", "rules", ssh("22")))
                .post(FIREWALLS + "/rulesets")
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("is_service_defined", equalTo(false))
                .body("deleted", nullValue())
                .extract()
                .path("id");
        int guest = guest("by-set", Map.of());
        int id = firewall("of-sets", List.of(Map.of("ruleset", set)));
        attach(id, guest);
        inRoom(guest, "in accept TCP 22 [0.0.0.0/0] null\nin drop\nout accept");

        tenant.call()
                .body(Map.of("label", "offices", "rules", ssh("2222")))
                .put(FIREWALLS + "/rulesets/" + set)
                .then()
                .statusCode(200)
                .body("label", equalTo("offices"))
                .body("version", equalTo(2));
        inRoom(guest, "in accept TCP 2222 [0.0.0.0/0] null\nin drop\nout accept");
        tenant.call().get(FIREWALLS + "/" + id + "/rules").then().body("inbound[0].ruleset", equalTo(set));
        tenant.call().get(FIREWALLS + "/rulesets").then().body("data.id", contains(set));
        tenant.call()
                .delete(FIREWALLS + "/rulesets/" + set)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("network.RULESET_IN_USE"));
        rules(id, List.of());
        tenant.call().delete(FIREWALLS + "/rulesets/" + set).then().statusCode(200);
        tenant.call().get(FIREWALLS + "/rulesets/" + set).then().statusCode(404);
        rules(id, List.of(Map.of("ruleset", set)))
                .statusCode(400)
                .body("errors[0].field", equalTo("inbound[0].ruleset"));
    }

    @Test
    void aFirewallIsSeenAsOfAnInstant() {
        int id = firewall("before", List.of());
        String then = sql.row(
                        "select lower(valid) from view_history where kind = 'firewall' and id = ?",
                        row -> row.getTimestamp(1).toInstant().toString(),
                        (long) id)
                .orElseThrow();
        tenant.call().body(Map.of("label", "after")).put(FIREWALLS + "/" + id);

        tenant.call()
                .queryParam("as_of", then)
                .get(FIREWALLS + "/" + id)
                .then()
                .statusCode(200)
                .body("label", equalTo("before"));
        tenant.call().queryParam("as_of", then).get(FIREWALLS).then().body("data.label", contains("before"));
        tenant.call().get(FIREWALLS + "/" + id).then().body("label", equalTo("after"));
        tenant.call()
                .queryParam("as_of", "2020-01-01T00:00:00Z")
                .get(FIREWALLS + "/" + id)
                .then()
                .statusCode(404);
    }

    private void inRoom(int guest, String rules) {
        Eventually.holds(() -> assertThat(sql.rows(
                        "select rules from simulated_filter where instance_id = ?", row -> row.getString(1), (long)
                                guest))
                .isEqualTo(rules == null ? List.of() : List.of(rules)));
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

    private ValidatableResponse rules(int id, List<?> inbound) {
        return tenant.call()
                .body(policies(inbound))
                .put(FIREWALLS + "/" + id + "/rules")
                .then();
    }

    private static Map<String, Object> policies(List<?> inbound) {
        return Map.of("inbound", inbound, "inbound_policy", "DROP", "outbound", List.of(), "outbound_policy", "ACCEPT");
    }

    private ValidatableResponse attach(int id, int guest) {
        return tenant.call()
                .body(Map.of("id", guest, "type", "linode"))
                .post(FIREWALLS + "/" + id + "/devices")
                .then();
    }

    private int guest(String label, Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("label", label, "region", site.region(), "type", "g6-nanode-1"));
        body.putAll(more);
        return tenant.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
