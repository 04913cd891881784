package myidc.api.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups of users: what is granted to one, its restricted members may do beside what is granted to themselves. */
@QuarkusTest
class UserGroupsResourceTest {
    private static final String GROUPS = "/portal/v1/user-groups";
    private static final String FIREWALLS = "/v4/networking/firewalls";

    private TestTenant tenant;
    private String limited;
    private String token;
    private int group;

    @BeforeEach
    void aGroupWithARestrictedUser() {
        tenant = TestTenants.open();
        limited = TestTenants.restrictedUser(tenant.id());
        token = TestTenants.token(tenant.id(), limited, "*");
        group = created("Auditors");
        members(group, limited).statusCode(200).body("usernames", contains(limited));
    }

    @ParameterizedTest
    @CsvSource({
        ",,404,404",
        ",read_only,200,403",
        "read_only,,200,403",
        "read_only,read_write,200,200",
        "read_write,read_only,200,200",
        ",read_write,200,200"
    })
    void theMostOfOnesOwnAndTheGroupsGrantsCounts(
            @Nullable String own, @Nullable String ofGroup, int reading, int changing) {
        int firewall = firewall();
        put("/v4/account/users/" + limited + "/grants", onFirewall(firewall, own));
        put(GROUPS + "/" + group + "/grants", onFirewall(firewall, ofGroup));
        String most = changing == 200 ? "read_write" : reading == 200 ? "read_only" : null;

        limited().get(FIREWALLS + "/" + firewall).then().statusCode(reading);
        limited()
                .body(Map.of("label", "renamed-" + TestTenants.unique()))
                .put(FIREWALLS + "/" + firewall)
                .then()
                .statusCode(changing);
        limited().get(FIREWALLS).then().statusCode(200).body("results", equalTo(reading == 200 ? 1 : 0));
        limited().get("/v4/profile/grants").then().statusCode(200).body("firewall[0].permissions", equalTo(most));
        tenant.call()
                .get("/v4/account/users/" + limited + "/grants")
                .then()
                .body("firewall[0].permissions", equalTo(own));
    }

