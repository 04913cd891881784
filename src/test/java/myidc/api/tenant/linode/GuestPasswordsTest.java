package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GuestPasswordsTest {
    private static final String INSTANCES = "/v4/linode/instances";

    @Inject
    Sql sql;

    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void aGuestThatRuns() {
        tenant = TestTenants.open();
        guest = tenant.call()
                .body(Map.of(
                        "region", SmallSite.of(1, 8).region(),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "root_pass", "a long Password 1"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        becomes("running");
    }

    @Test
    void aNewPasswordHoldsFromTheNextStartOn() {
        String before = inRoom();
        reset("password", Map.of("root_pass", "another Password 2"))
                .statusCode(400)
                .body("errors[0].code", equalTo("compute.INSTANCE_STATE"));
        tenant.call().post(INSTANCES + "/" + guest + "/shutdown");
        becomes("offline");

        reset("password", Map.of("root_pass", "another Password 2")).statusCode(200);
        assertThat(inRoom()).isEqualTo(before);
        tenant.call().post(INSTANCES + "/" + guest + "/boot");
        becomes("running");
        String second = inRoom();
        assertThat(second).startsWith("$6$").isNotEqualTo(before);
        tenant.call().get("/v4/account/events").then().body("data.action", hasItem("password_reset"));

        tenant.call().post(INSTANCES + "/" + guest + "/shutdown");
        becomes("offline");
        reset("disks/" + guest + "/password", Map.of("password", "a third Password 3"))
                .statusCode(200);
        tenant.call().post(INSTANCES + "/" + guest + "/boot");
        becomes("running");
        assertThat(inRoom()).isNotEqualTo(second);
    }

    @Test
    void aBadPasswordAndAForeignDiskAreRefused() {
        reset("password", Map.of("root_pass", "short")).statusCode(400).body("errors[0].field", equalTo("root_pass"));
        reset("password", Map.of()).statusCode(400).body("errors[0].field", equalTo("root_pass"));
        reset("disks/7/password", Map.of("password", "another Password 2")).statusCode(404);
    }

    private ValidatableResponse reset(String path, Map<String, String> body) {
        return tenant.call()
                .body(body)
                .post(INSTANCES + "/" + guest + "/" + path)
                .then();
    }

    private void becomes(String status) {
        Eventually.holds(() -> tenant.call().get(INSTANCES + "/" + guest).then().body("status", equalTo(status)));
    }

    private String inRoom() {
        return sql.row("select root_hash from simulated_guest where instance_id = ?", row -> row.getString(1), (long)
                        guest)
                .orElseThrow();
    }
}
