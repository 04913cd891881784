package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static myidc.MachineRoom.get;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.OPERATOR;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.MachineRoom;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** Files into the book and out again, as an operator brings them. */
@QuarkusTest
class ImportsTest {
    @Inject
    Sql sql;

    @Test
    void aDryRunSaysWhatIsWrongWithWhichRowAndChangesNothing() throws InterruptedException {
        MachineRoom site = MachineRoom.open();
        String racks = """
                name,heightU,maxWeightKg,maxPowerW,location
                %1$s-1,42,1000,8000,
                %1$s-2,99,1000,8000,
                =cmd|'/C calc'!A0,42,1000,8000,
                %1$s-4,42,1000,8000,nowhere
                %1$s-5,tall,1000,8000,
                """.formatted(unique());
        long before = facts();

        JsonPath batch = checked("RACKS", site, racks.getBytes(StandardCharsets.UTF_8));

        assertThat(batch.getLong("good")).isEqualTo(1);
        assertThat(batch.getLong("bad")).isEqualTo(4);
        assertThat(facts()).isEqualTo(before);
        get("/admin/v1/imports/" + batch.getLong("id") + "/rows?state=REFUSED")
                .body("data.line", equalTo(java.util.List.of(3, 4, 5, 6)))
                .body("data.field", equalTo(java.util.List.of("heightU", "name", "location", "heightU")));
        post("/admin/v1/imports/" + batch.getLong("id") + "/apply", Map.of())
                .statusCode(409)
                .body("code", equalTo("inventory.IMPORT_HAS_ERRORS"));
    }

    @Test
    void whatIsExportedReadsBackWithoutAChange() throws InterruptedException {
        MachineRoom site = MachineRoom.open();
        long type = MachineRoom.type("SERVER", 2);
        long rack = site.rack();
        MachineRoom.racked(type, rack, 5);
        long device = MachineRoom.racked(type, rack, "7.5");
        post("/admin/v1/devices/" + device + "/in-service", Map.of()).statusCode(200);
        long before = facts();

        for (String what : new String[] {"racks", "devices"}) {
            byte[] exported = given().auth()
                    .oauth2(OPERATOR)
                    .get("/admin/v1/inventory-exports/" + what + "?siteId=" + site.siteId())
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            JsonPath batch = checked(what.toUpperCase(java.util.Locale.ROOT), null, exported);
            assertThat(batch.getLong("same"))
                    .as(what)
                    .isEqualTo(batch.getLong("rows"))
                    .isPositive();
        }
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void aBatchIsAppliedAndUndoneAsAWhole() throws InterruptedException {
        MachineRoom site = MachineRoom.open();
        String model = model(MachineRoom.type("SERVER", 1));
        String rack = name(site.rack());
        String serial = unique();
        String before = MachineRoom.now();
        String devices = """
                Name,Status,Manufacturer,Type,Serial number,Rack,Position,Rack face
                web-1,Active,Maker,%1$s,%2$s-1,%3$s,10,front
                web-2,Staged,Maker,%1$s,%2$s-2,%3$s,11,front
                web-3,Inventory,Maker,%1$s,%2$s-3,,,
                web-4,Active,Maker,%1$s,%2$s-1,%3$s,30,front
                """.formatted(model, serial, rack);

        JsonPath batch = checked("NETBOX_DEVICES", site, devices.getBytes(StandardCharsets.UTF_8));
        long id = batch.getLong("id");
        assertThat(batch.getLong("bad")).as("the serial that is there twice").isEqualTo(1);
        String checked = MachineRoom.now();
        post("/admin/v1/imports/" + id + "/apply", Map.of("leaveOutBad", true)).statusCode(200);
        assertThat(settled(id).getLong("applied")).isEqualTo(3);
        get("/admin/v1/devices?q=" + serial)
                .body("data", hasSize(3))
                .body("data.find { it.name == 'web-1' }.state", equalTo("IN_SERVICE"))
                .body("data.find { it.name == 'web-1' }.positionU", equalTo(10));

        String applied = MachineRoom.now();
        post("/admin/v1/imports/" + id + "/undo", Map.of()).statusCode(200);
        assertThat(settled(id).getString("state")).isEqualTo("UNDONE");
        get("/admin/v1/imports/" + id + "?asOf=" + before).statusCode(404);
        get("/admin/v1/imports/" + id + "?as_of=" + checked)
                .body("state", equalTo("CHECKED"))
                .body("good", equalTo(3))
                .body("applied", equalTo(0));
        get("/admin/v1/imports?asOf=" + applied)
                .body("data.find { it.id == " + id + " }.state", equalTo("APPLIED"))
                .body("data.find { it.id == " + id + " }.applied", equalTo(3));
        get("/admin/v1/imports?asOf=" + before).body("data.id", not(hasItem((int) id)));
        get("/admin/v1/devices?q=" + serial).body("data", hasSize(0));
        assertThat(checked("NETBOX_DEVICES", site, devices.getBytes(StandardCharsets.UTF_8))
                        .getLong("good"))
                .as("serials are free again")
                .isEqualTo(3);
    }

    @Test
    void whatWasChangedSinceIsNotUndone() throws InterruptedException {
        String serial = unique();
        String model = model(MachineRoom.type("SERVER", 1));
        String devices = "name,manufacturer,model,serial\nn1,Maker," + model + "," + serial + "\n";
        long id = checked("DEVICES", null, devices.getBytes(StandardCharsets.UTF_8))
                .getLong("id");
        post("/admin/v1/imports/" + id + "/apply", Map.of()).statusCode(200);
        settled(id);
        long device = get("/admin/v1/devices?q=" + serial).extract().jsonPath().getLong("data[0].id");
        post("/admin/v1/device-sheets/" + device + "/budget", Map.of("budgetW", 300))
                .statusCode(200);

        post("/admin/v1/imports/" + id + "/undo", Map.of()).statusCode(200);

        assertThat(settled(id).getString("state")).isEqualTo("APPLIED");
        get("/admin/v1/imports/" + id + "/rows").body("data[0].code", equalTo("inventory.IMPORT_CHANGED_SINCE"));
    }

    @Test
    void chineseFilesAreReadInTheirEncodings() throws InterruptedException {
        MachineRoom site = MachineRoom.open();
        String racks = "name,heightU\n机柜" + unique() + ",42\n";

        for (byte[] file : new byte[][] {
            racks.getBytes(Charset.forName("GBK")),
            ("\uFEFF" + racks).getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + racks).getBytes(StandardCharsets.UTF_16LE)
        }) {
            JsonPath batch = checked("RACKS", site, file);
            assertThat(batch.getLong("good")).isEqualTo(1);
            get("/admin/v1/imports/" + batch.getLong("id") + "/rows").body("data[0].cells.name", startsWith("机柜"));
        }
    }

