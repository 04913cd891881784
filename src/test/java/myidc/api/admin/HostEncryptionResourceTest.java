package myidc.api.admin;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators say that a host keeps disks on encrypted storage, and unsay it only where nobody was promised it. */
@QuarkusTest
class HostEncryptionResourceTest {
    private static final String INSTANCES = "/v4/linode/instances";

    private SmallSite site;
    private TestTenant tenant;
    private long host;

    @BeforeEach
    void aHost() {
        site = SmallSite.of(1, 4);
        tenant = TestTenants.open();
        host = site.hosts().getFirst();
    }

    @Test
    void whatIsSaidStandsWithItsReasonAndItsInstantBesideWhatWasFound() {
        String before = asOperator().get("/admin/v1/clock").path("now");
        one("").body("encrypted", equalTo(false)).body("reason", nullValue()).body("since", nullValue());

        say(true, "LUKS2 below the pool")
                .statusCode(200)
                .body("encrypted", equalTo(true))
                .body("reason", equalTo("LUKS2 below the pool"))
                .body("since", notNullValue())
                .body("guests", equalTo(0))
                .body("found", nullValue());

        asOperator().get("/admin/v1/hosts/" + host).then().body("encrypted", equalTo(true));
        one("?asOf=" + before).body("encrypted", equalTo(false)).body("reason", nullValue());
        List<String> who = asOperator()
                .get("/admin/v1/history/host-" + host)
                .path("data.findAll { it.event == 'compute.EncryptionDeclared' }.who");
        assertThat(who).hasSize(1).doesNotContainNull();
    }

    @Test
    void itIsNotUnsaidWhileGuestsThatWerePromisedItAreThere() {
        say(true, "LUKS2").statusCode(200);
        int first = created();
        int second = created();

        say(false, "new disks")
                .statusCode(409)
                .body("code", equalTo("compute.ENCRYPTION_PROMISED"))
                .body("detail", containsString("2 guests"));
        one("").body("encrypted", equalTo(true)).body("guests", equalTo(2));

        List.of(first, second)
                .forEach(guest -> Eventually.holds(() ->
                        tenant.call().delete(INSTANCES + "/" + guest).then().statusCode(200)));
        Eventually.holds(() -> one("").body("guests", equalTo(0)));
        say(false, "new disks")
                .statusCode(200)
                .body("encrypted", equalTo(false))
                .body("reason", equalTo("new disks"));
    }

    @Test
    void whatIsMissingOrNowhereIsNamed() {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "LUKS2"));
        put(host, body).statusCode(400).body("field", equalTo("encrypted"));
        body.put("encrypted", true);
        body.remove("reason");
        put(host, body).statusCode(400).body("field", equalTo("reason"));
        body.put("reason", "x".repeat(201));
        put(host, body).statusCode(400).body("field", equalTo("reason"));
        body.put("reason", "LUKS2");
        put(999_999_999, body).statusCode(404);

        one("").body("encrypted", equalTo(false));
    }

    private int created() {
        return tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "disk_encryption", "enabled"))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private ValidatableResponse one(String query) {
        return asOperator()
                .get("/admin/v1/host-encryption/" + host + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse say(boolean encrypted, String reason) {
        return put(host, Map.of("encrypted", encrypted, "reason", reason));
    }

    private static ValidatableResponse put(long host, Map<String, Object> body) {
        return asOperator().body(body).put("/admin/v1/host-encryption/" + host).then();
    }
}
