package myidc.api.tenant.linode;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
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
import myidc.api.admin.AdminApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More addresses of guests, moved, shared and reserved, as Linode's clients ask for them. */
@QuarkusTest
class GuestAddressesTest {
    private TestTenant tenant;
    private SmallSite site;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
        site = SmallSite.of(1, 16);
    }

    @Test
    void aGuestGetsMoreAddressesAndGivesThemBackButTheLast() {
        int guest = guest("more-1");
        String first = get("linode/instances/" + guest).extract().path("ipv4[0]");
        String second = post("linode/instances/" + guest + "/ips", Map.of("type", "ipv4", "public", true))
                .statusCode(200)
                .body("linode_id", equalTo(guest))
                .body("public", equalTo(true))
                .body("reserved", equalTo(false))
                .body("assigned_entity.id", equalTo(guest))
                .extract()
                .path("address");

        get("linode/instances/" + guest).body("ipv4", contains(first, second));
        get("linode/instances/" + guest + "/ips").body("ipv4.public.address", contains(first, second));
        get("networking/ips").body("data.address", contains(first, second));
        put("linode/instances/" + guest + "/ips/" + second, Map.of("rdns", "b.example.com"))
                .body("rdns", equalTo("b.example.com"));
        get("networking/ips/" + second).body("rdns", equalTo("b.example.com"));
        delete("linode/instances/" + guest + "/ips/" + first).statusCode(200);
        get("linode/instances/" + guest).body("ipv4", contains(second));
        delete("linode/instances/" + guest + "/ips/" + second)
                .statusCode(400)
                .body("errors[0].reason", containsString("at least one public"));
        post("networking/ips", Map.of("type", "ipv6", "public", true, "linode_id", guest))
                .statusCode(400)
                .body("errors[0].field", equalTo("type"));
        post("networking/ips", Map.of("type", "ipv4", "public", true, "linode_id", 999_999_999))
                .statusCode(404);
    }

    @Test
    void aPrivateAddressIsOneOfItsSitesOwn() {
        int guest = guest("inner-1");
        post("linode/instances/" + guest + "/ips", Map.of("type", "ipv4", "public", false))
                .statusCode(400);
        String block = "192.168." + site.id() % 250 + ".0/24";
        AdminApi.made("prefixes", Map.of("siteId", site.id(), "cidr", block, "role", "PRIVATE", "vrfId", vrf()));
        post("linode/instances/" + guest + "/ips", Map.of("type", "ipv4", "public", false))
                .statusCode(400);
        AdminApi.made("prefixes", Map.of("siteId", site.id(), "cidr", inner(), "role", "PRIVATE"));

        String address = post("linode/instances/" + guest + "/ips", Map.of("type", "ipv4", "public", false))
                .statusCode(200)
                .body("public", equalTo(false))
                .extract()
                .path("address");

        get("linode/instances/" + guest + "/ips").body("ipv4.private.address", contains(address));
        post("linode/instances/" + guest + "/ips", Map.of("type", "ipv4", "public", false))
                .statusCode(400)
                .body("errors[0].reason", containsString("already has a private IP"));
        int other = post(
                        "linode/instances",
                        Map.of("region", site.region(), "type", "g6-nanode-1", "label", "inner-2", "private_ip", true))
                .statusCode(200)
                .body("ipv4", hasSize(2))
                .extract()
                .path("id");
        get("linode/instances/" + other + "/ips").body("ipv4.private", hasSize(1));
    }

    @Test
    void addressesAreSwappedAllAtOnceOrNotAtAll() {
        int one = guest("swap-1");
        int two = guest("swap-2");
        String ofOne = get("linode/instances/" + one).extract().path("ipv4[0]");
        String ofTwo = get("linode/instances/" + two).extract().path("ipv4[0]");
        put("networking/ips/" + ofOne, Map.of("rdns", "one.example.com")).statusCode(200);

        post("networking/ips/assign", assign(ofOne, two))
                .statusCode(400)
                .body("errors[0].reason", containsString("Linode " + one + " must have at least one public"));
        get("linode/instances/" + one).body("ipv4", contains(ofOne));
        post("networking/ips/assign", assign(ofOne, two, ofTwo, one)).statusCode(200);

        get("linode/instances/" + one).body("ipv4", contains(ofTwo));
        get("linode/instances/" + two).body("ipv4", contains(ofOne));
        get("networking/ips/" + ofOne).body("linode_id", equalTo(two)).body("rdns", equalTo("one.example.com"));
        AdminApi.get("addresses/" + ofOne + "/story")
                .body("data.holder", contains("instance-" + two, "instance-" + one));
        post("networking/ipv4/assign", assign("8.8.8.8", two))
                .statusCode(400)
                .body("errors[0].field", equalTo("assignments[0].address"));
        post("networking/ips/assign", Map.of("region", "nowhere", "assignments", List.of()))
                .statusCode(400)
                .body("errors[0].field", equalTo("assignments"));
    }

    @Test
    void anAddressIsSharedWithAnotherGuestUntilThatGoes() {
        int owner = guest("share-1");
        int other = guest("share-2");
        String address = get("linode/instances/" + owner).extract().path("ipv4[0]");

        post("networking/ips/share", Map.of("linode_id", other, "ips", List.of(address)))
                .statusCode(200);
        get("linode/instances/" + other + "/ips")
                .body("ipv4.shared.address", contains(address))
                .body("ipv4.shared[0].linode_id", equalTo(owner));
        String mine = get("linode/instances/" + other).extract().path("ipv4[0]");
        post("networking/ips/assign", assign(address, other, mine, owner))
                .statusCode(400)
                .body("errors[0].reason", containsString("shared"));
        post("networking/ips/share", Map.of("linode_id", owner, "ips", List.of(address)))
                .statusCode(400)
                .body("errors[0].field", equalTo("ips[0]"));
        post("networking/ipv4/share", Map.of("linode_id", other, "ips", List.of()))
                .statusCode(200);
        get("linode/instances/" + other + "/ips").body("ipv4.shared", empty());
        post("networking/ips/share", Map.of("linode_id", other, "ips", List.of(address)))
                .statusCode(200);
        deleted(other);
        post("networking/ips/assign", assign(address, owner)).statusCode(200);
    }

    @Test
    void aReservedAddressOutlivesItsGuest() {
        String address = post("networking/reserved/ips", Map.of("region", site.region(), "tags", List.of("shop")))
                .statusCode(200)
                .body("reserved", equalTo(true))
                .body("linode_id", nullValue())
                .body("assigned_entity", nullValue())
                .body("region", equalTo(site.region()))
                .body("tags", contains("shop"))
                .extract()
                .path("address");
        int guest = guest("keeps-1");
        post("linode/instances/" + guest + "/ips", Map.of("type", "ipv4", "public", true, "address", address))
                .statusCode(200)
                .body("linode_id", equalTo(guest))
                .body("reserved", equalTo(true));
        get("linode/instances/" + guest + "/ips").body("ipv4.reserved.address", contains(address));

        deleted(guest);

        get("networking/reserved/ips")
                .body("data.address", contains(address))
                .body("data[0].linode_id", nullValue())
                .body("data[0].tags", contains("shop"));
        put("networking/reserved/ips/" + address, Map.of("tags", List.of("kept", "shop")))
                .body("tags", contains("kept", "shop"));
        get("networking/reserved/ips/types").body("data", hasSize(1));
        delete("networking/reserved/ips/" + address).statusCode(200);
        get("networking/reserved/ips/" + address).statusCode(404);
        get("networking/ips/" + address).statusCode(404);
    }

    @Test
    void aGuestsAddressBecomesReservedAndOrdinaryAgain() {
        int guest = guest("turns-1");
        String address = get("linode/instances/" + guest).extract().path("ipv4[0]");

        put("networking/ips/" + address, Map.of("reserved", true)).body("reserved", equalTo(true));
        get("networking/reserved/ips").body("data.address", hasItem(address));
        String more = post(
                        "networking/ips", Map.of("type", "ipv4", "public", true, "linode_id", guest, "reserved", true))
                .statusCode(200)
                .body("reserved", equalTo(true))
                .extract()
                .path("address");
        get("networking/reserved/ips").body("data.address", containsInAnyOrder(address, more));
        put("networking/ips/" + address, Map.of("reserved", false)).body("reserved", equalTo(false));
        get("networking/ips/" + address).body("linode_id", equalTo(guest));
    }

    private static long vrf() {
        return AdminApi.made("vrfs", Map.of("name", "vrf " + AdminApi.unique(), "duplicates", false));
    }

    private String inner() {
        return "192.168." + site.id() % 250 + ".0/24";
    }

    private Map<String, Object> assign(String address, int guest) {
        return Map.of(
                "region", site.region(),
                "assignments", List.of(Map.of("address", address, "linode_id", guest)));
    }

    private Map<String, Object> assign(String one, int toOne, String other, int toOther) {
        return Map.of(
                "region",
                site.region(),
                "assignments",
                List.of(Map.of("address", one, "linode_id", toOne), Map.of("address", other, "linode_id", toOther)));
    }

    private int guest(String label) {
        return post("linode/instances", Map.of("region", site.region(), "type", "g6-nanode-1", "label", label))
                .statusCode(200)
                .extract()
                .path("id");
    }

    private void deleted(int guest) {
        Eventually.holds(() -> get("linode/instances/" + guest).body("status", equalTo("offline")));
        delete("linode/instances/" + guest).statusCode(200);
        Eventually.holds(() -> get("linode/instances/" + guest).statusCode(404));
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
