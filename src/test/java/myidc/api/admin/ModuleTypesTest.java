package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Modules: their types from the community's library, the bays devices have for them, and which sits where. */
@QuarkusTest
class ModuleTypesTest {
    @Test
    void aModuleSitsInABayThatItsDeviceHas() throws InterruptedException {
        String mark = unique();
        applied("MODULE_TYPES_YAML", """
                manufacturer: Cisco
                model: PWR-%1$s
                part_number: PWR-C1-%1$s
                weight: 1000
                weight_unit: g
                power-ports:
                  - name: Input
                    type: iec-60320-c16
                    maximum_draw: 1100
                """.formatted(mark));
        applied("DEVICE_TYPES_YAML", """
                manufacturer: Cisco
                model: Switch %1$s
                slug: cisco-%1$s
                u_height: 1
                module-bays:
                  - name: PSU-A
                    position: A
                  - name: PSU-B
                    position: B
                """.formatted(mark));
        long type = get("/admin/v1/module-types?q=PWR-" + mark)
                .body("data[0].kind", equalTo("PSU"))
                .body("data[0].weightKg", equalTo(1))
                .body("data[0].maxDrawW", equalTo(1_100))
                .extract()
                .jsonPath()
                .getLong("data[0].id");
        long model = get("/admin/v1/device-types?q=Switch " + mark)
                .extract()
                .jsonPath()
                .getLong("data[0].id");
        long device = made("/admin/v1/devices", Map.of("deviceTypeId", model, "serial", unique(), "name", "sw"));
        get("/admin/v1/device-sheets/" + device).body("moduleBays", contains("PSU-A", "PSU-B"));
        long module = made("/admin/v1/parts", Map.of("moduleTypeId", type, "serial", unique()));

        install(module, device, "PSU-C", 400, "inventory.BAY_UNKNOWN");
        install(module, device, "PSU-B", 200, null);

        get("/admin/v1/parts/" + module)
                .body("kind", equalTo("PSU"))
                .body("moduleTypeId", equalTo((int) type))
                .body("slot", equalTo("PSU-B"));
        install(made("/admin/v1/parts", Map.of("moduleTypeId", type, "serial", unique())), device, "PSU-B", 409, null);
        post("/admin/v1/device-sheets/" + device + "/module-bays", Map.of("bays", List.of("PSU-A")))
                .statusCode(409)
                .body("code", equalTo("inventory.BAY_TAKEN"))
                .body("field", equalTo("bays"));
        post("/admin/v1/parts/" + module + "/remove", Map.of()).statusCode(200);
        post("/admin/v1/device-sheets/" + device + "/module-bays", Map.of("bays", List.of("PSU-A")))
                .statusCode(200)
                .body("moduleBays", contains("PSU-A"));
        get("/admin/v1/parts?deviceId=" + device).body("data", empty());
    }

    @Test
    void badInputNamesTheField() {
        post("/admin/v1/module-types", Map.of("kind", "SPOON", "manufacturer", "m", "model", unique()))
                .statusCode(400)
                .body("field", equalTo("kind"));
        post("/admin/v1/parts", Map.of("moduleTypeId", 999_999_999, "serial", unique()))
                .statusCode(400)
                .body("field", equalTo("moduleTypeId"));
        Map<String, Object> type = new HashMap<>(Map.of("kind", "NIC", "manufacturer", "m", "model", unique()));
        made("/admin/v1/module-types", type);
        post("/admin/v1/module-types", type).statusCode(409).body("code", equalTo("inventory.MODULE_TYPE_TAKEN"));
    }

    /** Data that are no part of the sources; where they are absent the test says so and tries nothing. */
    @Test
    void theWholeLibraryIsTakenWithItsTraps() throws Exception {
        Optional<Path> data = Stream.of("../shared", "../../shared")
                .map(shared -> Path.of(shared, "data"))
                .filter(Files::isDirectory)
                .findFirst();
        if (data.isEmpty()) {
            System.out.println("No ../shared/data here: the community's 2,795 device types were not tried.");
            return;
        }
        JsonPath types = tried("DEVICE_TYPES", data.get().resolve("device-types.csv"));
        assertThat(types.getLong("rows")).isEqualTo(2_795);
        assertThat(types.getLong("bad")).isZero();
        String rows = "/admin/v1/imports/" + types.getLong("id") + "/rows?pageSize=500&page=";
        int amperes = 0;
        int halves = 0;
        for (int page = 1; page <= 6; page++) {
            JsonPath some = get(rows + page).extract().jsonPath();
            amperes += some.getList("data.findAll { it.message != null && it.message.contains('amperes') }")
                    .size();
            halves += some.getList("data.findAll { it.cells.u_height.endsWith('.5') }")
                    .size();
        }
        assertThat(amperes)
                .as("PDUs and UPSes whose maker's figure reads as amperes")
                .isGreaterThanOrEqualTo(45);
        assertThat(halves).as("types of half units").isPositive();
        JsonPath modules = tried("MODULE_TYPES", data.get().resolve("psu-modules.csv"));
        assertThat(modules.getLong("rows")).isEqualTo(555);
        assertThat(modules.getLong("bad")).isZero();
    }

    private static JsonPath tried(String format, Path file) throws IOException, InterruptedException {
        return Batches.checked(format, null, Files.readAllBytes(file));
    }

    private static void applied(String format, String file) throws InterruptedException {
        long batch = Batches.checked(format, null, file.getBytes(StandardCharsets.UTF_8))
                .getLong("id");
        post("/admin/v1/imports/" + batch + "/apply", Map.of()).statusCode(200);
        assertThat(Batches.settled(batch).getLong("bad")).isZero();
    }

    private static void install(long module, long device, String bay, int status, String code) {
        var answer = post("/admin/v1/parts/" + module + "/install", Map.of("deviceId", device, "slot", bay))
                .statusCode(status);
        if (code != null) {
            answer.body("code", equalTo(code)).body("field", equalTo("slot"));
        }
    }
}
