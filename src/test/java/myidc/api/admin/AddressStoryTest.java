package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.network.reconcile.AddressKeeper;
import org.junit.jupiter.api.Test;

/** Who had an address, what it rested, for whom it was kept. */
@QuarkusTest
class AddressStoryTest {
    private static final AtomicInteger BLOCKS = new AtomicInteger();

    @Inject
    Clock clock;

    @Inject
    AddressKeeper keeper;

    @Test
    void anyAddressAtAnyInstantAndItsWholeStoryAreOneQuery() {
        TestTenants.TestTenant tenant = TestTenants.open();
        SmallSite site = SmallSite.of(1, 8);
        JsonPath guest = tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "label", "who-had-it"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String address = guest.getString("ipv4[0]");
        JsonPath held = get("addresses/" + address + "/story").extract().jsonPath();
        Instant from = Instant.parse(held.getString("data[0].from"));

        assertThat(held.getString("data[0].guest.name")).isEqualTo("who-had-it");
        assertThat(held.getInt("data[0].guest.id")).isEqualTo(guest.getInt("id"));
        assertThat(held.getLong("data[0].tenant.id")).isEqualTo(tenant.id());
        assertThat(held.getString("data[0].to")).isNull();
        assertThat(held.getList("data[0].events.event")).contains("network.AddressAssigned");
        assertThat(held.getString("data[0].events[0].words.en")).contains(address);
        assertThat(held.getString("data[0].events[0].words.'zh-CN'")).contains(address);

        eventually(() -> tenant.call()
                .delete("/v4/linode/instances/" + guest.getInt("id"))
                .then()
                .statusCode(200));
        eventually(() -> get("addresses/" + address + "/story").body("data[0].to", notNullValue()));
        Instant to =
                Instant.parse(get("addresses/" + address + "/story").extract().path("data[0].to"));

        whoHadIt(address, from, 1);
        whoHadIt(address, from.minusNanos(1_000), 0);
        whoHadIt(address, to.minusNanos(1_000), 1);
        whoHadIt(address, to, 0);
        get("addresses/" + address + "/story?at=" + from)
                .body("then[0].guest.name", equalTo("who-had-it"))
                .body("then[0].to", equalTo(to.toString()));
        get("addresses/" + address + "/story?as_of=" + from).body("then[0].guest.name", equalTo("who-had-it"));
        get("addresses/" + address + "/story?at=yesterday").statusCode(400).body("field", equalTo("at"));
    }

    @Test
    void anAddressGivenBackRestsAsLongAsItsPrefixSays() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/30", "quarantineSeconds", 86_400));
        post("prefixes/" + prefix + "/addresses", Map.of("count", 2)).statusCode(200);
        operator().delete("/admin/v1/addresses/" + base + ".1").then().statusCode(200);
        Instant resting = clock.instant();

        post("prefixes/" + prefix + "/addresses").statusCode(409);
        post("prefixes/" + prefix + "/addresses", Map.of("address", base + ".1"))
                .statusCode(409)
                .body("code", equalTo("network.ADDRESS_QUARANTINED"))
                .body("detail", containsString("rests until"));
        get("prefixes/" + prefix)
                .body("used", equalTo(1))
                .body("resting", equalTo(1))
                .body("free", equalTo(0));
        get("addresses/" + base + ".1").body("history[0].state", equalTo("QUARANTINED"));

        get("resting-addresses?prefixId=" + prefix).body("data.address", contains(base + ".1"));

        move(86_400);

