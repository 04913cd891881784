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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PrefixesResourceTest {
    private static final AtomicInteger BLOCKS = new AtomicInteger();

    @Inject
    Clock clock;

    @Test
    void anOrdinaryBlockOfEightGivesSixAndAPoolGivesEight() {
        String base = block();
        long ordinary = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/29"));
        long pool = made("prefixes", Map.of("siteId", site(), "cidr", base + ".8/29", "pool", true));

        post("prefixes/" + ordinary + "/addresses", Map.of("count", 7))
                .statusCode(409)
                .body("code", equalTo("network.NO_FREE_ADDRESS"));
        get("prefixes/" + ordinary).body("used", equalTo(0)).body("free", equalTo(6));
        post("prefixes/" + ordinary + "/addresses", Map.of("count", 6))
                .statusCode(200)
                .body(
                        "data.address",
                        contains(base + ".1", base + ".2", base + ".3", base + ".4", base + ".5", base + ".6"));
        post("prefixes/" + ordinary + "/addresses").statusCode(409);
        post("prefixes/" + pool + "/addresses", Map.of("count", 8))
                .statusCode(200)
                .body("data", hasSize(8));
        post("prefixes/" + pool + "/addresses").statusCode(409);
    }

    @Test
    void theGatewayIsNeverGivenOut() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/30", "gateway", base + ".1"));

        post("prefixes/" + prefix + "/addresses", Map.of("address", base + ".1"))
                .statusCode(409)
                .body("code", equalTo("network.ADDRESS_RESERVED"));
        post("prefixes/" + prefix + "/addresses")
                .statusCode(200)
                .body("data[0].address", equalTo(base + ".2"))
                .body("data[0].gateway", equalTo(base + ".1"))
                .body("data[0].prefixLength", equalTo(30));
        post("prefixes/" + prefix + "/addresses").statusCode(409);
        get("prefixes/" + prefix).body("size", equalTo(1)).body("free", equalTo(0));
    }

    @Test
    void aNamedAddressIsTakenOnceAndTheNextFreeSkipsIt() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/28"));

        post("prefixes/" + prefix + "/addresses", Map.of("address", base + ".2", "note", "router"))
                .statusCode(200);
        post("prefixes/" + prefix + "/addresses", Map.of("address", base + ".2"))
                .statusCode(409)
                .body("code", equalTo("network.ADDRESS_TAKEN"))
                .body("holder", notNullValue());
        post("prefixes/" + prefix + "/addresses", Map.of("count", 2))
                .body("data.address", contains(base + ".1", base + ".3"));
        get("prefixes/" + prefix + "/addresses").body("data.address", contains(base + ".1", base + ".2", base + ".3"));
    }

    @Test
    void aReleasedAddressIsFreeAgainAndItsStoryStays() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/30"));
        String address = base + ".1";
        post("prefixes/" + prefix + "/addresses", Map.of("note", "first")).statusCode(200);
        Instant held = clock.instant();

        operator().delete("/admin/v1/addresses/" + address).then().statusCode(200);
        operator().delete("/admin/v1/addresses/" + address).then().statusCode(404);
        Instant free = clock.instant();
        post("prefixes/" + prefix + "/addresses", Map.of("note", "second")).body("data[0].address", equalTo(address));

        get("addresses/" + address)
                .body("history.note", contains("second", "first"))
                .body("assignment.note", equalTo("second"))
                .body("history[1].until", notNullValue());
        get("addresses/" + address + "?asOf=" + held).body("assignment.note", equalTo("first"));
        get("addresses/" + address + "?asOf=" + free)
                .body("holder", nullValue())
                .body("history", hasSize(1));
        get("prefixes/" + prefix + "/addresses?asOf=" + held).body("data.note", contains("first"));
        get("prefixes/" + prefix + "/addresses?asOf=" + free).body("data", hasSize(0));
        get("prefixes/" + prefix + "?asOf=" + held).body("used", equalTo(1));
    }

    @Test
    void prefixesDoNotOverlapAndTheHolderIsNamed() {
        String base = block();
        long holder = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/25"));

        post("prefixes", Map.of("siteId", site(), "cidr", base + ".64/26"))
                .statusCode(409)
                .body("code", equalTo("network.PREFIX_OVERLAPS"))
                .body("holder", equalTo("prefix-" + holder))
                .body("detail", containsString(base + ".0/25"));
        made("prefixes", Map.of("siteId", site(), "cidr", base + ".128/25"));
    }

    @Test
    void aPrefixIsGivenUpOnlyWhenNobodyHasAnAddressOfIt() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/30"));
        post("prefixes/" + prefix + "/addresses").statusCode(200);

        post("prefixes/" + prefix + "/retire").statusCode(409).body("code", equalTo("network.PREFIX_IN_USE"));
        operator().delete("/admin/v1/addresses/" + base + ".1").then().statusCode(200);
        post("prefixes/" + prefix + "/retire").statusCode(200);
        get("prefixes/" + prefix).statusCode(404);
        made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/29"));
    }

    @Test
    void aWideIpv6PrefixGivesItsFirstAddressesAtOnce() {
        String base = "2001:db8:" + hex() + ":" + hex();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + "::/64", "gateway", base + "::1"));

        post("prefixes/" + prefix + "/addresses", Map.of("count", 2))
                .body("data.address", contains(base + "::2", base + "::3"));
        post("prefixes/" + prefix + "/addresses", Map.of("address", base + ":0:0:0:FFFF"))
                .body("data[0].address", equalTo(base + "::ffff"));
    }

    @Test
    void sixtyFourClientsAtOnceGetDifferentAddressesDownToTheLast() throws Exception {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/25"));
        List<String> given = Collections.synchronizedList(new ArrayList<>());
        List<Integer> refused = Collections.synchronizedList(new ArrayList<>());

        try (ExecutorService clients = Executors.newFixedThreadPool(64)) {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < 64; client++) {
                all.add(clients.submit(() -> {
                    for (int i = 0; i < 2; i++) {
                        var answer = post("prefixes/" + prefix + "/addresses").extract();
                        if (answer.statusCode() == 200) {
                            given.add(answer.path("data[0].address"));
                        } else {
                            refused.add(answer.statusCode());
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }

        assertThat(given).hasSize(126).doesNotHaveDuplicates();
        assertThat(refused).hasSize(2).containsOnly(409);
    }

    @Test
    void badInputNamesTheFieldAndChangesNothing() {
        long site = site();
        String base = block();
        refused("prefixes", Map.of("cidr", base + ".0/24"), "siteId");
        refused("prefixes", Map.of("siteId", 999_999_999, "cidr", base + ".0/24"), "siteId");
        refused("prefixes", Map.of("siteId", site), "cidr");
        refused("prefixes", Map.of("siteId", site, "cidr", base + ".1/24"), "cidr");
        refused("prefixes", Map.of("siteId", site, "cidr", base + ".0/99"), "cidr");
        refused("prefixes", Map.of("siteId", site, "cidr", base + ".0/24", "gateway", base + ".255"), "gateway");
        refused("prefixes", Map.of("siteId", site, "cidr", base + ".0/24", "gateway", "10.0.0.1"), "gateway");
        long prefix = made("prefixes", Map.of("siteId", site, "cidr", base + ".0/24"));
        String addresses = "prefixes/" + prefix + "/addresses";
        refused(addresses, Map.of("address", "198.18.0.1"), "address");
        refused(addresses, Map.of("address", "nonsense"), "address");
        refused(addresses, Map.of("count", 0), "count");
        refused(addresses, Map.of("count", 257), "count");
        refused(addresses, Map.of("count", 2, "address", base + ".9"), "count");
        get("prefixes/" + prefix).body("used", equalTo(0));
        get("addresses/nonsense").statusCode(400).body("field", equalTo("ip"));
        get("addresses/192.0.2.200").statusCode(404);
        post("prefixes/999999999/addresses").statusCode(404);
    }

    private static void refused(String path, Map<String, ?> body, String field) {
        post(path, body).statusCode(400).body("field", equalTo(field));
    }

    /** Three octets that no other test uses. */
    private static String block() {
        return "172.16." + BLOCKS.incrementAndGet();
    }

    private static String hex() {
        return Integer.toHexString(BLOCKS.incrementAndGet());
    }
}