    @Test
    void theLibrarysTrapsAreKnown() throws InterruptedException {
        String mark = unique();
        String types = """
                manufacturer: APC
                model: PDU %1$s
                slug: apc-%1$s
                u_height: 0
                is_full_depth: false
                power-ports:
                  - name: Power
                    maximum_draw: 24
                power-outlets:
                  - name: "1"
                    type: iec-60320-c13
                ---
                manufacturer: Dell
                model: Half %1$s
                slug: half-%1$s
                u_height: 0.5
                weight: 10
                weight_unit: lb
                interfaces:
                  - name: eth0
                """.formatted(mark);

        JsonPath batch = checked("DEVICE_TYPES_YAML", null, types.getBytes(StandardCharsets.UTF_8));
        long id = batch.getLong("id");
        assertThat(batch.getLong("good")).isEqualTo(2);
        get("/admin/v1/imports/" + id + "/rows")
                .body("data[0].message", containsString("amperes"))
                .body("data[1].message", containsString("unknown"));
        post("/admin/v1/imports/" + id + "/apply", Map.of()).statusCode(200);
        settled(id);

        get("/admin/v1/device-types?q=PDU " + mark)
                .body("data[0].category", equalTo("PDU"))
                .body("data[0].heightU", equalTo(0))
                .body("data[0].maxDrawW", equalTo(0))
                .body("data[0].spec.max_draw_w", equalTo("24"));
        get("/admin/v1/device-types?q=Half " + mark)
                .body("data[0].heightU", equalTo(0.5f))
                .body("data[0].weightKg", equalTo(4.54f))
                .body("data[0].maxDrawW", equalTo(null));
        assertThat(checked("DEVICE_TYPES_YAML", null, types.getBytes(StandardCharsets.UTF_8))
                        .getLong("same"))
                .isEqualTo(2);
    }

    @Test
    void prefixesAndAddressesComeInByTheNetworksOwnRules() throws InterruptedException {
        MachineRoom site = MachineRoom.open();
        int block = (int) (site.siteId() % 256);
        String net = "10.77." + block;
        String prefixes = "Prefix,Status,Is a pool\n" + net + ".0/24,Active,False\n" + net + ".9/24,Active,False\n";

        JsonPath batch = checked("NETBOX_PREFIXES", site, prefixes.getBytes(StandardCharsets.UTF_8));
        assertThat(batch.getLong("bad")).as("host bits are set").isEqualTo(1);
        post("/admin/v1/imports/" + batch.getLong("id") + "/apply", Map.of("leaveOutBad", true))
                .statusCode(200);
        settled(batch.getLong("id"));
        String addresses = "IP Address,DNS Name,Description\n" + net + ".7/24,db-1,primary\n192.0.2.1/24,x,y\n";
        JsonPath second = checked("NETBOX_ADDRESSES", site, addresses.getBytes(StandardCharsets.UTF_8));

        assertThat(second.getLong("good")).isEqualTo(1);
        assertThat(second.getLong("bad")).isEqualTo(1);
    }

