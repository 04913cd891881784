package myidc.api.tenant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of Linode's reads that lives in the console all day, and the small changes it makes. */
@QuarkusTest
class WholeApiTest {
    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
    }

    @Test
    void theAccountIsRead() {
        get("/account/settings").body("maintenance_policy", equalTo("linode/migrate"));
        get("/account/users/" + tenant.username()).body("username", equalTo(tenant.username()));
        get("/account/availability").body("page", equalTo(1));
        get("/account/payments").body("data", empty());
        get("/account/invoices").body("data", empty());
        get("/account/oauth-clients").body("data", empty());
        get("/profile/security-questions").body("security_questions", hasSize(5));
        get("/maintenance/policies").body("data.slug", contains("linode/migrate", "linode/power_off_on"));
        get("/network-transfer/prices").body("data.id", contains("network_transfer"));
        get("/account/transfer").body("quota", equalTo(0));
        String limited = TestTenants.restrictedUser(tenant.id());
        get("/account/users/" + limited + "/grants").body("global.add_linodes", equalTo(false));
    }

    @Test
    void agreementsAreAcceptedAndNotTakenBack() {
        get("/account/agreements").body("privacy_policy", equalTo(false));
        post("/account/agreements", Map.of("privacy_policy", true, "eu_model", false))
                .statusCode(200);
        get("/account/agreements").body("privacy_policy", equalTo(true)).body("eu_model", equalTo(false));
        post("/account/agreements", Map.of("privacy_policy", false))
                .statusCode(400)
                .body("errors[0].field", equalTo("privacy_policy"));
    }

    @Test
    void signInsAreListedAndReadOneByOne() {
        given().contentType("application/json")
                .body(Map.of("username", tenant.username(), "password", tenant.password()))
                .post("/auth/session")
                .then()
                .statusCode(200);
        int login = get("/account/logins")
                .body("data.username", contains(tenant.username()))
                .extract()
                .path("data[0].id");
        get("/account/logins/" + login).body("status", equalTo("successful"));
        get("/profile/logins/" + login).body("id", equalTo(login));
    }

    @Test
    void theCatalogueIsRead() {
        SmallSite site = SmallSite.of(1, 8);
        get("/linode/types").body("data.id", hasItem("g6-nanode-1"));
        get("/linode/types/g6-nanode-1").body("vcpus", equalTo(1));
        get("/linode/kernels").body("data.id", hasItem("linode/latest-64bit"));
        get("/linode/kernels/linode/latest-64bit").body("id", equalTo("linode/latest-64bit"));
        get("/images").body("data.id", hasItem("linode/debian12"));
        get("/images/linode/debian12").body("is_public", equalTo(true));
        get("/regions").body("data.status", hasItem("ok"));
        get("/regions/" + site.region()).body("status", equalTo("ok"));
        get("/regions/availability").body("page", equalTo(1));
        get("/regions/" + site.region() + "/availability");
        get("/regions/vpc-availability").body("page", equalTo(1));
        get("/regions/" + site.region() + "/vpc-availability").body("region", equalTo(site.region()));
        get("/account/availability/" + site.region()).body("region", equalTo(site.region()));
        get("/networking/reserved/ips/types").body("data", hasSize(1));
        get("/networking/firewalls/templates/public").body("slug", equalTo("public"));
        get("/networking/ipv6/pools").body("data", empty());
        get("/vpcs/default-ranges");
        get("/vpcs/ipv6s").body("data", empty());
    }

    @Test
    void whatAGuestHasIsRead() {
        SmallSite site = SmallSite.of(1, 8);
        int id = guest(site);
        String guest = "/linode/instances/" + id;
        get(guest + "/backups").body("automatic", empty());
        int config = get(guest + "/configs").body("data", hasSize(1)).extract().path("data[0].id");
        get(guest + "/configs/" + config).body("id", equalTo(config));
        get(guest + "/configs/" + config + "/interfaces");
        int disk = get(guest + "/disks").extract().path("data[0].id");
        get(guest + "/disks/" + disk).body("id", equalTo(disk));
        get(guest + "/nodebalancers").body("data", empty());
        get(guest + "/transfer").body("used", equalTo(0));
        get(guest + "/transfer/2026/11").body("bytes_total", equalTo(0));
        String address = get(guest).extract().path("ipv4[0]");
        get(guest + "/ips/" + address).body("address", equalTo(address));
        get("/networking/ips").body("data.address", hasItem(address));
        put(guest + "/ips/" + address, Map.of("rdns", "web.example.com")).body("rdns", equalTo("web.example.com"));
        get("/account/transfer").body("region_transfers.id", contains(site.region()));
        get("/account/maintenance").body("data", empty());
        int event = get("/account/events").extract().path("data[0].id");
        get("/account/events/" + event).body("entity.id", equalTo(id));
        post("/account/events/" + event + "/seen", Map.of()).statusCode(200);
    }

    @Test
    void aGuestWhoseHostIsEmptiedIsTold() {
        SmallSite site = SmallSite.of(1, 8);
        int id = guest(site);
        Eventually.holds(() -> get("/linode/instances/" + id).body("status", equalTo("running")));
        int device = TestTenants.asOperator()
                .get("/admin/v1/hosts/" + site.hosts().getFirst())
                .then()
                .extract()
                .path("deviceId");
        TestTenants.asOperator()
                .body(Map.of())
                .post("/admin/v1/devices/" + device + "/drain")
                .then()
                .statusCode(200);

        get("/account/maintenance")
                .body("data.entity.id", contains(id))
                .body("data[0].type", equalTo("migrate"))
                .body("data[0].when", nullValue());
    }

    @Test
    void interfacesOfAConfigurationAreArranged() {
        SmallSite site = SmallSite.of(1, 8);
        int vpc = post("/vpcs", Map.of("label", "net-1", "region", site.region()))
                .extract()
                .path("id");
        get("/vpcs/" + vpc + "/ipv6s").body("data", empty());
        int id = post("/linode/instances", Map.of("type", "g6-nanode-1", "region", site.region()))
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> get("/linode/instances/" + id).body("status", equalTo("offline")));
        String config = "/linode/instances/" + id + "/configs/" + id;
        put(config, Map.of("interfaces", List.of(Map.of("purpose", "public"), Map.of("purpose", "vlan", "label", "9"))))
                .body("interfaces", hasSize(2));
        List<Integer> made = get(config + "/interfaces").extract().path("id");
        get(config + "/interfaces/" + made.get(1)).body("purpose", equalTo("vlan"));
        put(config + "/interfaces/" + made.get(0), Map.of("primary", true)).body("primary", equalTo(true));
        post(config + "/interfaces/order", Map.of("ids", List.of(made.get(1), made.get(0))))
                .statusCode(200);
        delete(config + "/interfaces/" + made.get(1));
    }

    @Test
    void addressesAreKeptMovedAndSharedByTheOlderNamesToo() {
        SmallSite site = SmallSite.of(1, 8);
        int one = guest(site);
        int other = guest(site);
        String first = get("/linode/instances/" + one).extract().path("ipv4[0]");
        String second = get("/linode/instances/" + other).extract().path("ipv4[0]");
        post(
                        "/networking/ipv4/assign",
                        Map.of(
                                "region",
                                site.region(),
                                "assignments",
                                List.of(
                                        Map.of("address", first, "linode_id", other),
                                        Map.of("address", second, "linode_id", one))))
                .statusCode(200);
        post("/networking/ipv4/share", Map.of("linode_id", one, "ips", List.of(first)))
                .statusCode(200);
        String more = post("/linode/instances/" + one + "/ips", Map.of("type", "ipv4", "public", true))
                .extract()
                .path("address");
        delete("/linode/instances/" + one + "/ips/" + more);
        String kept = post("/networking/reserved/ips", Map.of("region", site.region()))
                .extract()
                .path("address");
        get("/networking/reserved/ips/" + kept).body("address", equalTo(kept));
        put("/networking/reserved/ips/" + kept, Map.of("tags", List.of("spare")))
                .body("tags", contains("spare"));
        delete("/networking/reserved/ips/" + kept);
    }

    @Test
    void rulesAreReadWithTheirHistory() {
        int set = post(
                        "/networking/firewalls/rulesets",
                        Map.of(
                                "label",
                                "web",
                                "type",
                                "inbound",
                                "rules",
                                List.of(Map.of(
                                        "action", "ACCEPT",
                                        "protocol", "TCP",
                                        "ports", "443",
                                        "addresses", Map.of("ipv4", List.of("0.0.0.0/0"))))))
                .extract()
                .path("id");
        get("/networking/firewalls/rulesets").body("data.id", contains(set));
        get("/networking/firewalls/rulesets/" + set).body("rules", hasSize(1));
        put("/networking/firewalls/rulesets/" + set, Map.of("label", "web-2")).body("label", equalTo("web-2"));
        delete("/networking/firewalls/rulesets/" + set);
        int firewall = post(
                        "/networking/firewalls",
                        Map.of("label", "wall", "rules", Map.of("inbound_policy", "DROP", "outbound_policy", "ACCEPT")))
                .extract()
                .path("id");
        String path = "/networking/firewalls/" + firewall;
        get(path + "/rules").body("inbound_policy", equalTo("DROP"));
        get(path + "/history");
        get(path + "/history/rules/1");
        int guest = guest(SmallSite.of(1, 8));
        int device = post(path + "/devices", Map.of("id", guest, "type", "linode"))
                .extract()
                .path("id");
        delete(path + "/devices/" + device);
    }

    @Test
    void keysAndAppsAreReadAndChanged() {
        int key = post(
                        "/profile/sshkeys",
                        Map.of(
                                "label",
                                "laptop",
                                "ssh_key",
                                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPhhbGxvIGhhbGxvIGhhbGxvIGhhbGxvIGhhbGxvIGhh me@home"))
                .extract()
                .path("id");
        get("/profile/sshkeys/" + key).body("label", equalTo("laptop"));
        String client = post(
                        "/account/oauth-clients",
                        Map.of("label", "app", "redirect_uri", "https://app.example.com/back"))
                .extract()
                .path("id");
        put("/account/oauth-clients/" + client, Map.of("label", "app 2")).body("label", equalTo("app 2"));
    }

    private int guest(SmallSite site) {
        return post(
                        "/linode/instances",
                        Map.of(
                                "type", "g6-nanode-1",
                                "region", site.region(),
                                "image", "linode/debian12",
                                "root_pass", "a long Password 1"))
                .statusCode(200)
                .extract()
                .path("id");
    }

    private ValidatableResponse get(String path) {
        return tenant.call().get("/v4" + path).then().statusCode(200);
    }

    private ValidatableResponse post(String path, Object body) {
        return tenant.call().body(body).post("/v4" + path).then();
    }

    private ValidatableResponse put(String path, Object body) {
        return tenant.call().body(body).put("/v4" + path).then().statusCode(200);
    }

    private void delete(String path) {
        tenant.call().delete("/v4" + path).then().statusCode(200);
    }
}
