package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.rack;
import static myidc.api.admin.AdminApi.serverType;
import static myidc.api.admin.AdminApi.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import myidc.TestTenants;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SearchResourceTest {
    @Inject
    Clock clock;

    @Test
    void aDeviceIsFoundByNameSerialAndTagAndTellsItsUnit() {
        String word = "f" + AdminApi.unique().replaceAll("[^a-z0-9]", "");
        long rack = rack(site());
        long device = made(
                "devices",
                Map.of(
                        "deviceTypeId", serverType(1),
                        "serial", "SER-" + word,
                        "name", "node-" + word,
                        "assetTag", "TAG-" + word));
        post("devices/" + device + "/rack", Map.of("rackId", rack, "face", "FRONT", "positionU", 7))
                .statusCode(200);

        for (String text : List.of("ser-" + word, "NODE-" + word, "tag-" + word, word)) {
            JsonPath found = search(text);
            assertThat(ids(found, "DEVICE")).as(text).containsExactly(device);
            assertThat(found.getLong("kinds.find { it.kind == 'DEVICE' }.data[0].within"))
                    .isEqualTo(rack);
            assertThat(found.getInt("kinds.find { it.kind == 'DEVICE' }.data[0].positionU"))
                    .isEqualTo(7);
        }
    }

    @Test
    void aPartIsFoundByItsSerialAndNamesItsDevice() {
        String serial = "DISK-" + AdminApi.unique();
        long device = made(
                "devices",
                Map.of("deviceTypeId", serverType(1), "serial", "S" + AdminApi.unique(), "name", "holds-a-disk"));
        long part = made("parts", Map.of("kind", "DISK", "manufacturer", "Maker", "model", "M1", "serial", serial));
        post("parts/" + part + "/install", Map.of("deviceId", device, "slot", "0"))
                .statusCode(200);

        JsonPath found = search(serial);

        assertThat(ids(found, "PART")).containsExactly(part);
        assertThat(found.getLong("kinds.find { it.kind == 'PART' }.data[0].within"))
                .isEqualTo(device);
    }

    @Test
    void anAddressIsFoundWholeOrByItsBeginningAlsoWhenNobodyHasItAnyMore() {
        String net = "21." + ThreadLocalRandom.current().nextInt(256) + "."
                + ThreadLocalRandom.current().nextInt(256);
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", net + ".0/24"));
        post("prefixes/" + prefix + "/addresses", Map.of("address", net + ".77"))
                .statusCode(200);

        assertThat(search(net + ".").getString("kinds.find { it.kind == 'ADDRESS' }.data[0].name"))
                .isEqualTo(net + ".77");
        operator().delete("/admin/v1/addresses/" + net + ".77").then().statusCode(200);
        JsonPath whole = search(net + ".77");
        assertThat(ids(whole, "ADDRESS")).containsExactly(prefix);
        assertThat(whole.getString("kinds[0].data[0].detail")).isNull();
        assertThat(ids(search(net + ".0/24"), "PREFIX")).containsExactly(prefix);
    }

    @Test
    void whatWasThereAtAnInstantIsFoundByTheWordsItHadThen() {
        String word = "p" + AdminApi.unique().replaceAll("[^a-z0-9]", "");
        long rack = rack(site());
        long device =
                made("devices", Map.of("deviceTypeId", serverType(1), "serial", "S-" + word, "name", "early-" + word));
        post("devices/" + device + "/rack", Map.of("rackId", rack, "face", "FRONT", "positionU", 7))
                .statusCode(200);
        long group = made("vlan-groups", Map.of("name", "G-" + word));
        post("vlan-groups/" + group + "/vlans", Map.of("number", 2741, "name", "v-" + word))
                .statusCode(200);
        Instant then = clock.instant();
        operator()
                .body(Map.of("name", "late-" + word))
                .put("/admin/v1/devices/" + device)
                .then()
                .statusCode(200);
        post("devices/" + device + "/unrack").statusCode(200);
        post("vlans/" + get("vlans?groupId=" + group).extract().path("data[0].id") + "/retire")
                .statusCode(200);

        assertThat(ids(search("early-" + word), "DEVICE")).isEmpty();
        JsonPath past = search("early-" + word, then);
        assertThat(ids(past, "DEVICE")).containsExactly(device);
        assertThat(past.getLong("kinds[0].data[0].within")).isEqualTo(rack);
        assertThat(past.getFloat("kinds[0].data[0].positionU")).isEqualTo(7);
        assertThat(ids(search("v-" + word), "VLAN")).isEmpty();
        assertThat(search("v-" + word, then).getString("kinds[0].data[0].name")).isEqualTo("2741 v-" + word);
        get("search?q=ab&asOf=yesterday").statusCode(400).body("field", equalTo("asOf"));
    }

    @Test
    void anAddressIsFoundAtAnInstantWhileSomebodyHeldIt() {
        String net = "21." + ThreadLocalRandom.current().nextInt(256) + "."
                + ThreadLocalRandom.current().nextInt(256);
        long prefix = made("prefixes", Map.of("siteId", site(), "cidr", net + ".0/24"));
        post("prefixes/" + prefix + "/addresses", Map.of("address", net + ".77", "owner", "team-x"))
                .statusCode(200);
        Instant then = clock.instant();
        operator().delete("/admin/v1/addresses/" + net + ".77").then().statusCode(200);

        JsonPath past = search(net + ".77", then);
        assertThat(ids(past, "ADDRESS")).containsExactly(prefix);
        assertThat(past.getString("kinds.find { it.kind == 'ADDRESS' }.data[0].detail"))
                .isEqualTo("team-x");
        assertThat(ids(search(net + ".77", clock.instant()), "ADDRESS")).isEmpty();
    }

    @Test
    void aVlanIsFoundByNumberAndName() {
        long group = made("vlan-groups", Map.of("name", "G-" + AdminApi.unique()));
        String name = "storage-" + AdminApi.unique();
        post("vlan-groups/" + group + "/vlans", Map.of("number", 2741, "name", name))
                .statusCode(200);

        assertThat(search(name).getLong("kinds.find { it.kind == 'VLAN' }.data[0].within"))
                .isEqualTo(group);
        assertThat(search("2741").getString("kinds.find { it.kind == 'VLAN' }.data[0].name"))
                .startsWith("2741 ");
    }

    @Test
    void aTenantIsFoundByAnyPartOfItsName() {
        TestTenants.TestTenant tenant = TestTenants.open();
        String name = get("tenants/" + tenant.id()).extract().path("name");

        assertThat(ids(search(name.substring(3)), "TENANT")).containsExactly(tenant.id());
    }

    @Test
    void wildcardsAreLettersLikeOthers() {
        rack(site());

        get("search?q=%25%25%25").statusCode(200).body("kinds", empty());
    }

    @Test
    void moreThanAskedForAreToldNotShown() {
        long site = site();
        String word = AdminApi.unique();
        for (int number = 1; number <= 3; number++) {
            made(
                    "racks",
                    Map.of("siteId", site, "name", word + number, "heightU", 42, "maxWeightKg", 9, "maxPowerW", 9));
        }

        get("search?each=2&q=" + word)
                .statusCode(200)
                .body("kinds[0].kind", equalTo("RACK"))
                .body("kinds[0].data", hasSize(2))
                .body("kinds[0].more", equalTo(true));
    }

    @Test
    void badQuestionsNameTheirField() {
        get("search").statusCode(400).body("field", equalTo("q"));
        get("search?q=" + "x".repeat(101)).statusCode(400).body("field", equalTo("q"));
        get("search?q=abc&each=21").statusCode(400).body("field", equalTo("each"));
    }

    @Test
    void onlyStaffSearch() {
        given().auth()
                .oauth2(TestTenants.open().token())
                .get("/admin/v1/search?q=abc")
                .then()
                .statusCode(403);
    }

    private static JsonPath search(String text) {
        return search(text, null);
    }

    private static JsonPath search(String text, Instant asOf) {
        return operator()
                .queryParam("q", text)
                .queryParams(asOf == null ? Map.of() : Map.of("asOf", asOf.toString()))
                .get("/admin/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Long> ids(JsonPath found, String kind) {
        return found.getList("kinds.find { it.kind == '" + kind + "' }.data.id", Long.class);
    }
}
