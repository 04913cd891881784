package myidc.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import myidc.Eventually;
import myidc.MachineRoom;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import myidc.platform.security.AccessFilter;
import myidc.platform.security.Staff;
import myidc.platform.security.TenantScope;
import org.junit.jupiter.api.Test;

/** Every operation about a tenant's own thing, called by another tenant: 404, and nothing stored. */
@QuarkusTest
class TenantWallsTest {
    @Inject
    Sql sql;

    @Test
    void anothersThingIsNotFound() {
        Map<String, String> things = thingsOf(TestTenants.open());
        TestTenant stranger = TestTenants.open();
        stranger.call().get("/v4/profile");
        long before = factsBy(stranger);
        List<String> leaks = new ArrayList<>();
        List<String> untried = new ArrayList<>();

        tenantOperations().forEach(operation -> {
            Optional<String> path = aimed(operation.path(), things);
            if (path.isEmpty()) {
                untried.add(operation.toString());
                return;
            }
            int status = send(stranger.call(), operation.verb(), path.get()).statusCode();
            if (status != 404 && status != 400) {
                leaks.add(operation + ": " + status);
            }
        });

        assertThat(leaks).isEmpty();
        assertThat(untried)
                .as("operations whose thing this test does not know how to make")
                .isEmpty();
        assertThat(factsBy(stranger)).isEqualTo(before);
    }

    @Test
    void aTenantIsNotStaff() {
        TestTenant tenant = TestTenants.open();
        tenant.call().get("/v4/profile");
        long before = factsBy(tenant);
        List<String> leaks = new ArrayList<>();
        operations(Staff.class).forEach(operation -> {
            int status = send(tenant.call(), operation.verb(), numbered(operation.path()))
                    .statusCode();
            if (status != 403) {
                leaks.add(operation + ": " + status);
            }
        });
        assertThat(leaks).isEmpty();
        assertThat(factsBy(tenant)).isEqualTo(before);
    }

    @Test
    void aTokenWithoutTheScopeIsRefused() {
        TestTenant tenant = TestTenants.open();
        String narrow = TestTenants.token(tenant.id(), tenant.username(), "longview:read_only");
        List<String> leaks = new ArrayList<>();
        operations(TenantScope.class).filter(TenantWallsTest::needsAScope).forEach(operation -> {
            int status = send(TestTenants.as(narrow), operation.verb(), numbered(operation.path()))
                    .statusCode();
            if (status != 401 && status != 403) {
                leaks.add(operation + ": " + status);
            }
        });
        assertThat(leaks).isEmpty();
    }

    private static String meterPoint(TestTenant owner) {
        return TestTenants.asOperator()
                .body(Map.of(
                        "tenantId", owner.id(),
                        "kind", "CURRENT_MA",
                        "measures", "feed-" + unique(),
                        "charge", "power:ampere",
                        "unit", "A",
                        "from", "2026-01-01T00:00:00Z"))
                .post("/admin/v1/meter-points")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("id");
    }

    /** A rack in which the owner's own device stands. */
    private static String gear(TestTenant owner) {
        long rack = MachineRoom.open().rack();
        long device = MachineRoom.racked(MachineRoom.type("SERVER", 1), rack, 1);
        MachineRoom.post("/admin/v1/devices/" + device + "/tenant", Map.of("tenantId", owner.id()))
                .statusCode(200);
        return String.valueOf(rack);
    }

