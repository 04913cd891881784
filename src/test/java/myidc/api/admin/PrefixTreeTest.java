package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.site;
import static myidc.api.admin.AdminApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Prefixes in a tree, routing tables, ranges, and the next free of each. */
@QuarkusTest
class PrefixTreeTest {
    private static final AtomicInteger BLOCKS = new AtomicInteger();

    @Inject
    Clock clock;

    @Test
    void whatIsFreeInAContainerAreItsLargestAlignedBlocks() {
        String base = block();
        long container = container(base + ".0/24");
        made("prefixes", Map.of("siteId", site(), "cidr", base + ".64/26"));
        made("prefixes", Map.of("siteId", site(), "cidr", base + ".192/27"));

        get("prefixes/" + container + "/free")
                .body("data", contains(base + ".0/26", base + ".128/26", base + ".224/27"));
        get("prefixes/" + container).body("inside", equalTo(2)).body("used", equalTo(96));
    }

    @Test
    void whatWasFreeIsReckonedInTheOrderOfTheBlocksAndNotOfTheirText() {
        String base = block();
        long container = container(base + ".0/24");
        made("prefixes", Map.of("siteId", site(), "cidr", base + ".8/29"));
        made("prefixes", Map.of("siteId", site(), "cidr", base + ".16/29"));

        get("prefixes/" + container + "/free?asOf=" + clock.instant())
                .body(
                        "data",
                        contains(base + ".0/29", base + ".24/29", base + ".32/27", base + ".64/26", base + ".128/25"));
    }

    @Test
    void fourBlocksOfFourFitIntoSixteenAFifthIsRefusedAndFiveAtOnceChangeNothing() {
        String base = block();
        long container = container(base + ".0/28");

        cut(container, Map.of("length", 30, "count", 5))
                .statusCode(409)
                .body("code", equalTo("network.NO_FREE_PREFIX"));
        get("prefixes/" + container + "/free").body("data", contains(base + ".0/28"));
        cut(container, Map.of("length", 30, "count", 4, "siteId", site()))
                .statusCode(200)
                .body("data.cidr", contains(base + ".0/30", base + ".4/30", base + ".8/30", base + ".12/30"));
        cut(container, Map.of("length", 30)).statusCode(409).body("code", equalTo("network.NO_FREE_PREFIX"));
    }

    @Test
    void theLowestFreeBlockIsCutAndABlockGivenUpJoinsItsNeighbours() {
        String base = block();
        long container = container(base + ".0/24");
        long first = cut(container, Map.of("length", 26)).extract().jsonPath().getLong("data[0].id");
        long second = cut(container, Map.of("length", 27)).extract().jsonPath().getLong("data[0].id");
        cut(container, Map.of("length", 25)).body("data.cidr", contains(base + ".128/25"));

        post("prefixes/" + first + "/retire").statusCode(200);
        get("prefixes/" + container + "/free").body("data", contains(base + ".0/26", base + ".96/27"));
        post("prefixes/" + second + "/retire").statusCode(200);
        get("prefixes/" + container + "/free").body("data", contains(base + ".0/25"));
    }

    @Test
    void linksOfTwoAndSingleAddressesHaveNoNetworkAddress() {
        String base = block();
        long link = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/31"));
        long six = made("prefixes", Map.of("siteId", site(), "cidr", "2001:db8:a:" + hex() + "::/127"));

        post("prefixes/" + link + "/addresses", Map.of("count", 2))
                .body("data.address", contains(base + ".0", base + ".1"));
        post("prefixes/" + link + "/addresses").statusCode(409);
        post("prefixes/" + six + "/addresses", Map.of("count", 2)).statusCode(200);
        post("prefixes/" + six + "/addresses").statusCode(409);
    }

