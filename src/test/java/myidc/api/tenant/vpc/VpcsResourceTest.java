package myidc.api.tenant.vpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.api.admin.AdminApi;
import org.junit.jupiter.api.Test;

/** Tenants' private networks, VLANs, IPv6 ranges and names, as Linode's clients ask for them. */
@QuarkusTest
class VpcsResourceTest {
    @Inject
    Clock clock;

    @Test
    void aVpcIsMadeWithItsSubnetsChangedAndDeleted() {
        TestTenant tenant = TestTenants.open();
        String region = region(AdminApi.site());
        int id = tenant.call()
                .body(Map.of(
                        "label",
                        "shop-1",
                        "region",
                        region,
                        "subnets",
                        List.of(Map.of("label", "front", "ipv4", "10.1.0.0/24"))))
                .post("/v4/vpcs")
                .then()
                .statusCode(200)
                .body("label", equalTo("shop-1"))
                .body("description", equalTo(""))
                .body("region", equalTo(region))
                .body("ipv6", nullValue())
                .body("ipv4.range", contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
                .body("subnets[0].ipv4", equalTo("10.1.0.0/24"))
                .body("subnets[0].linodes", hasSize(0))
                .body("created", not(containsString("Z")))
                .extract()
                .path("id");
        int subnet = tenant.call()
                .body(Map.of("label", "back", "ipv4", "10.1.1.0/24"))
                .post("/v4/vpcs/" + id + "/subnets")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        refused(tenant, "/v4/vpcs/" + id + "/subnets", Map.of("label", "x", "ipv4", "10.1.1.128/25"), "ipv4");
        refused(tenant, "/v4/vpcs/" + id + "/subnets", Map.of("label", "x", "ipv4", "10.1.1.1/24"), "ipv4");
        refused(tenant, "/v4/vpcs/" + id + "/subnets", Map.of("label", "x", "ipv4", "8.8.8.0/24"), "ipv4");
        refused(tenant, "/v4/vpcs/" + id + "/subnets", Map.of("label", "back", "ipv4", "10.2.0.0/24"), "label");
        refused(tenant, "/v4/vpcs/" + id + "/subnets", Map.of("label", "-x", "ipv4", "10.2.0.0/24"), "label");
        refused(tenant, "/v4/vpcs", Map.of("label", "shop-1", "region", region), "label");
        refused(tenant, "/v4/vpcs", Map.of("label", "shop-2", "region", "nowhere"), "region");
        tenant.call()
                .body(Map.of("label", "rear"))
                .put("/v4/vpcs/" + id + "/subnets/" + subnet)
                .then()
                .body("label", equalTo("rear"));
        tenant.call()
                .body(Map.of("description", "for the shop"))
                .put("/v4/vpcs/" + id)
                .then()
                .body("description", equalTo("for the shop"))
                .body("label", equalTo("shop-1"));
        tenant.call().get("/v4/vpcs/" + id + "/subnets").then().body("data.label", contains("front", "rear"));
        tenant.call()
                .header("X-Filter", "{\"label\":\"rear\"}")
                .get("/v4/vpcs/" + id + "/subnets")
                .then()
                .body("data", hasSize(1));
        String then = clock.instant().toString();
        tenant.call().delete("/v4/vpcs/" + id + "/subnets/" + subnet).then().statusCode(200);
        tenant.call().delete("/v4/vpcs/" + id).then().statusCode(200);
        tenant.call().get("/v4/vpcs/" + id).then().statusCode(404);
        tenant.call().get("/v4/vpcs/" + id + "?as_of=" + then).then().body("subnets.label", contains("front", "rear"));
        tenant.call().get("/v4/vpcs?as_of=" + then).then().body("data.label", contains("shop-1"));
        tenant.call().get("/v4/vpcs/" + id + "/subnets?as_of=" + then).then().body("results", equalTo(2));
        TestTenants.open()
                .call()
                .get("/v4/vpcs/" + id + "?as_of=" + then)
                .then()
                .statusCode(404);
        tenant.call().get("/v4beta/vpcs").then().body("results", equalTo(0));
    }

    @Test
    void aVpcHasIpv6OfItsOwnAndItsSubnetsAreCutFromIt() {
        TestTenant tenant = TestTenants.open();
        String region = region(AdminApi.site());
        var made = tenant.call()
                .body(Map.of("label", "six", "region", region, "ipv6", List.of(Map.of("range", "fd12:3456:789a::/52"))))
                .post("/v4/vpcs")
                .then()
                .statusCode(200)
                .body("ipv6", hasSize(1))
                .extract()
                .jsonPath();
        int id = made.getInt("id");
        String range = made.getString("ipv6[0].range");
        String base = range.replaceFirst("::/52$", "");
        tenant.call()
                .body(Map.of("label", "random", "region", region, "ipv6", List.of(Map.of("range", "/52"))))
                .post("/v4/vpcs")
                .then()
                .body("ipv6[0].range", matchesPattern("fd[0-9a-f:]+::/52"))
                .body("ipv6[0].range", not(equalTo(range)));
        String subnets = "/v4/vpcs/" + id + "/subnets";
        for (String expected : List.of(base + "::/56", base + ":100::/56")) {
            tenant.call()
                    .body(subnet("auto-" + expected.length(), "10." + expected.length() + ".0.0/24", "auto"))
                    .post(subnets)
                    .then()
                    .statusCode(200)
                    .body("ipv6.range", contains(expected));
        }
        tenant.call()
                .body(subnet("named", "10.200.0.0/24", base + ":300::/56"))
                .post(subnets)
                .then()
                .body("ipv6.range", contains(base + ":300::/56"));
        tenant.call()
                .body(subnet("next", "10.201.0.0/24", "/55"))
                .post(subnets)
                .then()
                .body("ipv6.range", contains(base + ":400::/55"));

        refused(tenant, subnets, subnet("x", "10.210.0.0/24", base + ":300::/57"), "ipv6");
        refused(tenant, subnets, subnet("x", "10.210.0.0/24", base + ":800::1/56"), "ipv6");
        refused(tenant, subnets, subnet("x", "10.210.0.0/24", "fd00::/56"), "ipv6");
        refused(tenant, subnets, subnet("x", "10.210.0.0/24", "/51"), "ipv6");
        refused(tenant, subnets, subnet("x", "10.210.0.0/24", "/65"), "ipv6");
        refused(tenant, subnets, subnet("x", "10.210.0.0/24", "many"), "ipv6");
        Map<String, Object> six = Map.of("label", "seven", "region", region);
        for (String wrong : List.of("2001:db8::/52", "fd00::/60", "10.0.0.0/8", "/40")) {
            Map<String, Object> body = new HashMap<>(six);
            body.put("ipv6", List.of(Map.of("range", wrong)));
            refused(tenant, "/v4/vpcs", body, "ipv6");
        }
        int plain = vpc(tenant, region, "plain");
        refused(tenant, "/v4/vpcs/" + plain + "/subnets", subnet("x", "10.1.0.0/24", "auto"), "ipv6");
        tenant.call()
                .get("/v4/vpcs/" + id)
                .then()
                .body("ipv6.range", contains(range))
                .body(
                        "subnets.label",
                        contains(
                                "auto-" + (base + "::/56").length(),
                                "auto-" + (base + ":100::/56").length(),
                                "named",
                                "next"));
        tenant.call().get("/v4/vpcs/" + plain).then().body("ipv6", nullValue());
    }

    private static Map<String, Object> subnet(String label, String ipv4, String ipv6) {
        return Map.of("label", label, "ipv4", ipv4, "ipv6", List.of(Map.of("range", ipv6)));
    }

    @Test
    void vpcsOfASiteHaveVnisOfTheirOwnAndHostsGetTheirCommands() {
        TestTenant tenant = TestTenants.open();
        long site = AdminApi.site();
        long pool = AdminApi.made("vni-pools", Map.of("siteId", site, "first", 7_000, "last", 7_001));
        int first = vpc(tenant, region(site), "one");
        int second = vpc(tenant, region(site), "two");

        tenant.call()
                .body(Map.of("label", "three", "region", region(site)))
                .post("/v4/vpcs")
                .then()
                .statusCode(400);
        AdminApi.get("vni-pools/" + pool + "/vnis").body("data.holder", contains("vpc-" + first, "vpc-" + second));
        AdminApi.get("network/files/vxlan-ip.sh?vpcId=" + second + "&peer=192.0.2.9")
                .statusCode(200)
                .body(containsString("type vxlan id 7001"))
                .body(containsString("dst 192.0.2.9"));
        AdminApi.get("network/files/vxlan-ovs.sh?vpcId=" + second + "&peer=;reboot")
                .statusCode(400)
                .body("field", equalTo("peer"));
        tenant.call().delete("/v4/vpcs/" + first).then().statusCode(200);
        vpc(tenant, region(site), "three");
        AdminApi.get("vni-pools/" + pool + "/vnis").body("data.number", contains(7_001, 7_000));
    }

    @Test
    void severalVpcsMadeAtOnceAtASiteWithoutAPoolAllHaveVnis() throws InterruptedException, ExecutionException {
        TestTenant tenant = TestTenants.open();
        String region = region(AdminApi.site());
        List<Callable<Integer>> creates = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String label = "at-once-" + i;
            creates.add(() -> tenant.call()
                    .body(Map.of("label", label, "region", region))
                    .post("/v4/vpcs")
                    .statusCode());
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(creates.size())) {
            for (Future<Integer> answer : clients.invokeAll(creates)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        tenant.call().get("/v4/vpcs").then().body("results", equalTo(creates.size()));
    }

    @Test
    void aGuestsAddressAnswersWithItsNameAndIsInTheFiles() {
        TestTenant tenant = TestTenants.open();
        SmallSite site = SmallSite.of(1, 8);
        var guest = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "label", "named-1"))
                .post("/v4/linode/instances")
                .jsonPath();
        String address = guest.getString("ipv4[0]");

        tenant.call()
                .body(Map.of("rdns", "www.example.com"))
                .put("/v4/networking/ips/" + address)
                .then()
                .statusCode(200)
                .body("rdns", equalTo("www.example.com"))
                .body("linode_id", equalTo(guest.getInt("id")));
        tenant.call()
                .body(Map.of("rdns", "no name"))
                .put("/v4/networking/ips/" + address)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("rdns"));
        tenant.call().get("/v4/networking/ips/" + address).then().body("rdns", equalTo("www.example.com"));
        tenant.call()
                .get("/v4/linode/instances/" + guest.getInt("id") + "/ips")
                .then()
                .body("ipv4.public[0].rdns", equalTo("www.example.com"));
        String named = AdminApi.get("clock").extract().path("now");
        int prefix = AdminApi.get("prefixes?siteId=" + site.id()).extract().path("data[0].id");
        AdminApi.get("network/files/reverse.zone?prefixId=" + prefix).body(containsString("PTR www.example.com."));
        AdminApi.get("network/files/forward.zone?siteId=" + site.id())
                .body(containsString("named-1.t" + tenant.id() + " IN A " + address));
        AdminApi.get("network/files/addresses.nft?siteId=" + site.id()).body(containsString("tenant_" + tenant.id()));
        AdminApi.operator()
                .get("/export/v1/network/kea-dhcp4.json?siteId=" + site.id())
                .then()
                .statusCode(200)
                .body("Dhcp4.subnet4[0].reservations[0].'ip-address'", equalTo(address));
        AdminApi.get("network/files/passwd?siteId=1").statusCode(404);
        AdminApi.get("network/files/dnsmasq.conf").statusCode(400).body("field", equalTo("siteId"));
        Map<String, Object> none = new HashMap<>();
        none.put("rdns", null);
        tenant.call().body(none).put("/v4/networking/ips/" + address).then().body("rdns", nullValue());
        AdminApi.get("network/files/reverse.zone?prefixId=" + prefix).body(not(containsString("www.example.com")));
        AdminApi.get("network/files/reverse.zone?prefixId=" + prefix + "&as_of=" + named)
                .body(containsString("PTR www.example.com."));
        AdminApi.get("network/files/addresses.rsc?prefixId=" + prefix + "&asOf=2020-01-01T00:00:00Z")
                .statusCode(404);
    }

    @Test
    void anIpv6RangeIsRoutedToAGuestAndGivenBack() {
        TestTenant tenant = TestTenants.open();
        SmallSite site = SmallSite.of(1, 8);
        int guest = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "label", "six-1"))
                .post("/v4/linode/instances")
                .jsonPath()
                .getInt("id");
        refused(tenant, "/v4/networking/ipv6/ranges", Map.of("linode_id", guest, "prefix_length", 60), "prefix_length");
        tenant.call()
                .body(Map.of("linode_id", guest, "prefix_length", 64))
                .post("/v4/networking/ipv6/ranges")
                .then()
                .statusCode(400);
        String base =
                "2001:dba:" + Integer.toHexString(ThreadLocalRandom.current().nextInt(1, 65_536));
        long container = AdminApi.made(
                "prefixes", Map.of("siteId", site.id(), "cidr", base + "::/48", "container", true, "role", "ROUTED"));

        String range = tenant.call()
                .body(Map.of("linode_id", guest, "prefix_length", 64))
                .post("/v4/networking/ipv6/ranges")
                .then()
                .statusCode(200)
                .body("route_target", containsString("fe80::"))
                .extract()
                .path("range");

        tenant.call()
                .get("/v4/networking/ipv6/ranges")
                .then()
                .body("data.range", contains(base + "::"))
                .body("data[0].prefix", equalTo(64));
        tenant.call().get("/v4/networking/ipv6/ranges/" + range).then().body("linodes", contains(guest));
        TestTenants.open()
                .call()
                .get("/v4/networking/ipv6/ranges/" + range)
                .then()
                .statusCode(404);
        tenant.call().delete("/v4/networking/ipv6/ranges/" + range).then().statusCode(200);
        AdminApi.get("prefixes/" + container + "/free").body("data", contains(base + "::/48"));
    }

    @Test
    void aTenantSeesTheVlansItWasGiven() {
        TestTenant tenant = TestTenants.open();
        long site = AdminApi.site();
        long group = AdminApi.made("vlan-groups", Map.of("name", "g " + AdminApi.unique(), "siteId", site));
        AdminApi.post("vlan-groups/" + group + "/vlans", Map.of("name", "private-1", "tenantId", tenant.id()))
                .statusCode(200);

        tenant.call()
                .get("/v4/networking/vlans")
                .then()
                .body("data.label", contains("private-1"))
                .body("data[0].region", equalTo(region(site)))
                .body("data[0].linodes", hasSize(0));
        TestTenants.open().call().get("/v4/networking/vlans").then().body("results", equalTo(0));
    }

    @Test
    void whatIsDifferentBetweenTwoInstantsIsTold() {
        long site = AdminApi.site();
        String base = "172.22." + ThreadLocalRandom.current().nextInt(0, 256);
        Instant before = now();
        long prefix = AdminApi.made("prefixes", Map.of("siteId", site, "cidr", base + ".0/28"));
        AdminApi.post("prefixes/" + prefix + "/addresses", Map.of("owner", "first"));
        Instant between = now();
        AdminApi.operator().delete("/admin/v1/addresses/" + base + ".1").then().statusCode(200);
        AdminApi.post("prefixes/" + prefix + "/addresses", Map.of("owner", "second"));
        Instant after = now();

        AdminApi.get("network/difference?of=prefix&asOf=" + before + "&against=" + after)
                .body("data.find { it.key == '" + prefix + "' }.change", equalTo("ADDED"));
        AdminApi.get("network/difference?of=prefix&asOf=" + after + "&against=" + before)
                .body("data.find { it.key == '" + prefix + "' }.change", equalTo("REMOVED"));
        AdminApi.get("network/difference?of=address&prefixId=" + prefix + "&asOf=" + between + "&against=" + after)
                .body("data", hasSize(1))
                .body("data[0].change", equalTo("CHANGED"))
                .body("data[0].before", equalTo("first"))
                .body("data[0].after", equalTo("second"));
        AdminApi.get("network/difference?of=weather&asOf=" + before + "&against=" + after)
                .statusCode(400)
                .body("field", equalTo("of"));
    }

    private static Instant now() {
        return Instant.parse(AdminApi.get("clock").extract().path("now"));
    }

    private static int vpc(TestTenant tenant, String region, String label) {
        return tenant.call()
                .body(Map.of("label", label, "region", region))
                .post("/v4/vpcs")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static String region(long site) {
        return AdminApi.get("sites/" + site).extract().path("region");
    }

    private static void refused(TestTenant tenant, String path, Map<String, ?> body, String field) {
        tenant.call().body(body).post(path).then().statusCode(400).body("errors[0].field", equalTo(field));
    }
}