    static Map<String, String> thingsOf(TestTenant owner) {
        SmallSite site = SmallSite.of(1, 8);
        var created = made(
                owner,
                "/v4/linode/instances",
                Map.of(
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "label",
                        "wall-" + unique(),
                        "interfaces",
                        List.of(Map.of("purpose", "vlan", "label", "7"))));
        String key = made(
                        owner,
                        "/v4/profile/sshkeys",
                        Map.of(
                                "label",
                                "k" + unique(),
                                "ssh_key",
                                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPhhbGxvIGhhbGxvIGhhbGxvIGhhbGxvIGhhbGxvIGhh wall@test"))
                .getString("id");
        String token = owner.call().get("/v4/profile/tokens").jsonPath().getString("data[0].id");
        String client = made(
                        owner,
                        "/v4/account/oauth-clients",
                        Map.of("label", "app", "redirect_uri", "https://app.example.com/back"))
                .getString("id");
        String event = owner.call().get("/v4/account/events").jsonPath().getString("data[0].id");
        String group = made(
                        owner,
                        "/v4/placement/groups",
                        Map.of(
                                "label",
                                "group-" + unique(),
                                "region",
                                site.region(),
                                "placement_group_type",
                                "anti_affinity:local",
                                "placement_group_policy",
                                "strict"))
                .getString("id");
        Map<String, String> things = new HashMap<>();
        things.put("portal/v1/user-groups", owner.userGroup());
        things.put("account/payment-methods", owner.paymentMethod());
        things.put("usage/meter-points", meterPoint(owner));
        things.put("linode/instances", created.getString("id"));
        things.put("portal/v1/racks", gear(owner));
        things.put("portal/v1/instances", created.getString("id"));
        things.put("portal/v1/history", "instance-" + created.getString("id"));
        things.put("networking/ips", created.getString("ipv4[0]"));
        things.put("profile/sshkeys", key);
        things.put("profile/tokens", token);
        things.put("account/oauth-clients", client);
        things.put("account/users", owner.username());
        things.put("account/events", event);
        things.put("placement/groups", group);
        things.put("portal/v1/money/budgets", budget(owner));
        things.put(
                "portal/v1/webhooks",
                made(owner, "/portal/v1/webhooks", Map.of("url", "https://hooks.example.com/" + unique()))
                        .getString("id"));
        things.put(
                "vpcs",
                made(owner, "/v4/vpcs", Map.of("label", "wall-" + unique(), "region", site.region()))
                        .getString("id"));
        String ticket = owner.ticket();
        things.put("support/tickets", ticket);
        things.put("portal/v1/tickets", ticket);
        things.put("networking/ipv6/ranges", "2001:db8:7::");
        things.put("locks", lock(owner, created.getString("id")));
        things.put("tags", tag(owner));
        things.put("networking/vlans", site.region());
        things.put("networking/reserved/ips", reserved(owner, site));
        things.put("networking/firewalls/rulesets", ruleset(owner));
        things.put("networking/firewalls", firewall(owner));
        things.put("v4/volumes", volume(owner, site));
        String script = made(
                        owner,
                        "/v4/linode/stackscripts",
                        Map.of("label", "wall", "images", List.of("any/all"), "script", "#!/bin/sh"))
                .getString("id");
        things.put("linode/stackscripts", script);
        things.put("portal/v1/stackscripts", script);
        sharing(owner, site, things);
        things.put("account/service-transfers", withdrawn(owner, site));
        return things;
    }

    /** The token of an offer of a machine: until it is withdrawn whoever has it may read and accept it. */
    private static String withdrawn(TestTenant owner, SmallSite site) {
        String guest = made(
                        owner,
                        "/v4/linode/instances",
                        Map.of("region", site.region(), "type", "g6-nanode-1", "label", "wall-" + unique()))
                .getString("id");
        Eventually.holds(
                () -> owner.call().get("/v4/linode/instances/" + guest).then().body("status", equalTo("offline")));
        String transfers = "/v4/account/service-transfers";
        String token = made(owner, transfers, Map.of("entities", Map.of("linodes", List.of(guest))))
                .getString("token");
        owner.call().delete(transfers + "/" + token).then().statusCode(200);
        return token;
    }

    /** An image, a group, and a token for it. */
    private static void sharing(TestTenant owner, SmallSite site, Map<String, String> things) {
        things.put(
                "v4/images",
                made(owner, "/v4/images/upload", Map.of("label", "wall", "region", site.region()))
                        .getString("image.id"));
        var group = made(owner, "/v4/images/sharegroups", Map.of("label", "wall"));
        things.put("images/sharegroups", group.getString("id"));
        things.put(
                "images/sharegroups/tokens",
                made(
                                owner,
                                "/v4/images/sharegroups/tokens",
                                Map.of("valid_for_sharegroup_uuid", group.getString("uuid"), "label", "wall"))
                        .getString("token_uuid"));
    }

    /** What was made; or the test ends here and tells what was refused. */
    private static JsonPath made(TestTenant owner, String path, Map<String, ?> body) {
        Response answer = owner.call().body(body).post(path);
        assertThat(answer.statusCode())
                .as("POST %s: %s", path, answer.asString())
                .isEqualTo(200);
        return answer.jsonPath();
    }

    private static String lock(TestTenant owner, String guest) {
        return made(
                        owner,
                        "/v4/locks",
                        Map.of("entity_type", "linode", "entity_id", guest, "lock_type", "cannot_delete"))
                .getString("id");
    }

    private static String tag(TestTenant owner) {
        return made(owner, "/v4/tags", Map.of("label", "wall-" + unique())).getString("label");
    }

    private static String volume(TestTenant owner, SmallSite site) {
        site.poolForVolumes();
        String id = made(owner, "/v4/volumes", Map.of("label", "wall-" + unique(), "region", site.region(), "size", 10))
                .getString("id");
        Eventually.holds(() -> owner.call().get("/v4/volumes/" + id).then().body("status", equalTo("active")));
        return id;
    }

    private static String ruleset(TestTenant owner) {
        return made(
                        owner,
                        "/v4/networking/firewalls/rulesets",
                        Map.of(
                                "label",
                                "wall-" + unique(),
                                "type",
                                "inbound",
                                "rules",
                                List.of(Map.of(
                                        "action", "ACCEPT",
                                        "protocol", "ICMP",
                                        "addresses", Map.of("ipv4", List.of("0.0.0.0/0"))))))
                .getString("id");
    }

    private static String firewall(TestTenant owner) {
        return made(
                        owner,
                        "/v4/networking/firewalls",
                        Map.of(
                                "label",
                                "wall-" + unique(),
                                "rules",
                                Map.of("inbound_policy", "DROP", "outbound_policy", "ACCEPT")))
                .getString("id");
    }

    private static String reserved(TestTenant owner, SmallSite site) {
        return made(owner, "/v4/networking/reserved/ips", Map.of("region", site.region()))
                .getString("address");
    }

    /** The account opens a moment after its tenant. */
    private static String budget(TestTenant owner) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (true) {
            Response made = owner.call()
                    .body(Map.of("name", "wall", "monthlyLimit", 1_000_000))
                    .post("/portal/v1/money/budgets");
            if (made.statusCode() == 200 || System.nanoTime() > deadline) {
                return made.then().statusCode(200).extract().jsonPath().getString("id");
            }
        }
    }

    private static Optional<String> aimed(String path, Map<String, String> things) {
        return things.entrySet().stream()
                .filter(thing -> path.contains("/" + thing.getKey() + "/{"))
                .findFirst()
                .map(thing -> numbered(path.replaceFirst("\\{[^}]*}", thing.getValue())));
    }

    /** What needs no thing of its own, a region, or a thing that only a closed month or a granted OAuth client makes (told in their own tests). */
    private static Stream<Operation> tenantOperations() {
        return operations(TenantScope.class)
                .filter(operation -> operation.path().contains("{"))
                .filter(operation -> !operation.path().contains("/invoices/{"))
                .filter(operation -> !operation.path().contains("/invoice-documents/{"))
                .filter(operation -> !operation.path().contains("/payments/{"))
                .filter(operation -> !operation.path().contains("availability"))
                .filter(operation -> !operation.path().contains("logins/{"))
                .filter(operation -> !operation.path().contains("/firewalls/templates/{"))
                .filter(operation -> !operation.path().contains("/apps/{"));
    }

    /** Whose token it is, and what it may do, any token may ask. */
    private static boolean needsAScope(Operation operation) {
        return !operation.verb().equals("GET") || !operation.path().matches("/v4/profile(/grants)?");
    }

    private static Stream<Operation> operations(Class<? extends Annotation> rule) {
        return AccessRulesTest.operations()
                .filter(method -> rule.isInstance(AccessFilter.ruleOf(method)))
                .map(method -> new Operation(Operations.verbOf(method), Operations.pathOf(method)))
                .filter(operation -> !operation.path().endsWith("/live"));
    }

    private static Response send(RequestSpecification call, String verb, String path) {
        return (verb.equals("POST") || verb.equals("PUT") ? call.body("{}") : call).request(verb, path);
    }

    private static String numbered(String path) {
        return Operations.filled(path, "7");
    }

    /** Every fact of whatever kind that the tenant's user brought about; what programs do meanwhile is not theirs. */
    private long factsBy(TestTenant tenant) {
        return sql.count(
                "select count(*) from domain_event where meta_data ->> 'who' ="
                        + " (select 'person-' || id from person_view where username = ?)",
                tenant.username());
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private record Operation(String verb, String path) {
        @Override
        public String toString() {
            return verb + " " + path;
        }
    }
}
