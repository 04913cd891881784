package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.api.admin.AdminApi;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests in private networks and VLANs, as Linode's clients attach them. */
@QuarkusTest
class GuestNetworksTest {
    @Inject
    Sql sql;

    private TestTenant tenant;
    private SmallSite site;
    private int vpc;
    private int subnet;

    @BeforeEach
    void aTenantWithAVpc() {
        tenant = TestTenants.open();
        site = SmallSite.of(1, 16);
        JsonPath made = tenant.call()
                .body(Map.of(
                        "label",
                        "shop",
                        "region",
                        site.region(),
                        "subnets",
                        List.of(Map.of("label", "front", "ipv4", "10.9.0.0/24"))))
                .post("/v4/vpcs")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        vpc = made.getInt("id");
        subnet = made.getInt("subnets[0].id");
    }

    @Test
    void aGuestIsMadeInASubnetAndAVlan() {
        int guest = guest(
                "both-1",
                List.of(
                        Map.of("purpose", "vpc", "subnet_id", subnet, "ipv4", Map.of("nat_1_1", "any")),
                        Map.of("purpose", "vlan", "label", "back", "ipam_address", "192.168.7.1/24")));
        String address = get("linode/instances/" + guest).extract().path("ipv4[0]");

        get("linode/instances/" + guest + "/configs/" + guest)
                .body("interfaces.purpose", contains("vpc", "vlan"))
                .body("interfaces[0].ipv4.vpc", equalTo("10.9.0.2"))
                .body("interfaces[0].ipv4.nat_1_1", equalTo(address))
                .body("interfaces[0].primary", equalTo(true))
                .body("interfaces[0].vpc_id", equalTo(vpc))
                .body("interfaces[0].subnet_id", equalTo(subnet))
                .body("interfaces[0].ip_ranges", empty())
                .body("interfaces[0].label", nullValue())
                .body("interfaces[1].label", equalTo("back"))
                .body("interfaces[1].ipam_address", equalTo("192.168.7.1/24"))
                .body("interfaces[1].primary", equalTo(false))
                .body("interfaces[1].ipv4", nullValue());
        get("vpcs/" + vpc + "/subnets/" + subnet)
                .body("linodes.id", contains(guest))
                .body("linodes[0].interfaces[0].config_id", equalTo(guest));
        for (String ips : List.of("vpcs/ips", "vpcs/" + vpc + "/ips")) {
            get(ips).body("data[0].address", equalTo("10.9.0.2"))
                    .body("data[0].linode_id", equalTo(guest))
                    .body("data[0].subnet_id", equalTo(subnet))
                    .body("data[0].gateway", equalTo("10.9.0.1"))
                    .body("data[0].prefix", equalTo(24))
                    .body("data[0].subnet_mask", equalTo("255.255.255.0"))
                    .body("data[0].nat_1_1", equalTo(address));
        }
        get("networking/vlans")
                .body("data[0].label", equalTo("back"))
                .body("data[0].region", equalTo(site.region()))
                .body("data[0].linodes", contains(guest));
        Eventually.holds(() -> assertThat(wires(guest)).contains("10.9.0.2/24"));
        assertThat(wires(guest)).contains("VPC* ").contains("VLAN ").contains("192.168.7.1/24");
        get("linode/instances/" + guest + "/ips").body("ipv4.vpc.address", contains("10.9.0.2"));
        assertThat(sql.rows(
                        "select resource_name from charging_span where tenant_id = ? and charge like 'address:%'",
                        row -> row.getString(1), tenant.id()))
                .as("addresses charged")
                .containsExactly(address);
    }

