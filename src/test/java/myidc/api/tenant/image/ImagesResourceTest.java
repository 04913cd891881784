package myidc.api.tenant.image;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestPrices;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImagesResourceTest {
    private static final String IMAGES = "/v4/images";
    private static final int MIB = 1 << 20;

    @Inject
    Sql sql;

    private TestTenant tenant;
    private SmallSite site;

    @BeforeEach
    void aTenantAndASite() {
        tenant = TestTenants.open();
        site = SmallSite.of(1, 8);
    }

    @Test
    void anImageOfADiskIsMadeAndGuestsAreMadeFromIt() {
        int guest = guest("linode/debian12", 200).extract().path("id");
        await("/v4/linode/instances/" + guest, "running");
        String id = post(
                        IMAGES,
                        Map.of("disk_id", disk(guest), "label", "golden", "tags", List.of("base"), "cloud_init", true))
                .statusCode(200)
                .body("id", startsWith("private/"))
                .body("status", equalTo("creating"))
                .body("created_by", equalTo(tenant.username()))
                .body("capabilities", contains("cloud-init"))
                .body("regions.region", contains(site.region()))
                .extract()
                .path("id");
        await(IMAGES + "/" + id, "available");

        get(IMAGES + "/" + id).body("size", greaterThan(20_000)).body("total_size", greaterThan(4_000));
        get(IMAGES).body("data.id", hasItem(id)).body("data.id", hasItem("linode/debian12"));
        given().get(IMAGES).then().statusCode(200).body("data.id", not(hasItem(id)));
        get("/v4/account/events").body("data.action", hasItem("disk_imagize"));
        int copy = guest(id, 200).body("image", equalTo(id)).extract().path("id");
        await("/v4/linode/instances/" + copy, "running");
        put(IMAGES + "/" + id, Map.of("label", "golden 2", "description", "With tools"))
                .statusCode(200)
                .body("label", equalTo("golden 2"))
                .body("tags", contains("base"));

        tenant.call().delete(IMAGES + "/" + id).then().statusCode(200);

        tenant.call().get(IMAGES + "/" + id).then().statusCode(404);
        guest(id, 400).body("errors[0].field", equalTo("image"));
        long number = Long.parseLong(id.substring(8));
        Eventually.holds(() -> assertThat(sql.count("select count(*) from simulated_image where image_id = ?", number))
                .isZero());
    }

    @Test
    void anImageIsSentCheckedAndPutInAnotherRegion() throws IOException {
        SmallSite second = SmallSite.of(1, 8);
        String address = upload("sent").extract().path("upload_to");
        String id = tenant.call().get(IMAGES).then().extract().path("data.find { it.label == 'sent' }.id");
        get(IMAGES + "/" + id).body("status", equalTo("pending_upload")).body("size", equalTo(0));
        guest(id, 400).body("errors[0].reason", containsString("no contents"));
        post(IMAGES + "/" + id + "/regions", Map.of("regions", List.of(second.region())))
                .statusCode(400);

        send(address, new byte[777]).statusCode(400).body("errors[0].reason", containsString("512"));
        given().header("X-Checksum-SHA256", "0".repeat(64))
                .contentType("application/octet-stream")
                .body(gzip(new byte[3 * MIB]))
                .put(path(address))
                .then()
                .statusCode(400)
                .body("errors[0].reason", containsString("X-Checksum-SHA256"));
        send(address, gzip(new byte[3 * MIB])).statusCode(200);

        get(IMAGES + "/" + id).body("status", equalTo("available")).body("size", equalTo(3));
        send(address, gzip(new byte[MIB])).statusCode(404);
        guest(id, 200);
        post(IMAGES + "/" + id + "/regions", Map.of("regions", List.of(second.region())))
                .statusCode(400)
                .body("errors[0].field", equalTo("regions"));
        post(IMAGES + "/" + id + "/regions", Map.of("regions", List.of(site.region(), second.region())))
                .statusCode(200)
                .body("regions.status", contains("available", "available"));
        get("/v4/account/events").body("data.action", hasItem("image_upload"));
    }

    @Test
    void whatIsLargerThanOtherBodiesMayBeIsTakenAndTheSizeOfQcow2IsItsDisks() {
        String address = upload("large").extract().path("upload_to");
        byte[] qcow2 = new byte[20 * MIB];
        ByteBuffer.wrap(qcow2)
                .put(new byte[] {'Q', 'F', 'I', (byte) 0xfb})
                .putInt(3)
                .position(24)
                .putLong(5L << 30);

        send(address, qcow2).statusCode(200);

        get(IMAGES).body("data.find { it.label == 'large' }.size", equalTo(5_120));
        String more = upload("too large").extract().path("upload_to");
        ByteBuffer.wrap(qcow2).position(24).putLong(7L << 30);
        send(more, qcow2).statusCode(400).body("errors[0].reason", containsString("6 GiB"));
        ByteBuffer.wrap(qcow2).position(24).putLong(1L << 30);
        ByteBuffer.wrap(qcow2).position(8).putLong(104);
        send(more, qcow2).statusCode(400).body("errors[0].reason", containsString("names another file"));
        send(more.substring(0, more.length() - 1), qcow2).statusCode(404);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        TestTenant stranger = TestTenants.open();
        int guest = guest("linode/debian12", 200).extract().path("id");
        stranger.call()
                .body(Map.of("disk_id", disk(guest)))
                .post(IMAGES)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("disk_id"));
        post(IMAGES + "/upload", Map.of("label", "a", "region", "nowhere"))
                .statusCode(400)
                .body("errors[0].field", equalTo("region"));
        post(IMAGES + "/upload", Map.of("region", site.region()))
                .statusCode(400)
                .body("errors[0].field", equalTo("label"));
        tenant.call().delete(IMAGES + "/linode/debian12").then().statusCode(404);
    }

    @Test
    void imagesAreSharedWithAnotherAccountUntilItLeaves() throws IOException {
        TestTenant member = TestTenants.open();
        String image = sent("base");
        String group = post(IMAGES + "/sharegroups", Map.of("label", "partners"))
                .statusCode(200)
                .body("images_count", equalTo(0))
                .extract()
                .jsonPath()
                .getString("id");
        String path = IMAGES + "/sharegroups/" + group;
        String uuid = get(path).extract().path("uuid");
        String shared = post(path + "/images", Map.of("images", List.of(Map.of("id", image, "label", "for partners"))))
                .statusCode(200)
                .body("data[0].image_sharing.shared_by.source_image_id", equalTo(image))
                .extract()
                .path("data[0].id");
        post(path + "/images", Map.of("images", List.of(Map.of("id", image)))).statusCode(400);
        put(path + "/images/" + shared.replace("/", "%2F"), Map.of("description", "Kept for you"))
                .statusCode(200)
                .body("description", equalTo("Kept for you"));
        put(path, Map.of("description", "Ours")).statusCode(200).body("description", equalTo("Ours"));

        var made = member.call()
                .body(Map.of("valid_for_sharegroup_uuid", uuid, "label", "us"))
                .post(IMAGES + "/sharegroups/tokens")
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"))
                .extract()
                .jsonPath();
        String token = made.getString("token_uuid");
        member.call().get(IMAGES).then().body("data.id", not(hasItem(shared)));
        post(path + "/members", Map.of("token", "wrong", "label", "them")).statusCode(400);
        post(path + "/members", Map.of("token", made.getString("token"), "label", "them"))
                .statusCode(200)
                .body("token_uuid", equalTo(token));

        member.call()
                .get(IMAGES + "/" + shared)
                .then()
                .statusCode(200)
                .body("type", equalTo("shared"))
                .body("image_sharing.shared_by.source_image_id", nullValue());
        member.call()
                .body(order(shared))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .body("image", equalTo(shared));
        String tokens = IMAGES + "/sharegroups/tokens/" + token;
        member.call().get(IMAGES + "/sharegroups/tokens").then().body("data.status", contains("active"));
        member.call().get(tokens).then().statusCode(200).body("token", nullValue());
        member.call()
                .body(Map.of("label", "we"))
                .put(tokens)
                .then()
                .statusCode(200)
                .body("label", equalTo("we"));
        member.call().get(tokens + "/sharegroup").then().statusCode(200).body("uuid", equalTo(uuid));
        member.call().get(tokens + "/sharegroup/images").then().body("data.id", contains(shared));
        get(path + "/members").body("data.label", contains("them"));
        get(path + "/members/" + token).body("status", equalTo("active"));
        put(path + "/members/" + token, Map.of("label", "they")).body("label", equalTo("they"));
        get(IMAGES + "/" + image + "/sharegroups").body("data.label", contains("partners"));
        get(IMAGES + "/sharegroups").body("data.members_count", contains(1));
        get(path + "/images").body("data.label", contains("for partners"));

        member.call().delete(tokens).then().statusCode(200);
        member.call().get(IMAGES + "/" + shared).then().statusCode(404);
        get(path + "/members").body("data", empty());
        tenant.call().delete(path + "/images/" + shared).then().statusCode(200);
        tenant.call().delete(path).then().statusCode(200);
        tenant.call().get(path).then().statusCode(404);
    }

    @Test
    void theOwnerDismissesAMemberAndAnImageThatGoesLeavesItsGroups() throws IOException {
        TestTenant member = TestTenants.open();
        String image = sent("base");
        String group = post(
                        IMAGES + "/sharegroups", Map.of("label", "partners", "images", List.of(Map.of("id", image))))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("id");
        String path = IMAGES + "/sharegroups/" + group;
        var made = member.call()
                .body(Map.of("valid_for_sharegroup_uuid", get(path).extract().path("uuid")))
                .post(IMAGES + "/sharegroups/tokens")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        post(path + "/members", Map.of("token", made.getString("token"), "label", "them"))
                .statusCode(200);
        String member1 = path + "/members/" + made.getString("token_uuid");
        tenant.call().delete(member1).then().statusCode(200);
        tenant.call().get(member1).then().statusCode(404);
        member.call().get(IMAGES + "/sharegroups/tokens").then().body("data.status", contains("pending"));

        tenant.call().delete(IMAGES + "/" + image).then().statusCode(200);
        get(path + "/images").body("data", empty());
    }

    @Test
    void anImageIsChargedByWhatItTakesUntilItIsDeleted() throws IOException {
        tenant = TestTenants.open(TestPrices.CURRENCY, "UTC");
        TestPrices.publish(tenant, "image", "100000", "1000000");
        Eventually.holds(
                () -> tenant.call().get("/portal/v1/billing/accrued").then().statusCode(200));
        String id = sent("charged");

        var line =
                tenant.call().get("/portal/v1/billing/accrued").then().extract().jsonPath();
        assertThat(line.getList("lines.charge")).containsExactly("image");
        assertThat(line.getString("lines[0].description")).contains("charged");
        assertThat(new BigDecimal(line.getString("lines[0].amount.amount"))).isPositive();
        String opened = tenant.call()
                .queryParam("key", line.getString("lines[0].key"))
                .get("/portal/v1/billing/accrued/trace")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(opened).contains("ImageStored");

        tenant.call().delete(IMAGES + "/" + id).then().statusCode(200);
        assertThat(sql.count(
                        "select count(*) from charging_span where tenant_id = ? and charge = 'image' and ended_at is not null",
                        tenant.id()))
                .isEqualTo(1);
    }

    private int disk(int guest) {
        return get("/v4/linode/instances/" + guest + "/disks").extract().path("data[0].id");
    }

    private String sent(String label) throws IOException {
        var made = upload(label).extract().jsonPath();
        send(made.getString("upload_to"), gzip(new byte[MIB])).statusCode(200);
        return made.getString("image.id");
    }

    private ValidatableResponse upload(String label) {
        return post(IMAGES + "/upload", Map.of("label", label, "region", site.region()))
                .statusCode(200);
    }

    private static ValidatableResponse send(String address, byte[] contents) {
        return given().contentType("application/octet-stream")
                .body(contents)
                .put(path(address))
                .then();
    }

    private static String path(String address) {
        return URI.create(address).getPath();
    }

    private static byte[] gzip(byte[] contents) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(contents);
        }
        return packed.toByteArray();
    }

    private Map<String, Object> order(String image) {
        return Map.of("type", "g6-nanode-1", "region", site.region(), "image", image, "root_pass", "a long Password 1");
    }

    private ValidatableResponse guest(String image, int status) {
        return post("/v4/linode/instances", order(image)).statusCode(status);
    }

    private void await(String path, String status) {
        Eventually.holds(() -> get(path).body("status", equalTo(status)));
    }

    private ValidatableResponse get(String path) {
        return tenant.call().get(path).then().statusCode(200);
    }

    private ValidatableResponse post(String path, Object body) {
        return tenant.call().body(body).post(path).then();
    }

    private ValidatableResponse put(String path, Object body) {
        return tenant.call().urlEncodingEnabled(false).body(body).put(path).then();
    }
}