        get("resting-addresses?prefixId=" + prefix).body("results", equalTo(0));
        get("resting-addresses?pageSize=500&asOf=" + resting).body("data.address", hasItem(base + ".1"));
        get("prefixes/" + prefix).body("resting", equalTo(0)).body("free", equalTo(1));
        get("prefixes/" + prefix + "?asOf=" + resting).body("resting", equalTo(1));
        post("prefixes/" + prefix + "/addresses").body("data[0].address", equalTo(base + ".1"));
    }

    @Test
    void aQuarantineCanBeLiftedOnce() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/30", "quarantineSeconds", 3_600));
        post("prefixes/" + prefix + "/addresses").statusCode(200);
        post("addresses/" + base + ".1/lift-quarantine")
                .statusCode(409)
                .body("code", equalTo("network.NOT_IN_QUARANTINE"));
        operator().delete("/admin/v1/addresses/" + base + ".1").then().statusCode(200);

        post("addresses/" + base + ".1/lift-quarantine").statusCode(200).body("state", equalTo("RELEASED"));
        post("addresses/" + base + ".1/lift-quarantine").statusCode(409);
        get("prefixes/" + prefix).body("resting", equalTo(0)).body("free", equalTo(2));
        post("prefixes/" + prefix + "/addresses").body("data[0].address", equalTo(base + ".1"));
        get("addresses/" + base + ".1/story")
                .body(
                        "data[1].events.event",
                        contains(
                                "network.AddressAssigned",
                                "network.AddressReleased",
                                "network.AddressQuarantined",
                                "network.QuarantineLifted"));
    }

    @Test
    void aReservationKeepsAnAddressForItsOwnerUntilItEnds() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/29"));
        reserve(prefix, base + ".1", clock.instant().plusSeconds(3_600));
        reserve(prefix, base + ".2", null);

        post("prefixes/" + prefix + "/addresses").body("data[0].address", equalTo(base + ".3"));
        post("prefixes/" + prefix + "/addresses", Map.of("address", base + ".1"))
                .statusCode(409)
                .body("holder", equalTo("team-db"));
        get("addresses/" + base + ".1").body("assignment.state", equalTo("RESERVED"));
        post("addresses/" + base + ".2/use", Map.of("holder", "db-7")).statusCode(200);
        get("addresses/" + base + ".2").body("holder", equalTo("db-7")).body("assignment.state", equalTo("ASSIGNED"));
        post("addresses/" + base + ".2/use").statusCode(409);

        move(7_200);
        keeper.keep();

        get("addresses/" + base + ".1").body("holder", nullValue());
        get("addresses/" + base + ".1/story")
                .body(
                        "data[0].events.event",
                        contains("network.AddressAssigned", "network.AddressClassed", "network.AddressReleased"))
                .body("data[0].events[2].who", equalTo("program:address-keeper"));
        post("prefixes/" + prefix + "/addresses").body("data[0].address", equalTo(base + ".1"));
    }

    @Test
    void badReservationsAreRefused() {
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", block() + ".0/29"));
        String path = "prefixes/" + prefix + "/addresses";

        post(path, Map.of("role", "RESERVATION")).statusCode(400).body("field", equalTo("owner"));
        post(path, Map.of("role", "BOSS")).statusCode(400).body("field", equalTo("role"));
        post(path, Map.of("owner", "instance-1")).statusCode(400).body("field", equalTo("owner"));
        post(path, Map.of("role", "RESERVATION", "owner", "x", "expiresAt", "2001-01-01T00:00:00Z"))
                .statusCode(400)
                .body("field", equalTo("expiresAt"));
        get("prefixes/" + prefix).body("used", equalTo(0));
    }

    @Test
    void anAddressAnswersWithTheNameItWasGivenAndTheStoryTellsIt() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/30"));
        post("prefixes/" + prefix + "/addresses").statusCode(200);

        name(base + ".1", "Router-1.Example.com.").statusCode(200);
        name(base + ".1", "router_1").statusCode(400).body("field", equalTo("rdns"));
        name(base + ".1", null).statusCode(200);
        get("addresses/" + base + ".1/story")
                .body("data[0].names", hasSize(1))
                .body("data[0].names[0].name", equalTo("router-1.example.com"))
                .body("data[0].names[0].until", notNullValue());
    }

    @Test
    void vlansAndVnisComeFromTheirPoolsOnceEach() {
        long group = made("vlan-groups", Map.of("name", "g " + AdminApi.unique(), "first", 100, "last", 103));
        post("vlan-groups/" + group + "/vlans", Map.of("name", "a", "number", 101))
                .statusCode(200);
        post("vlan-groups/" + group + "/vlans", Map.of("name", "b", "count", 4)).statusCode(409);
        post("vlan-groups/" + group + "/vlans", Map.of("name", "b", "count", 3))
                .body("data.number", contains(100, 102, 103))
                .body("data.name", contains("b-1", "b-2", "b-3"));
        post("vlan-groups/" + group + "/vlans", Map.of("name", "c", "number", 101))
                .statusCode(409)
                .body("code", equalTo("network.NUMBER_TAKEN"));
        post("vlan-groups/" + group + "/vlans", Map.of("name", "c", "number", 99))
                .statusCode(400)
                .body("field", equalTo("number"));
        post("vlan-groups/" + group + "/retire").statusCode(409);
        List<Integer> vlans = get("vlans?groupId=" + group).extract().path("data.id");
        post("vlans/" + vlans.getFirst() + "/retire").statusCode(200);
        post("vlan-groups/" + group + "/vlans", Map.of("name", "d")).body("data.number", contains(101));

        long site = site();
        long pool = made("vni-pools", Map.of("siteId", site, "first", 5_000, "last", 5_001));
        post("vni-pools", Map.of("siteId", site, "first", 1, "last", 2)).statusCode(409);
        post("vni-pools/" + pool + "/vnis", Map.of("count", 3)).statusCode(409);
        get("vni-pools/" + pool + "/vnis").body("data", hasSize(0));
        post("vni-pools/" + pool + "/vnis", Map.of("count", 2)).body("data.number", contains(5_000, 5_001));
        int vni = get("vni-pools/" + pool + "/vnis").extract().path("data[0].id");
        post("vni-pools/" + pool + "/vnis/" + vni + "/give-back").statusCode(200);
        post("vni-pools/" + pool + "/vnis").body("data.number", contains(5_000));
    }

    private void move(long seconds) {
        post("clock", Map.of("to", clock.instant().plusSeconds(seconds).toString()))
                .statusCode(200);
    }

    private static void eventually(Runnable check) {
        for (int i = 0; ; i++) {
            try {
                check.run();
                return;
            } catch (AssertionError e) {
                if (i == 100) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void whoHadIt(String address, Instant at, int holders) {
        get("addresses/" + address + "/story?at=" + at).body("then", hasSize(holders));
    }

    private static void reserve(long prefix, String address, Instant expiresAt) {
        Map<String, Object> body = new HashMap<>(Map.of("address", address, "role", "RESERVATION", "owner", "team-db"));
        if (expiresAt != null) {
            body.put("expiresAt", expiresAt.toString());
        }
        post("prefixes/" + prefix + "/addresses", body).statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse name(String address, String name) {
        Map<String, Object> body = new HashMap<>();
        body.put("rdns", name);
        return operator()
                .body(body)
                .put("/admin/v1/addresses/" + address + "/name")
                .then();
    }

    private static String block() {
        return "172.21." + BLOCKS.incrementAndGet();
    }
}
