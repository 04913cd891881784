package myidc.api.tenant.linode;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose disks are promised to be encrypted goes only where they are. */
@QuarkusTest
class DiskEncryptionTest {
    private static final String INSTANCES = "/v4/linode/instances";
    private static final String ENABLED = "enabled";
    private static final String DISABLED = "disabled";
    private static final String IMAGE = "linode/debian12";

    private TestTenant tenant;
    private SmallSite site;

    @BeforeEach
    void aTenantAndThreeHosts() {
        tenant = TestTenants.open();
        site = SmallSite.of(3, 4);
    }

    @Test
    void aRegionOffersItOnlyWhileOneOfItsHostsThatTakesGuestsHasIt() {
        region().body("capabilities", not(hasItem("Disk Encryption")));
        create(ENABLED)
                .statusCode(400)
                .body("errors[0].field", equalTo("disk_encryption"))
                .body("errors[0].reason", containsString("no host there"));
        created(null).body("disk_encryption", equalTo(DISABLED));

        encrypt(0);

        region().body("capabilities", hasItem("Disk Encryption"));
        created(ENABLED).body("disk_encryption", equalTo(ENABLED));
        cordon(0);
        region().body("capabilities", not(hasItem("Disk Encryption")));
        create(ENABLED).statusCode(400).body("errors[0].field", equalTo("disk_encryption"));
        created(null).body("disk_encryption", equalTo(DISABLED));
    }

    @Test
    void whoSaysNothingHasItWhereThereIsRoomAndWhoWantsItIsRefusedWhereThereIsNone() {
        encrypt(1);
        for (int i = 0; i < 4; i++) {
            int guest = created(null)
                    .body("disk_encryption", equalTo(ENABLED))
                    .extract()
                    .path("id");
            assertThat(hostOf(guest)).isEqualTo(host(1));
        }

        create(ENABLED).statusCode(400).body("errors[0].reason", containsString("with encrypted disks"));
        int plain = created(null)
                .body("disk_encryption", equalTo(DISABLED))
                .extract()
                .path("id");
        assertThat(hostOf(plain)).isNotEqualTo(host(1));
        assertThat(verdicts(plain))
                .as("asked of every host, without encryption")
                .noneMatch(line -> line.contains("ENCRYPTION"));
    }

