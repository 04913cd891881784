package myidc.api.admin;

import static myidc.api.admin.AdminApi.device;
import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.place;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.rack;
import static myidc.api.admin.AdminApi.rackOf;
import static myidc.api.admin.AdminApi.serverType;
import static myidc.api.admin.AdminApi.site;
import static myidc.api.admin.AdminApi.type;
import static myidc.api.admin.AdminApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DevicesResourceTest {
    @Test
    void aDeviceLivesItsLifeInOrder() {
        long rack = rack(site());
        long device = device(serverType(2));
        String path = "devices/" + device;

        post(path + "/in-service").statusCode(409).body("code", equalTo("inventory.DEVICE_STATE"));
        post(path + "/rack", place(rack, "FRONT", 10)).statusCode(200).body("state", equalTo("RACKED"));
        post(path + "/rack", place(rack, "FRONT", 20)).statusCode(409);
        post(path + "/in-service").statusCode(200).body("state", equalTo("IN_SERVICE"));
        post(path + "/unrack").statusCode(409);
        post(path + "/drain").statusCode(200).body("state", equalTo("DRAINING"));
        post(path + "/retire").statusCode(200).body("state", equalTo("RETIRED")).body("rackId", nullValue());
        post(path + "/rack", place(rack, "FRONT", 10)).statusCode(409);
        get("racks/" + rack + "/elevation").statusCode(200).body("devices", hasSize(0));
    }

    @Test
    void anOrderedDeviceGetsItsSerialWhenItArrives() {
        long device = made("devices", Map.of("deviceTypeId", serverType(1), "name", "d-" + unique(), "ordered", true));

        get("devices/" + device).body("state", equalTo("ORDERED")).body("serial", nullValue());
        post("devices/" + device + "/receive", Map.of("serial", "S-" + device))
                .statusCode(200)
                .body("state", equalTo("RECEIVED"))
                .body("serial", equalTo("S-" + device));
    }

    @Test
    void aSlotTakenNamesItsHolderAndAFullDepthDeviceTakesBothFaces() {
        long rack = rack(site());
        long holder = device(serverType(2));
        post("devices/" + holder + "/rack", place(rack, "FRONT", 10)).statusCode(200);

        for (String face : List.of("FRONT", "REAR")) {
            long late = device(serverType(2));
            post("devices/" + late + "/rack", place(rack, face, 11))
                    .statusCode(409)
                    .body("code", equalTo("inventory.SLOT_TAKEN"))
                    .body("field", equalTo("positionU"))
                    .body("holder", equalTo("device-" + holder));
            get("devices/" + late).body("state", equalTo("RECEIVED"));
        }
    }

    @Test
    void twoHalfDepthDevicesStandBackToBackAndTwoHalvesShareAUnit() {
        long rack = rack(site());
        long shallow = type(Map.of("heightU", 1, "fullDepth", false));
        long half = type(Map.of("heightU", 0.5, "fullDepth", true));

        post("devices/" + device(shallow) + "/rack", place(rack, "FRONT", 5)).statusCode(200);
        post("devices/" + device(shallow) + "/rack", place(rack, "REAR", 5)).statusCode(200);
        post("devices/" + device(shallow) + "/rack", place(rack, "REAR", 5)).statusCode(409);
        post("devices/" + device(half) + "/rack", place(rack, "FRONT", 7)).statusCode(200);
        post("devices/" + device(half) + "/rack", place(rack, "FRONT", 7.5)).statusCode(200);
        post("devices/" + device(half) + "/rack", place(rack, "FRONT", 7.5)).statusCode(409);
    }

    @Test
    void devicesOfNoHeightHangBesideTheUnitsWithoutLimit() {
        long rack = rack(site());
        long pdu = type(Map.of("heightU", 0, "category", "PDU"));

        for (int i = 0; i < 2; i++) {
            post("devices/" + device(pdu) + "/rack", Map.of("rackId", rack, "face", "REAR"))
                    .statusCode(200)
                    .body("positionU", nullValue());
        }
        post("devices/" + device(pdu) + "/rack", place(rack, "REAR", 3))
                .statusCode(400)
                .body("field", equalTo("positionU"));
    }

    @Test
    void nothingStandsAboveTheRackOrOverItsBudgets() {
        long rack = made("racks", rackOf(site(), 10, 45, 1_200));
        long server = serverType(2);

        post("devices/" + device(server) + "/rack", place(rack, "FRONT", 10))
                .statusCode(400)
                .body("code", equalTo("inventory.ABOVE_RACK"));
        post("devices/" + device(server) + "/rack", place(rack, "FRONT", 9)).statusCode(200);
        post("devices/" + device(server) + "/rack", place(rack, "FRONT", 7)).statusCode(200);
        post("devices/" + device(server) + "/rack", place(rack, "FRONT", 5))
                .statusCode(409)
                .body("code", equalTo("inventory.WEIGHT_EXCEEDED"))
                .body("detail", containsString("60"));
        long light = type(Map.of("heightU", 1, "weightKg", 1, "maxDrawW", 300));
        post("devices/" + device(light) + "/rack", place(rack, "FRONT", 5))
                .statusCode(409)
                .body("code", equalTo("inventory.POWER_EXCEEDED"));
        get("racks/" + rack + "/elevation")
                .body("usedU", equalTo(4.0f))
                .body("weightKg", equalTo(40))
                .body("powerW", equalTo(1_000))
                .body("devices.positionU", contains(9, 7));
    }

    @Test
    void whatIsUnknownIsShownAsUnknown() {
        long rack = rack(site());
        long type = type(Map.of("heightU", 1));

        post("devices/" + device(type) + "/rack", place(rack, "FRONT", 1)).statusCode(200);

        get("racks/" + rack + "/elevation")
                .body("weightUnknown", equalTo(1))
                .body("powerUnknown", equalTo(1))
                .body("devices[0].type.weightKg", nullValue());
    }

    @Test
    void aMovedDeviceLeavesItsOldPlaceFree() {
        long site = site();
        long from = rack(site);
        long to = rack(site);
        long type = serverType(1);
        long device = device(type);
        post("devices/" + device + "/rack", place(from, "FRONT", 1)).statusCode(200);

        post("devices/" + device + "/move", place(from, "FRONT", 2)).statusCode(200);
        post("devices/" + device + "/move", place(to, "REAR", 3))
                .statusCode(200)
                .body("rackId", equalTo((int) to));

        post("devices/" + device(type) + "/rack", place(from, "FRONT", 1)).statusCode(200);
        post("devices/" + device(type) + "/rack", place(from, "FRONT", 2)).statusCode(200);
        post("devices/" + device(type) + "/rack", place(to, "FRONT", 3)).statusCode(409);
    }

    @Test
    void aSerialAndAnAssetTagBelongToOneDevice() {
        long type = serverType(1);
        String serial = "S-" + unique();
        String tag = "T-" + unique();
        long holder = made("devices", Map.of("deviceTypeId", type, "serial", serial, "name", "one", "assetTag", tag));

        post("devices", Map.of("deviceTypeId", type, "serial", serial.toLowerCase(Locale.ROOT), "name", "two"))
                .statusCode(409)
                .body("code", equalTo("inventory.SERIAL_TAKEN"))
                .body("holder", equalTo("device-" + holder));
        post("devices", Map.of("deviceTypeId", type, "serial", unique(), "name", "two", "assetTag", tag))
                .statusCode(409)
                .body("code", equalTo("inventory.ASSET_TAG_TAKEN"));
    }

    @Test
    void aLabelChangesOnlyForWhoSawTheLastOne() {
        long device = device(serverType(1));
        Map<String, String> label = Map.of("name", "node-7", "assetTag", "T-" + unique());

        operator()
                .header("If-Match", "\"0\"")
                .body(label)
                .put("/admin/v1/devices/" + device)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("name", equalTo("node-7"));
        operator()
                .header("If-Match", "\"0\"")
                .body(label)
                .put("/admin/v1/devices/" + device)
                .then()
                .statusCode(412)
                .body("detail", containsString("\"1\""));
    }

    @Test
    void sixtyFourClientsAtOnceGetDifferentSlots() throws Exception {
        long rack = made("racks", rackOf(site(), 60, 5_000, 200_000));
        long type = serverType(1);
        List<Long> devices = IntStream.range(0, 64).mapToObj(i -> device(type)).toList();

        List<Integer> answers = atOnce(devices.stream()
                .<Callable<Integer>>map(device ->
                        () -> post("devices/" + device + "/rack", place(rack, "FRONT", 1 + (int) (device % 30)))
                                .extract()
                                .statusCode())
                .toList());

        assertThat(answers).containsOnly(200, 409);
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(30);
        List<Number> positions =
                get("racks/" + rack + "/elevation").extract().jsonPath().getList("devices.positionU");
        assertThat(positions).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void badInputNamesTheFieldAndChangesNothing() {
        long type = serverType(1);
        long device = device(type);
        refused("devices", Map.of("serial", "s", "name", "n"), "deviceTypeId");
        refused("devices", Map.of("deviceTypeId", 999_999_999, "serial", "s", "name", "n"), "deviceTypeId");
        refused("devices", Map.of("deviceTypeId", type, "name", "n"), "serial");
        refused("devices", Map.of("deviceTypeId", type, "serial", "s", "name", " "), "name");
        String rackIt = "devices/" + device + "/rack";
        long rack = rack(site());
        refused(rackIt, Map.of("face", "FRONT", "positionU", 1), "rackId");
        refused(rackIt, Map.of("rackId", 999_999_999, "face", "FRONT", "positionU", 1), "rackId");
        refused(rackIt, Map.of("rackId", rack, "face", "TOP", "positionU", 1), "face");
        refused(rackIt, Map.of("rackId", rack, "face", "FRONT"), "positionU");
        refused(rackIt, Map.of("rackId", rack, "face", "FRONT", "positionU", 0), "positionU");
        refused(rackIt, Map.of("rackId", rack, "face", "FRONT", "positionU", 1.25), "positionU");
        get("devices/" + device).body("version", equalTo(0)).body("state", equalTo("RECEIVED"));
        get("devices/999999999").statusCode(404);
        post("devices/999999999/drain").statusCode(404);
        refused(
                "device-types",
                Map.of("manufacturer", "A", "model", "m", "category", "SERVER", "heightU", -1),
                "heightU");
        refused(
                "device-types",
                Map.of("manufacturer", "A", "model", "m", "category", "TOASTER", "heightU", 1),
                "category");
        refused("device-types", Map.of("manufacturer", "A", "model", "m", "heightU", 1), "category");
    }

    @Test
    void typesAreFoundByWhatIsWrittenAndATextTooLongIsRefused() {
        String mark = unique();
        made("device-types", Map.of("manufacturer", "A", "model", "50%_" + mark, "category", "SERVER", "heightU", 1));
        made("device-types", Map.of("manufacturer", "A", "model", "500x" + mark, "category", "SERVER", "heightU", 1));

        for (String kind : List.of("device-types", "module-types")) {
            get(kind + "?q=" + "a".repeat(81)).statusCode(400).body("field", equalTo("q"));
        }
        get("device-types?q=50%_" + mark).statusCode(200).body("data.model", contains("50%_" + mark));
        long type = serverType(1);
        post("devices", Map.of("deviceTypeId", type, "serial", "S_" + mark, "name", "a!b%" + mark))
                .statusCode(200);
        get("devices?q=b%" + mark).statusCode(200).body("data.name", contains("a!b%" + mark));
        get("devices?q=a!b%" + mark).body("results", equalTo(1));
        get("devices?q=S-" + mark).body("results", equalTo(0));
        get("device-types?q=" + mark).statusCode(200).body("results", equalTo(2));
        refused(
                "device-types",
                Map.of(
                        "manufacturer",
                        "A",
                        "model",
                        "m" + mark,
                        "category",
                        "SERVER",
                        "heightU",
                        1,
                        "spec",
                        Map.of("long", "x".repeat(4_001))),
                "spec");
    }

    private static void refused(String path, Map<String, ?> body, String field) {
        post(path, body).statusCode(400).body("field", equalTo(field));
    }

    private static <T> List<T> atOnce(List<Callable<T>> deeds) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(deeds)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