    @Test
    void cephsHostsAreComparedWithWhatIsDeclared() throws InterruptedException {
        String host = "ceph-" + unique();
        long device = MachineRoom.made(
                "/admin/v1/devices",
                Map.of("deviceTypeId", MachineRoom.type("SERVER", 1), "serial", unique(), "name", host));
        String text = """
                HOST%1$s  ADDR        LABELS  STATUS  VENDOR/MODEL       CPU     RAM      HDD        SSD        NIC
                %2$s  10.4.0.11   _admin          Dell Inc. (R750)   32C/64T 251 GiB  12/88.4TB  2/0.9TB    2
                1 hosts in cluster
                """.formatted(" ".repeat(host.length() - 4), host)
                .replace("32C/64T 251", "32C/64T  251")
                .replace("CPU     RAM", "CPU      RAM");

        JsonPath batch = checked("CEPH_HOSTS", null, text.getBytes(StandardCharsets.UTF_8));
        post("/admin/v1/imports/" + batch.getLong("id") + "/apply", Map.of()).statusCode(200);
        settled(batch.getLong("id"));

        JsonPath drifts =
                get("/admin/v1/drifts?state=OPEN&deviceId=" + device).extract().jsonPath();
        assertThat(drifts.<String>getList("data.attribute")).contains("memory", "cpu", "hdd", "ssd", "model");
        long memory = drifts.getLong("data.find { it.attribute == 'memory' }.id");
        long model = drifts.getLong("data.find { it.attribute == 'model' }.id");
        post("/admin/v1/drifts/" + memory + "/accept", Map.of()).statusCode(200).body("state", equalTo("ACCEPTED"));
        get("/admin/v1/device-sheets/" + device).body("attributes.memory", equalTo("251 GiB"));
        post("/admin/v1/drifts/" + model + "/accept", Map.of())
                .statusCode(409)
                .body("code", equalTo("inventory.DRIFT_NOT_ACCEPTABLE"));
        post("/admin/v1/drifts/" + model + "/reject", Map.of("reason", "label is wrong"))
                .statusCode(200);
        JsonPath again = checked("CEPH_HOSTS", null, text.getBytes(StandardCharsets.UTF_8));
        assertThat(again.getLong("same"))
                .as("what was decided is not told again")
                .isEqualTo(1);
    }

    @Test
    void aFileTooLargeIsRefusedBeforeItIsRead() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /admin/v1/imports?format=RACKS HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + OPERATOR + "\r\nContent-Type: text/csv\r\nContent-Length: 1073741824\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json", "\"field\":\"body\"", "at most 16777216");
        }
    }

    @Test
    void aFileOfUnknownLengthIsRefusedOnceItIsTooLarge() throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /admin/v1/imports?format=RACKS HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + OPERATOR + "\r\nContent-Type: application/octet-stream\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            AtomicInteger megabytes = new AtomicInteger();
            Thread.ofVirtual().start(() -> send(out, megabytes));

            assertThat(statusOrReset(socket.getInputStream())).isIn("HTTP/1.1 413", "reset");
            assertThat(megabytes.get()).as("of 1,024").isLessThan(128);
        }
    }

    /** Whoever still sends when the portal hangs up may be told by a reset alone. */
    private static String statusOrReset(InputStream in) throws IOException {
        try {
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
        } catch (SocketException e) {
            return "reset";
        }
    }

    private static void send(OutputStream out, AtomicInteger megabytes) {
        byte[] chunk = new byte[1 << 20];
        java.util.Arrays.fill(chunk, (byte) 'a');
        try {
            while (megabytes.get() < 1_024) {
                out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                megabytes.incrementAndGet();
            }
        } catch (IOException e) {
            // The portal has hung up, as it should.
        }
    }

    @Test
    void aFileThatIsNoneIsRefusedAsAWhole() {
        upload("RACKS", null, new byte[0]).statusCode(400).body("field", equalTo("body"));
        upload("RACKS", null, "a,a\n1,2\n".getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("detail", containsString("twice"));
        upload("DEVICE_TYPES_YAML", null, "a: [1".getBytes(StandardCharsets.UTF_8))
                .statusCode(400);
        upload("SPREADSHEET", null, "a\n1\n".getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("field", equalTo("format"));
    }

    private JsonPath checked(String format, MachineRoom site, byte[] file) throws InterruptedException {
        return settled(
                upload(format, site, file).statusCode(200).extract().jsonPath().getLong("id"));
    }

    private static JsonPath settled(long batch) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            JsonPath state = get("/admin/v1/imports/" + batch).extract().jsonPath();
            if (state.getString("state").matches("CHECKED|APPLIED|UNDONE|FAILED")) {
                return state;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The import did not come to an end");
    }

    private static ValidatableResponse upload(String format, MachineRoom site, byte[] file) {
        String chosen = site == null ? "" : "&siteId=" + site.siteId();
        return given().auth()
                .oauth2(OPERATOR)
                .contentType("application/octet-stream")
                .body(file)
                .post("/admin/v1/imports?format=" + format + chosen)
                .then();
    }

    private static String model(long type) {
        return get("/admin/v1/device-types/" + type).extract().path("model");
    }

    private static String name(long rack) {
        return get("/admin/v1/racks/" + rack).extract().path("name");
    }

    private long facts() {
        return sql.count("select count(*) from domain_event where payload_type like 'inventory.%'"
                + " or payload_type like 'network.Prefix%'");
    }
}