    @Test
    void theDecisionSaysWhichHostsWereOutOfTheQuestionByIt() {
        encrypt(2);

        int guest = created(ENABLED).extract().path("id");

        assertThat(hostOf(guest)).isEqualTo(host(2));
        assertThat(verdicts(guest))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith(host(2) + " "),
                        line -> assertThat(line).isEqualTo(host(0) + " ENCRYPTION"),
                        line -> assertThat(line).isEqualTo(host(1) + " ENCRYPTION"));
        tenant.call()
                .get(INSTANCES + "/" + guest + "/disks")
                .then()
                .body("data.disk_encryption", everyItem(equalTo(ENABLED)));
        tenant.call()
                .get(INSTANCES)
                .then()
                .body("data.find { it.id == " + guest + " }.disk_encryption", equalTo(ENABLED));
        asOperator().get("/admin/v1/instances/" + guest).then().body("encrypted", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Enabled", ""})
    void aWordThatIsNoneIsRefusedByName(String word) {
        create(word).statusCode(400).body("errors[0].field", equalTo("disk_encryption"));
    }

    @Test
    void aMachineMovesOnlyWhereItsDisksStayEncrypted() {
        encrypt(0);
        int guest = running(ENABLED);

        act(guest, "migrate", Map.of()).statusCode(400).body("errors[0].reason", containsString("encrypted disks"));
        assertThat(hostOf(guest)).isEqualTo(host(0));

        encrypt(1);
        act(guest, "migrate", Map.of()).statusCode(200);
        Eventually.holds(() -> {
            assertThat(hostOf(guest)).isEqualTo(host(1));
            seen(guest).body("status", not(equalTo("migrating")));
        });
        said(0).body("guests", equalTo(0));
        said(1).body("guests", equalTo(1));
    }

    @Test
    void aMachineThatOutgrowsItsHostGoesToOneWhereItsDisksStayEncrypted() {
        encrypt(0);
        int guest = running(ENABLED);
        int other = running(ENABLED);
        assertThat(List.of(hostOf(guest), hostOf(other))).containsOnly(host(0));

        act(guest, "resize", Map.of("type", "g6-standard-2")).statusCode(200);
        Eventually.holds(() -> seen(guest).body("type", equalTo("g6-standard-2")));
        assertThat(hostOf(guest)).isEqualTo(host(0));
        act(other, "resize", Map.of("type", "g6-standard-4")).statusCode(400);

        encrypt(2);
        act(other, "resize", Map.of("type", "g6-standard-4")).statusCode(200);
        Eventually.holds(() -> seen(other).body("type", equalTo("g6-standard-4")));
        assertThat(hostOf(other)).isEqualTo(host(2));
        seen(other).body("disk_encryption", equalTo(ENABLED));
    }

    @Test
    void aRebuildKeepsItEndsItOrBeginsItWhereTheHostHasIt() {
        encrypt(0);
        int guest = running(ENABLED);
        rebuild(guest, null).statusCode(200).body("disk_encryption", equalTo(ENABLED));
        settled(guest);
        rebuild(guest, DISABLED).statusCode(200).body("disk_encryption", equalTo(DISABLED));
        settled(guest);
        said(0).body("guests", equalTo(0));
        rebuild(guest, ENABLED).statusCode(200).body("disk_encryption", equalTo(ENABLED));
        settled(guest);
        said(0).body("guests", equalTo(1));
        cordon(0);
        int plain = running(DISABLED);

        rebuild(plain, ENABLED)
                .statusCode(400)
                .body("errors[0].field", equalTo("disk_encryption"))
                .body("errors[0].reason", containsString("clone"));
        rebuild(plain, "perhaps").statusCode(400).body("errors[0].field", equalTo("disk_encryption"));

        seen(plain).body("disk_encryption", equalTo(DISABLED));
    }

    @Test
    void aCloneIsAsItsSourceUnlessSomethingElseIsSaid() {
        encrypt(0);
        encrypt(1);
        int guest = running(ENABLED);
        int plain = running(DISABLED, 2);

        int copy = cloned(guest, Map.of())
                .statusCode(200)
                .body("disk_encryption", equalTo(ENABLED))
                .extract()
                .path("id");
        assertThat(hostOf(copy)).isIn(host(0), host(1));
        cloned(guest, Map.of("disk_encryption", DISABLED)).statusCode(200).body("disk_encryption", equalTo(DISABLED));
        settled(plain);
        cloned(plain, Map.of("disk_encryption", ENABLED)).statusCode(200).body("disk_encryption", equalTo(ENABLED));
        cloned(plain, Map.of()).statusCode(200).body("disk_encryption", equalTo(DISABLED));
        settled(guest);
        tenant.call()
                .body(Map.of("linode_id", plain))
                .post(INSTANCES + "/" + guest + "/clone")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("linode_id"));
        tenant.call()
                .body(Map.of("linode_id", guest, "disk_encryption", ENABLED))
                .post(INSTANCES + "/" + plain + "/clone")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("disk_encryption"));
        tenant.call()
                .body(Map.of("region", SmallSite.of(1, 4).region()))
                .post(INSTANCES + "/" + guest + "/clone")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("disk_encryption"));
    }

    @Test
    void aBackupOfItGoesOnlyOntoDisksThatAreAndANewMachineOfItHasThemToo() {
        site.poolForVolumes();
        encrypt(0);
        int guest = running(ENABLED);
        int plain = running(DISABLED, 1);
        act(guest, "backups/enable", Map.of()).statusCode(200);
        int backup = tenant.call()
                .body(Map.of("label", "before"))
                .post(INSTANCES + "/" + guest + "/backups")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(() -> tenant.call()
                .get(INSTANCES + "/" + guest + "/backups/" + backup)
                .then()
                .body("status", equalTo("successful")));

        act(guest, "backups/" + backup + "/restore", Map.of("linode_id", plain, "overwrite", true))
                .statusCode(400)
                .body("errors[0].field", equalTo("linode_id"));
        tenant.call()
                .body(Map.of("region", site.region(), "type", "g6-nanode-1", "backup_id", backup))
                .post(INSTANCES)
                .then()
                .statusCode(200)
                .body("disk_encryption", equalTo(ENABLED));
    }

    private ValidatableResponse region() {
        return tenant.call().get("/v4/regions/" + site.region()).then().statusCode(200);
    }

    private ValidatableResponse created(@Nullable String encryption) {
        return create(encryption).statusCode(200);
    }

    private ValidatableResponse create(@Nullable String encryption) {
        Map<String, Object> body = new HashMap<>(
                Map.of("region", site.region(), "type", "g6-nanode-1", "image", IMAGE, "root_pass", "aPassw0rd-12345"));
        if (encryption != null) {
            body.put("disk_encryption", encryption);
        }
        return tenant.call().body(body).post(INSTANCES).then();
    }

    private int running(String encryption) {
        int guest = created(encryption).extract().path("id");
        settled(guest);
        return guest;
    }

    /** On that host, since the others are closed meanwhile. */
    private int running(String encryption, int only) {
        for (int i = 0; i < site.hosts().size(); i++) {
            if (i != only) {
                cordon(i);
            }
        }
        int guest = running(encryption);
        for (int i = 0; i < site.hosts().size(); i++) {
            if (i != only) {
                asOperator()
                        .post("/admin/v1/hosts/" + host(i) + "/uncordon")
                        .then()
                        .statusCode(200);
            }
        }
        return guest;
    }

    private void settled(int guest) {
        Eventually.holds(() -> seen(guest).body("status", equalTo("running")));
    }

    private ValidatableResponse seen(int guest) {
        return tenant.call().get(INSTANCES + "/" + guest).then().statusCode(200);
    }

    private ValidatableResponse act(int guest, String deed, Map<String, Object> body) {
        return tenant.call()
                .body(body)
                .post(INSTANCES + "/" + guest + "/" + deed)
                .then();
    }

    private ValidatableResponse rebuild(int guest, @Nullable String encryption) {
        Map<String, Object> body = new HashMap<>(Map.of("image", IMAGE, "root_pass", "aPassw0rd-12345"));
        if (encryption != null) {
            body.put("disk_encryption", encryption);
        }
        return act(guest, "rebuild", body);
    }

    private ValidatableResponse cloned(int guest, Map<String, Object> body) {
        return act(guest, "clone", body);
    }

    private long host(int index) {
        return site.hosts().get(index);
    }

    private void encrypt(int index) {
        asOperator()
                .body(Map.of("encrypted", true, "reason", "LUKS2 below the pool"))
                .put("/admin/v1/host-encryption/" + host(index))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse said(int index) {
        return asOperator()
                .get("/admin/v1/host-encryption/" + host(index))
                .then()
                .statusCode(200);
    }

    private void cordon(int index) {
        asOperator()
                .body(Map.of("reason", "closed"))
                .post("/admin/v1/hosts/" + host(index) + "/cordon")
                .then()
                .statusCode(200);
    }

    private long hostOf(int guest) {
        return asOperator()
                .get("/admin/v1/instances/" + guest)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("hostId");
    }

    private List<String> verdicts(int guest) {
        return asOperator()
                .get("/admin/v1/history/instance-" + guest)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList(
                        "data.findAll { it.event == 'compute.PlacementWeighed' }.payload.verdicts.flatten()",
                        String.class);
    }
}