    @Test
    void aGuestHasIpv6OfADualSubnetUntilItLeaves() {
        JsonPath dual = tenant.call()
                .body(Map.of(
                        "label",
                        "dual",
                        "region",
                        site.region(),
                        "ipv6",
                        List.of(Map.of("range", "auto")),
                        "subnets",
                        List.of(Map.of(
                                "label", "front", "ipv4", "10.7.0.0/24", "ipv6", List.of(Map.of("range", "auto"))))))
                .post("/v4/vpcs")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        int inside = dual.getInt("subnets[0].id");
        String block = dual.getString("subnets[0].ipv6[0].range");
        String link = block.replaceFirst("/56$", "/64");
        int guest = guest("dual-1", List.of(Map.of("purpose", "vpc", "subnet_id", inside)));
        String config = "linode/instances/" + guest + "/configs/" + guest;

        String address = get(config)
                .body("interfaces[0].ipv4.vpc", equalTo("10.7.0.2"))
                .body("interfaces[0].ipv6.slaac[0].range", equalTo(link))
                .body("interfaces[0].ipv6.ranges", empty())
                .body("interfaces[0].ipv6.is_public", equalTo(false))
                .extract()
                .path("interfaces[0].ipv6.slaac[0].address");
        assertThat(address).startsWith(block.replaceFirst("::/56$", ":"));
        for (String ips : List.of("vpcs/ipv6s", "vpcs/" + dual.getInt("id") + "/ipv6s")) {
            get(ips).body("results", equalTo(1))
                    .body("data[0].address", nullValue())
                    .body("data[0].ipv6_range", equalTo(link))
                    .body("data[0].ipv6_is_public", equalTo(false))
                    .body("data[0].ipv6_addresses.slaac_address", contains(address))
                    .body("data[0].linode_id", equalTo(guest))
                    .body("data[0].subnet_id", equalTo(inside));
        }
        get("linode/instances/" + guest + "/ips")
                .body("ipv6.vpc[0].ipv6_addresses.slaac_address", contains(address))
                .body("ipv4.vpc.address", contains("10.7.0.2"));
        AdminApi.get("addresses/" + address).body("holder", equalTo("instance-" + guest));
        tenant.call().delete("/v4/vpcs/" + dual.getInt("id")).then().statusCode(400);
        Eventually.holds(() -> assertThat(wires(guest)).contains("10.7.0.2/24 ", address + "/56"));
        waitFor(guest, "offline");
        int wire = get(config).extract().path("interfaces[0].id");
        tenant.call().delete("/v4/" + config + "/interfaces/" + wire).then().statusCode(200);
        get("vpcs/ipv6s").body("results", equalTo(0));
        tenant.call().delete("/v4/vpcs/" + dual.getInt("id")).then().statusCode(200);
    }

    @Test
    void ipv6IsRefusedWhereASubnetHasNone() {
        int guest = guest("four-1", List.of());
        waitFor(guest, "offline");
        String config = "linode/instances/" + guest + "/configs/" + guest;
        Map<String, Object> auto = Map.of("slaac", List.of(Map.of("range", "auto")));
        post(config + "/interfaces", Map.of("purpose", "vpc", "subnet_id", subnet, "ipv6", auto))
                .statusCode(400)
                .body("errors[0].field", containsString("ipv6"));
        post(config + "/interfaces", Map.of("purpose", "public", "ipv6", auto))
                .statusCode(400)
                .body("errors[0].field", containsString("ipv6"));
        post(config + "/interfaces", Map.of("purpose", "vpc", "subnet_id", subnet, "ipv6", Map.of("is_public", true)))
                .statusCode(400)
                .body("errors[0].field", containsString("ipv6.is_public"));
        get(config).body("interfaces", empty());
    }

    @Test
    void interfacesAreAddedChangedOrderedAndTakenAway() {
        int guest = guest("adds-1", List.of());
        waitFor(guest, "offline");
        String config = "linode/instances/" + guest + "/configs/" + guest;
        get(config).body("interfaces", empty());

        int open = post(config + "/interfaces", Map.of("purpose", "public", "primary", true))
                .statusCode(200)
                .body("primary", equalTo(true))
                .body("ipv4", nullValue())
                .extract()
                .path("id");
        int inside = post(
                        config + "/interfaces",
                        Map.of("purpose", "vpc", "subnet_id", subnet, "ipv4", Map.of("vpc", "10.9.0.77")))
                .statusCode(200)
                .body("ipv4.vpc", equalTo("10.9.0.77"))
                .body("ipv4.nat_1_1", nullValue())
                .body("primary", equalTo(false))
                .extract()
                .path("id");
        get(config + "/interfaces").body("id", contains(open, inside));
        get(config + "/interfaces/" + inside).body("vpc_id", equalTo(vpc));
        put(config + "/interfaces/" + inside, Map.of("primary", true, "ipv4", Map.of("vpc", "10.9.0.78")))
                .statusCode(200)
                .body("ipv4.vpc", equalTo("10.9.0.78"));
        get(config + "/interfaces").body("primary", contains(false, true));
        post(config + "/interfaces/order", Map.of("ids", List.of(inside, open))).statusCode(200);
        get(config + "/interfaces").body("id", contains(inside, open));
        post(config + "/interfaces/order", Map.of("ids", List.of(inside))).statusCode(400);
        delete(config + "/interfaces/" + inside).statusCode(200);
        get(config + "/interfaces").body("id", contains(open)).body("primary", contains(true));
        get("vpcs/" + vpc + "/ips").body("data", empty());
        AdminApi.get("history/instance-" + guest + "?pageSize=500")
                .body("data.event", hasItem("compute.InterfacesArranged"));
        put(config, Map.of("interfaces", List.of(Map.of("purpose", "vlan", "label", "left"))))
                .statusCode(200)
                .body("interfaces.purpose", contains("vlan"));
        put(config, Map.of("initrd", 7)).statusCode(400).body("errors[0].field", equalTo("initrd"));
    }