    @Test
    void aSmallPoolGivesEightAnOrdinaryBlockSixAndNineAtOnceAreRefused() {
        String base = block();
        long pool = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/29", "pool", true));
        long ordinary = made("prefixes", Map.of("siteId", site(), "cidr", base + ".8/29"));

        post("prefixes/" + pool + "/addresses", Map.of("count", 9)).statusCode(409);
        get("prefixes/" + pool).body("used", equalTo(0));
        post("prefixes/" + pool + "/addresses", Map.of("count", 8)).statusCode(200);
        post("prefixes/" + ordinary + "/addresses", Map.of("count", 7)).statusCode(409);
        post("prefixes/" + ordinary + "/addresses", Map.of("count", 6)).statusCode(200);
    }

    @Test
    void aContainerPutAroundPrefixesTakesThemIn() {
        String base = block();
        long outer = container(base + ".0/24");
        long network = made("prefixes", Map.of("siteId", site(), "cidr", base + ".16/28"));
        long middle = container(base + ".0/26");

        get("prefixes/" + network).body("parentId", equalTo((int) middle));
        get("prefixes/" + middle).body("parentId", equalTo((int) outer)).body("inside", equalTo(1));
        get("prefixes/" + middle + "/free").body("data", contains(base + ".0/28", base + ".32/27"));
        get("prefixes/" + outer + "/free").body("data", contains(base + ".64/26", base + ".128/25"));
        get("prefixes?parentId=" + outer).body("data.id", contains((int) middle));
        get("prefixes?containing=" + base + ".17").body("data.id", hasItem((int) network));
        post("prefixes/" + middle + "/retire").statusCode(409).body("code", equalTo("network.PREFIX_IN_USE"));
        post("prefixes/" + network + "/retire").statusCode(200);
        post("prefixes/" + middle + "/retire").statusCode(200);
        get("prefixes/" + outer + "/free").body("data", contains(base + ".0/24"));
    }

    @Test
    void aContainerOverPrefixesThatStoodAloneKnowsWhatIsLeft() {
        String base = block();
        made("prefixes", Map.of("siteId", site(), "cidr", base + ".128/26"));

        long outer = container(base + ".0/24");

        get("prefixes/" + outer + "/free").body("data", contains(base + ".0/25", base + ".192/26"));
    }

    @Test
    void aWideIpv6ContainerIsCutAtOnce() {
        long container = container("2001:db9::/32");

        cut(container, Map.of("length", 64, "count", 3, "siteId", site()))
                .body("data.cidr", contains("2001:db9::/64", "2001:db9:0:1::/64", "2001:db9:0:2::/64"));
        cut(container, Map.of("length", 48, "siteId", site())).body("data.cidr", contains("2001:db9:1::/48"));
        get("prefixes/" + container + "/free").body("data[0]", equalTo("2001:db9:0:3::/64"));
    }

    @Test
    void routingTablesRepeatWhatOthersHaveAndOnlyThoseThatMayRepeatThemselves() {
        String base = block();
        long unique = vrf(false);
        long repeating = vrf(true);
        Map<String, Object> plain = Map.of("siteId", site(), "cidr", base + ".0/24");

        made("prefixes", plain);
        post("prefixes", plain).statusCode(409);
        long inUnique = made("prefixes", with(plain, "vrfId", unique));
        post("prefixes", with(plain, "vrfId", unique)).statusCode(409);
        long one = made("prefixes", with(plain, "vrfId", repeating));
        long other = made("prefixes", with(plain, "vrfId", repeating));
        for (long prefix : List.of(inUnique, one, other)) {
            post("prefixes/" + prefix + "/addresses").body("data[0].address", equalTo(base + ".1"));
        }
        operator()
                .delete("/admin/v1/addresses/" + base + ".1")
                .then()
                .statusCode(400)
                .body("field", equalTo("prefixId"));
        operator()
                .delete("/admin/v1/addresses/" + base + ".1?prefixId=" + one)
                .then()
                .statusCode(200);
        post("vrfs/" + unique + "/retire").statusCode(409).body("code", equalTo("network.VRF_IN_USE"));
    }

