package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StackScriptsResourceTest {
    private static final String SCRIPTS = "/v4/linode/stackscripts";
    private static final String SCRIPT = "#!/bin/bash\n# <UDF name=\"host\" label=\"Name\">\nhostname $HOST\n";

    @Inject
    Sql sql;

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenants.open();
    }

    @Test
    void aScriptIsMadeRevisedAndDeleted() {
        int id = create(request())
                .statusCode(200)
                .body("username", equalTo(tenant.username()))
                .body("mine", equalTo(true))
                .body("is_public", equalTo(false))
                .body("deployments_total", equalTo(0))
                .body("user_defined_fields.name", contains("host"))
                .extract()
                .path("id");

        tenant.call()
                .body(Map.of("label", "second", "script", "#!/bin/sh\ntrue\n", "rev_note", "shorter"))
                .put(SCRIPTS + "/" + id)
                .then()
                .statusCode(200)
                .body("label", equalTo("second"))
                .body("rev_note", equalTo("shorter"))
                .body("images", contains("any/all"))
                .body("user_defined_fields", empty());
        tenant.call()
                .header("X-Filter", "{\"mine\":true,\"label\":\"second\"}")
                .get(SCRIPTS)
                .then()
                .body("data.id", contains(id));
        seen(TestTenants.open(), "{\"is_public\":false}").body("data", empty());
        tenant.call().delete(SCRIPTS + "/" + id).then().statusCode(200);
        tenant.call().get(SCRIPTS + "/" + id).then().statusCode(404);
    }

    @Test
    void aGuestRunsItAtItsFirstStartWithWhatIsGiven() {
        SmallSite site = SmallSite.of(1, 8);
        int id = create(request()).statusCode(200).extract().path("id");
        Map<String, Object> order = new HashMap<>(Map.of(
                "region", site.region(),
                "type", "g6-nanode-1",
                "image", "linode/debian12",
                "root_pass", "a long Password 1",
                "stackscript_id", id));
        tenant.call()
                .body(order)
                .post("/v4/linode/instances")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("stackscript_data.host"));
        order.put("stackscript_data", Map.of("host", "web-1"));

        int guest = tenant.call()
                .body(order)
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        Eventually.holds(() -> assertThat(sql.rows(
                        "select first_boot from simulated_guest where instance_id = ?", row -> row.getString(1), (long)
                                guest))
                .containsExactly(
                        "#!/bin/bash\nexport host='web-1'\n# <UDF name=\"host\" label=\"Name\">\nhostname $HOST\n"));
        tenant.call().get(SCRIPTS + "/" + id).then().body("deployments_total", equalTo(1));
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() {
        refused("script", "script", "echo no interpreter");
        refused("label", "label", "ab");
        refused("images", "images", List.of("linode/none"));
        seen(tenant, "{\"mine\":true}").body("results", equalTo(0));
    }

    @Test
    void aPublicScriptIsReadAndRunByEveryTenantAndChangedByItsOwnAlone() {
        TestTenant other = TestTenants.open();
        int id = create(request()).statusCode(200).extract().path("id");
        String one = SCRIPTS + "/" + id;
        other.call().get(one).then().statusCode(404);
        order(other, id).statusCode(400).body("errors[0].field", equalTo("stackscript_id"));

        tenant.call()
                .body(Map.of("is_public", true))
                .put(one)
                .then()
                .statusCode(200)
                .body("is_public", equalTo(true));

        other.call()
                .get(one)
                .then()
                .statusCode(200)
                .body("mine", equalTo(false))
                .body("username", equalTo(tenant.username()))
                .body("script", equalTo(SCRIPT));
        String theirs = "{\"is_public\":true,\"mine\":false,\"username\":\"" + tenant.username() + "\"}";
        seen(other, theirs).body("data.id", contains(id));
        seen(tenant, theirs).body("data", empty());
        other.call().body(Map.of("label", "theirs")).put(one).then().statusCode(404);
        other.call().delete(one).then().statusCode(404);
        tenant.call().delete(one).then().statusCode(400).body("errors[0].code", equalTo("compute.STACKSCRIPT_PUBLIC"));
        tenant.call()
                .body(Map.of("is_public", false))
                .put(one)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("is_public"));

        int guest = order(other, id).statusCode(200).extract().path("id");

        tenant.call().get(one).then().body("deployments_total", equalTo(1)).body("deployments_active", equalTo(1));
        String story = tenant.call()
                .get("/portal/v1/stackscripts/" + id + "/history?newestFirst=true")
                .then()
                .statusCode(200)
                .body("data[0].event", equalTo("compute.StackScriptDeployedElsewhere"))
                .body("data[0].who", nullValue())
                .extract()
                .asString();
        assertThat(story).doesNotContain("instance-" + guest, other.username());
        other.call().get("/portal/v1/stackscripts/" + id + "/history").then().statusCode(404);
        Eventually.holds(() ->
                other.call().delete("/v4/linode/instances/" + guest).then().statusCode(200));
        Eventually.holds(() -> tenant.call()
                .get(one)
                .then()
                .body("deployments_total", equalTo(1))
                .body("deployments_active", equalTo(0)));
    }

    @Test
    void aRestrictedUserReadsWhatIsPublicAndNotWhatIsPrivate() {
        int hidden = create(request()).statusCode(200).extract().path("id");
        Map<String, Object> open = request();
        open.put("is_public", true);
        int shown = create(open)
                .statusCode(200)
                .body("is_public", equalTo(true))
                .extract()
                .path("id");

        String limited = TestTenants.token(tenant.id(), TestTenants.restrictedUser(tenant.id()), "*");

        TestTenants.as(limited).get(SCRIPTS + "/" + hidden).then().statusCode(404);
        TestTenants.as(limited).get(SCRIPTS + "/" + shown).then().statusCode(200);
        TestTenants.as(limited)
                .header("X-Filter", "{\"mine\":true}")
                .get(SCRIPTS)
                .then()
                .body("data.id", contains(shown));
    }

    @Test
    void staffTakeAPublicScriptDownWithAReason() {
        Map<String, Object> body = request();
        int hidden = create(body).statusCode(200).extract().path("id");
        body.put("is_public", true);
        int id = create(body).statusCode(200).extract().path("id");
        String path = "/admin/v1/stackscripts/";
        TestTenants.asOperator().get(path + hidden).then().statusCode(404);
        TestTenants.asOperator().get(path + id).then().statusCode(200).body("script", equalTo(SCRIPT));
        TestTenants.asOperator()
                .body(Map.of())
                .post(path + id + "/take-down")
                .then()
                .statusCode(400);

        TestTenants.asOperator()
                .body(Map.of("reason", "fetches what nobody knows"))
                .post(path + id + "/take-down")
                .then()
                .statusCode(200)
                .body("takenDown", equalTo("fetches what nobody knows"));

        TestTenants.open().call().get(SCRIPTS + "/" + id).then().statusCode(404);
        tenant.call().get(SCRIPTS + "/" + id).then().statusCode(200).body("is_public", equalTo(false));
        tenant.call()
                .body(Map.of("is_public", true))
                .put(SCRIPTS + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.STACKSCRIPT_TAKEN_DOWN"));
        TestTenants.asOperator()
                .body(Map.of("reason", "again"))
                .post(path + id + "/take-down")
                .then()
                .statusCode(409);
    }

    private static ValidatableResponse order(TestTenant by, int script) {
        return by.call()
                .body(Map.of(
                        "region",
                        SmallSite.of(1, 8).region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "a long Password 1",
                        "stackscript_id",
                        script,
                        "stackscript_data",
                        Map.of("host", "web-1")))
                .post("/v4/linode/instances")
                .then();
    }

    private static ValidatableResponse seen(TestTenant by, String filter) {
        return by.call().header("X-Filter", filter).get(SCRIPTS).then().statusCode(200);
    }

    private void refused(String field, String name, Object value) {
        Map<String, Object> body = request();
        body.put(name, value);
        create(body).statusCode(400).body("errors[0].field", equalTo(field));
    }

    private static Map<String, Object> request() {
        return new HashMap<>(Map.of("label", "first", "images", List.of("any/all"), "script", SCRIPT));
    }

    private ValidatableResponse create(Map<String, Object> body) {
        return tenant.call().body(body).post(SCRIPTS).then();
    }
}