    @Test
    void aSubnetWithAGuestStaysAndEverythingGoesBackWithTheGuest() {
        int guest = guest(
                "stays-1",
                List.of(Map.of("purpose", "vpc", "subnet_id", subnet), Map.of("purpose", "vlan", "label", "rear")));
        waitFor(guest, "offline");

        delete("vpcs/" + vpc + "/subnets/" + subnet).statusCode(400).body("errors[0].reason", containsString("in use"));
        delete("vpcs/" + vpc).statusCode(400);
        delete("networking/vlans/" + site.region() + "/rear").statusCode(400);

        delete("linode/instances/" + guest).statusCode(200);
        gone(guest);
        get("vpcs/" + vpc + "/ips").body("data", empty());
        get("networking/vlans").body("data[0].linodes", empty());
        AdminApi.get("addresses/10.9.0.2/story?pageSize=50")
                .body(
                        "data.findAll { it.tenant != null && it.tenant.id == " + tenant.id() + " }.holder",
                        contains("instance-" + guest))
                .body(
                        "data.findAll { it.tenant != null && it.tenant.id == " + tenant.id() + " }.to",
                        not(hasItem(nullValue())));
        delete("networking/vlans/" + site.region() + "/rear").statusCode(200);
        get("networking/vlans").body("data", empty());
        delete("vpcs/" + vpc + "/subnets/" + subnet).statusCode(200);
        delete("vpcs/" + vpc).statusCode(200);
        get("vpcs/" + vpc).statusCode(404);
    }

    @Test
    void aVlanIsOneForAllThatNameItAndItsAddressesDiffer() {
        int one = guest("vlan-1", List.of(Map.of("purpose", "vlan", "label", "mesh", "ipam_address", "10.0.0.1/24")));
        refusedGuest(
                List.of(Map.of("purpose", "vlan", "label", "mesh", "ipam_address", "10.0.0.1/24")),
                "interfaces[0].ipam_address");
        int two = guest("vlan-2", List.of(Map.of("purpose", "vlan", "label", "mesh", "ipam_address", "10.0.0.2/24")));

        get("networking/vlans").body("data", hasSize(1)).body("data[0].linodes", contains(one, two));
        AdminApi.get("vlans?tenantId=" + tenant.id()).body("data.number", contains(1000));
    }

    @Test
    void whatCannotBeIsRefusedByItsFieldAndNothingIsMade() {
        Map<String, Object> inSubnet = Map.of("purpose", "vpc", "subnet_id", subnet);
        refusedGuest(List.of(Map.of("purpose", "wan")), "interfaces[0].purpose");
        refusedGuest(List.of(Map.of("purpose", "vpc")), "interfaces[0].subnet_id");
        refusedGuest(List.of(Map.of("purpose", "vpc", "subnet_id", 999_999_999)), "interfaces[0].subnet_id");
        refusedGuest(List.of(Map.of("purpose", "vlan")), "interfaces[0].label");
        refusedGuest(List.of(Map.of("purpose", "vlan", "label", "a--b")), "interfaces[0].label");
        refusedGuest(
                List.of(Map.of("purpose", "vlan", "label", "x", "ipam_address", "10.0.0.1")),
                "interfaces[0].ipam_address");
        refusedGuest(List.of(Map.of("purpose", "vlan", "label", "x", "primary", true)), "interfaces[0].primary");
        refusedGuest(List.of(Map.of("purpose", "public", "label", "x")), "interfaces[0].label");
        refusedGuest(List.of(inSubnet, inSubnet), "interfaces[1].purpose");
        for (String reserved : List.of("10.9.0.0", "10.9.0.1", "10.9.0.254", "10.9.0.255", "10.9.1.7")) {
            refusedGuest(
                    List.of(Map.of("purpose", "vpc", "subnet_id", subnet, "ipv4", Map.of("vpc", reserved))),
                    "interfaces[0].ipv4.vpc");
        }
        refusedGuest(
                List.of(Map.of("purpose", "vpc", "subnet_id", subnet, "ipv4", Map.of("nat_1_1", "8.8.8.8"))),
                "interfaces[0].ipv4.nat_1_1");
        TestTenant other = TestTenants.open();
        other.call()
                .body(body("foreign-1", List.of(inSubnet)))
                .post("/v4/linode/instances")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("interfaces[0].subnet_id"));