    @Test
    void aWrongRoutingTableIsRefused() {
        String base = block();
        long vrf = vrf(false);
        long container = made("prefixes", Map.of("cidr", base + ".0/24", "container", true, "vrfId", vrf));

        post("prefixes", Map.of("siteId", site(), "cidr", base + ".0/26", "parentId", container))
                .statusCode(400)
                .body("code", equalTo("network.VRF_MISMATCH"))
                .body("field", equalTo("vrfId"));
        post("prefixes", Map.of("siteId", site(), "cidr", base + ".0/26", "vrfId", 999_999))
                .statusCode(400)
                .body("field", equalTo("vrfId"));
        post("prefixes", Map.of("siteId", site(), "cidr", "10.9.9.0/26", "vrfId", vrf, "parentId", container))
                .statusCode(400)
                .body("code", equalTo("network.PREFIX_OUTSIDE"));
    }

    @Test
    void aRangeIsLeftOutByItsPrefixAndGivesItsOwn() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/28"));
        long range = range(prefix, base + ".2", base + ".4", "POOL");

        post("prefixes/" + prefix + "/addresses", Map.of("count", 2))
                .body("data.address", contains(base + ".1", base + ".5"));
        post("ranges/" + range + "/addresses", Map.of("count", 4)).statusCode(409);
        post("ranges/" + range + "/addresses", Map.of("count", 3))
                .body("data.address", contains(base + ".2", base + ".3", base + ".4"));
        operator().delete("/admin/v1/addresses/" + base + ".3").then().statusCode(200);
        post("prefixes/" + prefix + "/addresses").body("data[0].address", equalTo(base + ".6"));
        post("ranges/" + range + "/addresses").body("data[0].address", equalTo(base + ".3"));
        post("prefixes/" + prefix + "/retire").statusCode(409);
    }

    @Test
    void aRangeSetApartNoMoreIsThePrefixsAgain() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/28"));
        post("prefixes/" + prefix + "/addresses").body("data[0].address", equalTo(base + ".1"));
        long range = range(prefix, base + ".2", base + ".13", "DHCP");
        post("prefixes/" + prefix + "/addresses").body("data[0].address", equalTo(base + ".14"));
        post("prefixes/" + prefix + "/addresses").statusCode(409);
        post("ranges/" + range + "/addresses").statusCode(409);

        post("ranges/" + range + "/retire").statusCode(200);

        post("prefixes/" + prefix + "/addresses", Map.of("count", 12)).statusCode(200);
        post("prefixes/" + prefix + "/addresses").statusCode(409);
    }

    @Test
    void aRangeOutsideItsPrefixOrOverAnotherIsRefused() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/28"));
        long first = range(prefix, base + ".2", base + ".4", "RESERVED");

        refusedRange(prefix, base + ".10", base + ".20", "last");
        refusedRange(prefix, "10.255.0.1", base + ".9", "first");
        refusedRange(prefix, base + ".9", base + ".8", "last");
        post("ranges", Map.of("prefixId", prefix, "first", base + ".4", "last", base + ".6", "purpose", "DHCP"))
                .statusCode(409)
                .body("code", equalTo("network.RANGE_OVERLAPS"))
                .body("holder", equalTo("range-" + first));
    }

    @Test
    void theTreeIsShownAsOfAnyInstant() {
        String base = block();
        long outer = container(base + ".0/24");
        long network = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/26"));
        Instant then = clock.instant();
        post("prefixes/" + network + "/retire").statusCode(200);
        long later = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/25"));

        get("prefixes?parentId=" + outer + "&asOf=" + then)
                .body("data.cidr", contains(base + ".0/26"))
                .body("data[0].parentId", equalTo((int) outer));
        get("prefixes/" + outer + "?asOf=" + then).body("used", equalTo(64));
        get("prefixes/" + outer + "/free?asOf=" + then).body("data", contains(base + ".64/26", base + ".128/25"));
        get("prefixes/" + outer + "/free").body("data", contains(base + ".128/25"));
        get("prefixes/" + outer + "/free?as_of=" + then).body("data", contains(base + ".64/26", base + ".128/25"));
        get("prefixes?parentId=" + outer).body("data.id", contains((int) later));
        get("prefixes/" + outer).body("used", equalTo(128));
    }

    @Test
    void whatIsSaidOfAPrefixCanBeSaidAnewByWhoSawTheLatest() {
        String base = block();
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", base + ".0/28", "description", "first"));
        int version = get("prefixes/" + prefix).extract().path("version");

        put("prefixes/" + prefix, version, Map.of("description", "second", "role", "STORAGE"))
                .statusCode(200)
                .body("description", equalTo("second"))
                .body("role", equalTo("STORAGE"));
        put("prefixes/" + prefix, version, Map.of("description", "third")).statusCode(412);
        get("prefixes/" + prefix).body("description", equalTo("second")).body("tenantId", nullValue());
    }

    @Test
    void aggregatesDoNotOverlap() {
        int second = BLOCKS.incrementAndGet();
        long aggregate = made("aggregates", Map.of("cidr", "11." + second + ".0.0/16", "registry", "APNIC"));

        post("aggregates", Map.of("cidr", "11." + second + ".128.0/17", "registry", "APNIC"))
                .statusCode(409)
                .body("holder", equalTo("aggregate-" + aggregate));
        post("aggregates", Map.of("cidr", "11." + second + ".1.0/16", "registry", "APNIC"))
                .statusCode(400)
                .body("detail", containsString("bits set"));
        get("aggregates?pageSize=500").body("data.id", hasItem((int) aggregate));
        post("aggregates/" + aggregate + "/retire").statusCode(200);
        get("aggregates?pageSize=500").body("data.id", not(hasItem((int) aggregate)));
        get("aggregates/" + aggregate).statusCode(404);
    }

    @Test
    void listsKeepTheOrderOfBlocks() {
        String base = block();
        long outer = container(base + ".0/24");
        for (String part : List.of(".128/26", ".0/26", ".192/26", ".64/26")) {
            made("prefixes", Map.of("siteId", site(), "cidr", base + part));
        }
        List<String> cidrs = get("prefixes?parentId=" + outer).extract().path("data.cidr");

        assertThat(cidrs).containsExactly(base + ".0/26", base + ".64/26", base + ".128/26", base + ".192/26");
        get("prefixes?parentId=" + outer + "&page=2&pageSize=3")
                .body("data", hasSize(1))
                .body("results", equalTo(4));
    }

    private static io.restassured.response.ValidatableResponse put(String path, int version, Map<String, ?> body) {
        return operator()
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .put("/admin/v1/" + path)
                .then();
    }

    private static void refusedRange(long prefix, String first, String last, String field) {
        post("ranges", Map.of("prefixId", prefix, "first", first, "last", last, "purpose", "DHCP"))
                .statusCode(400)
                .body("field", equalTo(field));
    }

    private static long range(long prefix, String first, String last, String purpose) {
        return made("ranges", Map.of("prefixId", prefix, "first", first, "last", last, "purpose", purpose));
    }

    private static long container(String cidr) {
        return made("prefixes", Map.of("cidr", cidr, "container", true));
    }

    private static long vrf(boolean duplicates) {
        return made("vrfs", Map.of("name", "vrf " + unique(), "duplicates", duplicates));
    }

    private static io.restassured.response.ValidatableResponse cut(long container, Map<String, ?> body) {
        return post("prefixes/" + container + "/prefixes", body);
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(body);
        more.put(field, value);
        return more;
    }

    /** Three octets that no other test uses. */
    private static String block() {
        return "172.20." + BLOCKS.incrementAndGet();
    }

    private static String hex() {
        return Integer.toHexString(BLOCKS.incrementAndGet());
    }
}
