package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

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
        TestTenants.open().call().get(SCRIPTS).then().body("data", empty());
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
        refused("is_public", "is_public", true);
        tenant.call().get(SCRIPTS).then().body("results", equalTo(0));
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