        get("linode/instances").body("data", empty());
        get("vpcs/ips").body("data", empty());
        get("networking/vlans").body("data", empty());
    }

    @Test
    void anIpv6RangeGoesBackWithItsGuest() {
        String base = "2001:dbb:" + Integer.toHexString((int) (site.id() % 65_536));
        AdminApi.made(
                "prefixes", Map.of("siteId", site.id(), "cidr", base + "::/48", "container", true, "role", "ROUTED"));
        int guest = guest("six-2", List.of());
        waitFor(guest, "offline");
        post("networking/ipv6/ranges", Map.of("linode_id", guest, "prefix_length", 64))
                .statusCode(200);
        get("networking/ipv6/ranges").body("data", hasSize(1));
        Eventually.holds(() -> assertThat(told(guest)).contains(base + "::/64"));
        delete("networking/ipv6/ranges/" + base + "::").statusCode(200);
        Eventually.holds(() -> assertThat(told(guest)).doesNotContain(base + "::/64"));
        post("networking/ipv6/ranges", Map.of("linode_id", guest, "prefix_length", 64))
                .statusCode(200);

        delete("linode/instances/" + guest).statusCode(200);

        gone(guest);
        AdminApi.get("prefixes?tenantId=" + tenant.id()).body("data.findAll { it.role == 'ROUTED' }", empty());
    }

    @Test
    void whatAGuestMaySendFromIsToldToItsHostAsItChanges() {
        int guest = guest("own-1", List.of());
        int other = guest("own-2", List.of());
        waitFor(guest, "offline");
        waitFor(other, "offline");

        String added = post("linode/instances/" + guest + "/ips", Map.of("type", "ipv4", "public", true))
                .statusCode(200)
                .extract()
                .path("address");
        Eventually.holds(() -> assertThat(told(guest)).contains(added));
        post("networking/ips/share", Map.of("linode_id", other, "ips", List.of(added)))
                .statusCode(200);
        Eventually.holds(() -> assertThat(told(other)).contains(added));
        post("networking/ips/share", Map.of("linode_id", other, "ips", List.of()))
                .statusCode(200);
        Eventually.holds(() -> assertThat(told(other)).doesNotContain(added));
        delete("linode/instances/" + guest + "/ips/" + added).statusCode(200);
        Eventually.holds(() -> assertThat(told(guest)).doesNotContain(added));
    }

    private List<String> told(int guest) {
        return List.of(wires(guest).split("\\s"));
    }

    private int guest(String label, List<Map<String, Object>> interfaces) {
        return post("linode/instances", body(label, interfaces))
                .statusCode(200)
                .extract()
                .path("id");
    }

    private Map<String, Object> body(String label, List<Map<String, Object>> interfaces) {
        Map<String, Object> body =
                new HashMap<>(Map.of("region", site.region(), "type", "g6-nanode-1", "label", label));
        if (!interfaces.isEmpty()) {
            body.put("interfaces", interfaces);
        }
        return body;
    }

    private void refusedGuest(List<Map<String, Object>> interfaces, String field) {
        post("linode/instances", body("no-such-guest", interfaces))
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    private void waitFor(int guest, String status) {
        Eventually.holds(() -> get("linode/instances/" + guest).body("status", equalTo(status)));
    }

    private void gone(int guest) {
        Eventually.holds(() -> get("linode/instances/" + guest).statusCode(404));
    }

    private String wires(int guest) {
        return sql.row("select wires from simulated_guest where instance_id = ?", row -> row.getString(1), (long) guest)
                .orElse("");
    }

    private ValidatableResponse get(String path) {
        return tenant.call().get("/v4/" + path).then();
    }

    private ValidatableResponse post(String path, Map<String, ?> body) {
        return tenant.call().body(body).post("/v4/" + path).then();
    }

    private ValidatableResponse put(String path, Map<String, ?> body) {
        return tenant.call().body(body).put("/v4/" + path).then();
    }

    private ValidatableResponse delete(String path) {
        return tenant.call().delete("/v4/" + path).then();
    }
}
