package myidc.api.tenant.linode;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PlacementGroupsResourceTest {
    private static final String GROUPS = "/v4/placement/groups";
    private static final String INSTANCES = "/v4/linode/instances";

    private SmallSite site;
    private TestTenant tenant;

    @BeforeEach
    void aSiteWithTwoHosts() {
        site = SmallSite.of(2, 8);
        tenant = TestTenants.open();
    }

    @Test
    void aStrictGroupKeepsItsGuestsOnDifferentHostsAndRefusesOneMoreThanThereAreHosts() {
        int group = group("strict");
        int first = guest("apart-1", group).statusCode(200).extract().path("id");
        int second = guest("apart-2", group)
                .statusCode(200)
                .body("placement_group.id", equalTo(group))
                .body("placement_group.placement_group_policy", equalTo("strict"))
                .extract()
                .path("id");

        assertThat(hostOf(first)).isNotEqualTo(hostOf(second));
        guest("apart-3", group).statusCode(400).body("errors[0].code", equalTo("compute.NOTHING_FITS"));
        tenant.call()
                .get(GROUPS + "/" + group)
                .then()
                .statusCode(200)
                .body("is_compliant", equalTo(true))
                .body("members.linode_id", equalTo(List.of(first, second)));
    }

    @Test
    void aFlexibleGroupLetsAGuestInAndSaysThatItIsNotApart() {
        int group = group("flexible");
        guest("near-1", group).statusCode(200);
        guest("near-2", group).statusCode(200);
        guest("near-3", group).statusCode(200);

        tenant.call()
                .get(GROUPS + "/" + group)
                .then()
                .body("is_compliant", equalTo(false))
                .body("members.findAll { !it.is_compliant }", hasSize(2));
    }

    @Test
    void guestsJoinAndLeaveAGroupThatGoesOnceItIsEmpty() {
        int group = group("flexible");
        int guest = guest("joins", null)
                .statusCode(200)
                .body("placement_group", nullValue())
                .extract()
                .path("id");

        act(group, "assign", guest)
                .statusCode(200)
                .body("members.linode_id", equalTo(List.of(guest)))
                .body("migrations", nullValue());
        tenant.call().get(INSTANCES + "/" + guest).then().body("placement_group.id", equalTo(group));
        act(group("strict"), "assign", guest)
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.GROUP_MEMBER_ELSEWHERE"));
        tenant.call()
                .delete(GROUPS + "/" + group)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.GROUP_NOT_EMPTY"));
        act(group, "unassign", guest).statusCode(200).body("members", empty());
        tenant.call()
                .body(Map.of("label", "renamed"))
                .put(GROUPS + "/" + group)
                .then()
                .statusCode(200)
                .body("label", equalTo("renamed"));
        tenant.call().delete(GROUPS + "/" + group).then().statusCode(200);
        tenant.call().get(GROUPS + "/" + group).then().statusCode(404);
    }

    @Test
    void aDeletedGuestLeavesItsGroup() {
        int group = group("strict");
        int guest = guest("goes", group).statusCode(200).extract().path("id");
        until(() -> tenant.call()
                .get(INSTANCES + "/" + guest)
                .then()
                .extract()
                .path("status")
                .equals("running"));

        tenant.call().delete(INSTANCES + "/" + guest).then().statusCode(200);

        until(() -> tenant.call()
                .get(GROUPS + "/" + group)
                .then()
                .extract()
                .<List<Object>>path("members")
                .isEmpty());
    }

    @Test
    void aStrictGroupTakesNoGuestWhoseHostHasAMember() {
        int group = group("strict");
        guest("one", group).statusCode(200);
        guest("two", group).statusCode(200);
        int third = guest("three", null).statusCode(200).extract().path("id");

        act(group, "assign", third).statusCode(400).body("errors[0].code", equalTo("compute.GROUP_HOST_TAKEN"));
        tenant.call().get(GROUPS + "/" + group).then().body("members", hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({
        "label, a b",
        "region, nowhere",
        "placement_group_type, affinity:local",
        "placement_group_policy, sometimes",
    })
    void badInputNamesTheField(String field, String value) {
        Map<String, Object> body = request("strict");
        body.put(field, value);

        tenant.call()
                .body(body)
                .post(GROUPS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].reason", notNullValue());
        tenant.call().get(GROUPS).then().body("results", equalTo(0));
    }

    @Test
    void aLabelIsTakenOnce() {
        Map<String, Object> body = request("strict");
        tenant.call().body(body).post(GROUPS).then().statusCode(200);

        tenant.call()
                .body(body)
                .post(GROUPS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("label"))
                .body("errors[0].code", equalTo("compute.GROUP_LABEL_TAKEN"));
    }

    @Test
    void aGroupOfAnotherTenantOrSiteIsNone() {
        int group = group("strict");
        TestTenant other = TestTenants.open();
        other.call().get(GROUPS + "/" + group).then().statusCode(404);

        SmallSite elsewhere = SmallSite.of(1, 4);
        Map<String, Object> body = guestRequest("far", group);
        body.put("region", elsewhere.region());
        tenant.call()
                .body(body)
                .post(INSTANCES)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("placement_group.id"));
    }

    private int group(String policy) {
        return tenant.call()
                .body(request(policy))
                .post(GROUPS)
                .then()
                .statusCode(200)
                .body("placement_group_type", equalTo("anti_affinity:local"))
                .body("placement_group_policy", equalTo(policy))
                .extract()
                .path("id");
    }

    private Map<String, Object> request(String policy) {
        return new HashMap<>(Map.of(
                "label",
                "group-" + TestTenants.unique(),
                "region",
                site.region(),
                "placement_group_type",
                "anti_affinity:local",
                "placement_group_policy",
                policy));
    }

    private ValidatableResponse guest(String label, Integer group) {
        return tenant.call().body(guestRequest(label, group)).post(INSTANCES).then();
    }

    private Map<String, Object> guestRequest(String label, Integer group) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "label", label,
                "region", site.region(),
                "type", "g6-nanode-1",
                "image", "linode/debian12",
                "root_pass", "a long Password 1"));
        if (group != null) {
            body.put("placement_group", Map.of("id", group));
        }
        return body;
    }

    private ValidatableResponse act(int group, String action, int guest) {
        return tenant.call()
                .body(Map.of("linodes", List.of(guest)))
                .post(GROUPS + "/" + group + "/" + action)
                .then();
    }

    private String hostOf(int guest) {
        return tenant.call().get(INSTANCES + "/" + guest).then().extract().path("host_uuid");
    }

    private static void until(java.util.function.BooleanSupplier met) {
        for (int i = 0; i < 300 && !met.getAsBoolean(); i++) {
            LockSupport.parkNanos(MILLISECONDS.toNanos(100));
        }
        assertThat(met.getAsBoolean()).isTrue();
    }
}
