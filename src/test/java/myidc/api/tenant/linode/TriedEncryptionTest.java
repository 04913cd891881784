package myidc.api.tenant.linode;

import static myidc.TestTenants.asOperator;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine that is only tried is answered, of its disks' encryption too, as if it were made, and promises nothing. */
@QuarkusTest
class TriedEncryptionTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final String ENABLED = "enabled";
    private static final String DISABLED = "disabled";

    private TestTenant tenant;
    private SmallSite site;

    @BeforeEach
    void aTenantAndTwoHosts() {
        tenant = TestTenants.open();
        site = SmallSite.of(2, 1);
    }

    @Test
    void whereNoHostHasItATrialIsRefusedAsTheDeed() {
        String deed = create(ENABLED, false).statusCode(400).extract().path("errors[0].reason");

        create(ENABLED, true)
                .statusCode(400)
                .body("errors[0].field", equalTo("disk_encryption"))
                .body("errors[0].reason", equalTo(deed));
        create("yes", true).statusCode(400).body("errors[0].field", equalTo("disk_encryption"));
        tried(DISABLED, DISABLED);
        tried(null, DISABLED);
        nothingIsMade();
    }

    @Test
    void whereAHostHasItATrialSaysSoAndPromisesNothing() {
        encrypt();

        for (int i = 0; i < 2; i++) {
            tried(ENABLED, ENABLED);
            tried(null, ENABLED);
            tried(DISABLED, DISABLED);
        }

        nothingIsMade();
        promised(0);
        create(ENABLED, false).statusCode(200).body("disk_encryption", equalTo(ENABLED));
        promised(1);
    }

    @Test
    void whereTheHostsThatHaveItAreFullATrialGoesElsewhereOrIsRefused() {
        encrypt();
        create(ENABLED, false).statusCode(200);

        create(ENABLED, true).statusCode(400).body("errors[0].reason", containsString("with encrypted disks"));
        tried(null, DISABLED);
        tried(DISABLED, DISABLED);
        promised(1);
        create(null, false).statusCode(200).body("disk_encryption", equalTo(DISABLED));
    }

    private void tried(@Nullable String asked, String answered) {
        create(asked, true)
                .statusCode(200)
                .header("Preference-Applied", "dry-run")
                .body("myidc.dry_run", equalTo(true))
                .body("disk_encryption", equalTo(answered));
    }

    private ValidatableResponse create(@Nullable String encryption, boolean trial) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "region",
                site.region(),
                "type",
                "g6-nanode-1",
                "image",
                "linode/debian12",
                "root_pass",
                "aPassw0rd-12345"));
        if (encryption != null) {
            body.put("disk_encryption", encryption);
        }
        return (trial ? tenant.call().header("Prefer", "dry-run") : tenant.call())
                .body(body)
                .post(INSTANCES)
                .then();
    }

    private void nothingIsMade() {
        tenant.call().get(INSTANCES).then().statusCode(200).body("data", empty());
    }

    private void encrypt() {
        asOperator()
                .body(Map.of("encrypted", true, "reason", "LUKS2 below the pool"))
                .put("/admin/v1/host-encryption/" + site.hosts().getFirst())
                .then()
                .statusCode(200);
    }

    private void promised(int guests) {
        asOperator()
                .get("/admin/v1/host-encryption/" + site.hosts().getFirst())
                .then()
                .statusCode(200)
                .body("guests", equalTo(guests));
    }
}