    @Test
    void globalRightsAndTheAccountComeFromTheGroupAndGoWithIt() {
        limited().get("/v4/account").then().statusCode(403);
        limited().body(Map.of("label", "wall-1")).post(FIREWALLS).then().statusCode(403);
        put(
                GROUPS + "/" + group + "/grants",
                Map.of("global", Map.of("account_access", "read_only", "add_firewalls", true)));

        limited().get("/v4/account").then().statusCode(200);
        limited().body(Map.of("city", "x")).put("/v4/account").then().statusCode(403);
        int made = limited()
                .body(wall())
                .post(FIREWALLS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        tenant.call().delete(GROUPS + "/" + group).then().statusCode(204);

        limited().get("/v4/account").then().statusCode(403);
        limited().body(wall()).post(FIREWALLS).then().statusCode(403);
        limited().get(FIREWALLS + "/" + made).then().statusCode(200);
        limited().get("/portal/v1/rights").then().statusCode(200).body("sources", hasSize(1));
        tenant.call().get(GROUPS + "/" + group).then().statusCode(404);
    }

    @Test
    void whoLeavesTheGroupHasItsGrantsNoLonger() {
        put(GROUPS + "/" + group + "/grants", Map.of("global", Map.of("account_access", "read_write")));
        limited().get("/v4/account").then().statusCode(200);

        members(group).statusCode(200).body("usernames", empty());

        limited().get("/v4/account").then().statusCode(403);
    }

    @Test
    void machinesListedAreThoseOfTheGroup() {
        SmallSite site = SmallSite.of(1, 8);
        int machine = tenant.call()
                .body(Map.of("type", "g6-nanode-1", "region", site.region()))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        limited().get("/v4/linode/instances").then().body("results", equalTo(0));

        put(
                GROUPS + "/" + group + "/grants",
                Map.of("linode", List.of(Map.of("id", machine, "permissions", "read_only"))));

        limited().get("/v4/linode/instances").then().body("data.id", contains(machine));
        limited()
                .body(Map.of("label", "x"))
                .put("/v4/linode/instances/" + machine)
                .then()
                .statusCode(403);
    }

    @Test
    void whereRightsComeFromIsTold() {
        int firewall = firewall();
        put(GROUPS + "/" + group + "/grants", onFirewall(firewall, "read_only"));

        limited()
                .get("/portal/v1/rights")
                .then()
                .statusCode(200)
                .body("restricted", equalTo(true))
                .body("sources.group", contains(null, "Auditors"))
                .body("sources[0].onThings", equalTo(Map.of()))
                .body("sources[1].onThings.firewall[0].permissions", equalTo("read_only"));
        tenant.call()
                .get("/portal/v1/rights")
                .then()
                .body("restricted", equalTo(false))
                .body("sources", empty());
    }

    @Test
    void whoMayNotReadTheAccountIsToldTheCurrencyOfItsPrices() {
        TestTenant american = TestTenants.open("USD", "UTC");
        String name = TestTenants.restrictedUser(american.id());
        String theirs = TestTenants.token(american.id(), name, "*");
        TestTenants.as(theirs).get("/v4/account").then().statusCode(403);
        TestTenants.as(theirs).get("/portal/v1/rights").then().statusCode(200).body("currency", equalTo("USD"));
    }

    @Test
    void whatIsDeletedIsNoLongerAmongTheGrants() {
        int firewall = firewall();
        put(GROUPS + "/" + group + "/grants", onFirewall(firewall, "read_only"));

        tenant.call().delete(FIREWALLS + "/" + firewall).then().statusCode(200);

        tenant.call().get(GROUPS + "/" + group + "/grants").then().body("firewall", empty());
    }

    @Test
    void onlyUnrestrictedUsersKeepGroups() {
        put("/v4/account/users/" + limited + "/grants", Map.of("global", Map.of("account_access", "read_write")));

        limited().get(GROUPS).then().statusCode(200).body("data.label", contains("Auditors"));
        limited().get(GROUPS + "/" + group + "/grants").then().statusCode(403);
        limited().get(GROUPS + "/" + group + "/history").then().statusCode(403);
        limited().body(Map.of("label", "Mine")).post(GROUPS).then().statusCode(403);
        limited().body(Map.of("label", "Mine")).put(GROUPS + "/" + group).then().statusCode(403);
        limited()
                .body(Map.of("usernames", List.of()))
                .put(GROUPS + "/" + group + "/members")
                .then()
                .statusCode(403);
        limited().body(Map.of()).put(GROUPS + "/" + group + "/grants").then().statusCode(403);
        limited().delete(GROUPS + "/" + group).then().statusCode(403);
    }

    @Test
    void whatIsAskedAmissIsNamed() {
        refused("POST", "", Map.of("label", " "), 400, "label");
        refused("POST", "", Map.of("label", "auditors"), 409, "label");
        refused("PUT", "/" + group, Map.of("label", "x".repeat(65)), 400, "label");
        refused("PUT", "/" + group + "/members", Map.of(), 400, "usernames");
        refused("PUT", "/" + group + "/members", Map.of("usernames", List.of("nobody-here")), 400, "usernames");
        refused("PUT", "/" + group + "/members", Map.of("usernames", List.of(tenant.username())), 400, "usernames");
        String stranger = TestTenants.open().username();
        refused("PUT", "/" + group + "/members", Map.of("usernames", List.of(stranger)), 400, "usernames");
        refused("PUT", "/" + group + "/grants", onFirewall(1, "read_only"), 400, "firewall.id");
        members(group, limited).statusCode(200).body("usernames", contains(limited));
    }

    @Test
    void aUserIsInTwentyGroupsAtMostAndAnAccountHasAHundred() {
        for (int i = 2; i <= 20; i++) {
            members(created("Group " + i), limited).statusCode(200);
        }
        members(created("Group 21"), limited)
                .statusCode(409)
                .body("field", equalTo("usernames"))
                .body("detail", containsString("20 groups"));
        for (int i = 22; i <= 100; i++) {
            created("Group " + i);
        }
        tenant.call().body(Map.of("label", "Group 101")).post(GROUPS).then().statusCode(409);
        tenant.call().get(GROUPS + "?pageSize=30&page=4").then().body("data", hasSize(10));
    }

    @Test
    void groupsAreShownAsTheyWereAndWhatBecameOfThem() {
        String before = now();
        put(GROUPS + "/" + group + "/grants", Map.of("global", Map.of("add_linodes", true)));
        tenant.call()
                .body(Map.of("label", "Operators"))
                .put(GROUPS + "/" + group)
                .then()
                .statusCode(200)
                .body("label", equalTo("Operators"))
                .body("mayDo", contains("add_linodes"));
        tenant.call().delete(GROUPS + "/" + group).then().statusCode(204);

        tenant.call().get(GROUPS).then().body("data", empty());
        tenant.call()
                .queryParam("asOf", before)
                .get(GROUPS)
                .then()
                .body("data.label", contains("Auditors"))
                .body("data[0].usernames", contains(limited))
                .body("data[0].mayDo", empty());
        tenant.call()
                .queryParam("asOf", before)
                .get(GROUPS + "/" + group + "/grants")
                .then()
                .body("global.add_linodes", equalTo(false))
                .body("global.account_access", nullValue());
        List<String> events =
                tenant.call().get(GROUPS + "/" + group + "/history").jsonPath().getList("data.event");
        assertThat(events)
                .containsExactly(
                        "tenancy.UserGroupCreated",
                        "tenancy.UserGroupJoined",
                        "tenancy.UserGroupGranted",
                        "tenancy.UserGroupLabelled",
                        "tenancy.UserGroupDeleted");
        TestTenants.open().call().get(GROUPS + "/" + group + "/history").then().statusCode(404);
    }

    private static String now() {
        return TestTenants.asOperator().get("/admin/v1/clock").jsonPath().getString("now");
    }

    private void refused(String verb, String path, Map<String, ?> body, int status, String field) {
        tenant.call()
                .body(body)
                .request(verb, GROUPS + path)
                .then()
                .statusCode(status)
                .body("field", equalTo(field));
    }

    private int created(String label) {
        return tenant.call()
                .body(Map.of("label", label))
                .post(GROUPS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private ValidatableResponse members(int of, String... usernames) {
        return tenant.call()
                .body(Map.of("usernames", List.of(usernames)))
                .put(GROUPS + "/" + of + "/members")
                .then();
    }

    private void put(String path, Map<String, ?> body) {
        tenant.call().body(body).put(path).then().statusCode(200);
    }

    private static Map<String, Object> onFirewall(int id, @Nullable String level) {
        Map<String, Object> grant = new HashMap<>();
        grant.put("id", id);
        grant.put("permissions", level);
        return Map.of("firewall", List.of(grant));
    }

    private static Map<String, Object> wall() {
        return Map.of(
                "label",
                "wall-" + TestTenants.unique(),
                "rules",
                Map.of("inbound_policy", "DROP", "outbound_policy", "ACCEPT"));
    }

    private int firewall() {
        return tenant.call()
                .body(wall())
                .post(FIREWALLS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private RequestSpecification limited() {
        return TestTenants.as(token);
    }
}
