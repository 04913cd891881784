package myidc.api.tenant.linode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant gives for a machine's first start reaches the machine room and is in no fact. */
@QuarkusTest
class UserDataTest {
    private static final String SECRET = "#cloud-config\nruncmd: [[echo, a-secret-of-the-tenant]]\n";
    private static final String GIVEN = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));

    @Inject
    Sql sql;

    private TestTenant tenant;
    private SmallSite site;

    @BeforeEach
    void aTenantAndAHost() {
        tenant = TestTenants.open();
        site = SmallSite.of(1, 8);
    }

    @Test
    void reachesTheRoomStaysWithARebuildThatSaysNothingOfItAndGoesWithOneThatTakesItAway() {
        int id = made(Map.of("user_data", GIVEN));

        Eventually.holds(() -> assertThat(inTheRoom(id)).isEqualTo(GIVEN));
        guest(id).body("has_user_data", equalTo(true));

        rebuild(id, null);
        Eventually.holds(() -> guest(id).body("status", equalTo("running")));
        assertThat(inTheRoom(id)).isEqualTo(GIVEN);

        Map<String, Object> nothing = new HashMap<>();
        nothing.put("user_data", null);
        rebuild(id, nothing);
        Eventually.holds(() -> guest(id).body("status", equalTo("running")));
        assertThat(inTheRoom(id)).isNull();
        guest(id).body("has_user_data", equalTo(false));
    }

    @Test
    void isInNoFactAndNoAnswer() {
        int id = made(Map.of("user_data", GIVEN));

        Eventually.holds(() -> guest(id).body("status", equalTo("running")));
        assertThat(sql.count(
                        "select count(*) from domain_event where payload::text like ?" + " or payload::text like ?",
                        "%" + GIVEN.substring(0, 24) + "%",
                        "%a-secret-of-the-tenant%"))
                .isZero();
        assertThat(guest(id).extract().asString()).doesNotContain(GIVEN);
    }

    @Test
    void aCopyHasItsOwn() {
        int id = made(Map.of("user_data", GIVEN));
        Eventually.holds(() -> guest(id).body("status", equalTo("running")));
        tenant.call().post("/v4/linode/instances/" + id + "/shutdown").then().statusCode(200);
        Eventually.holds(() -> guest(id).body("status", equalTo("offline")));

        int copy = tenant.call()
                .body(Map.of("label", "copy-without"))
                .post("/v4/linode/instances/" + id + "/clone")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        guest(copy).body("has_user_data", equalTo(false));
    }

    @Test
    void whatIsNoBase64OrTooLongIsRefusedByName() {
        String most = Base64.getEncoder().encodeToString(new byte[65_535]);
        for (Object wrong : Arrays.asList("no base64!", 7, Base64.getEncoder().encodeToString(new byte[65_536]))) {
            create(Map.of("user_data", wrong)).statusCode(400).body("errors[0].field", equalTo("metadata.user_data"));
        }
        create("text").statusCode(400).body("errors[0].field", equalTo("metadata"));
        create(Map.of("user_data", most)).statusCode(200);
    }

    private int made(Object metadata) {
        return create(metadata)
                .statusCode(200)
                .body("has_user_data", equalTo(true))
                .extract()
                .path("id");
    }

    private ValidatableResponse create(Object metadata) {
        return tenant.call()
                .body(Map.of(
                        "region", site.region(),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "root_pass", "a long Passw0rd of nobody",
                        "metadata", metadata))
                .post("/v4/linode/instances")
                .then();
    }

    private void rebuild(int id, Map<String, Object> metadata) {
        Eventually.holds(() -> guest(id).body("status", equalTo("running")));
        Map<String, Object> body = new HashMap<>(Map.of("image", "linode/debian12", "root_pass", "another Passw0rd 2"));
        body.put("metadata", metadata);
        Eventually.holds(() -> tenant.call()
                .body(body)
                .post("/v4/linode/instances/" + id + "/rebuild")
                .then()
                .statusCode(200));
    }

    private ValidatableResponse guest(int id) {
        return tenant.call().get("/v4/linode/instances/" + id).then().statusCode(200);
    }

    private String inTheRoom(int id) {
        return sql.row(
                        "select user_data from simulated_guest where instance_id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        (long) id)
                .flatMap(found -> found)
                .orElse(null);
    }
}
