package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import myidc.MachineRoom;
import org.junit.jupiter.api.Test;

/** What a program found beside what the book declares, and what somebody decides of each difference. */
@QuarkusTest
class DriftsTest {
    private static final String DISCOVERIES = "/admin/v1/drifts/discoveries";

    @Test
    void whatIsAcceptedIsDeclaredByFactsOfTheDevice() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        String rackName = get("/admin/v1/racks/" + rack).extract().path("name");
        long device = MachineRoom.racked(MachineRoom.type("SERVER", 1), rack, 3);
        String serial = get("/admin/v1/devices/" + device).extract().path("serial");
        String tag = unique();

        ValidatableResponse noted = discover(
                serial,
                Map.of(
                        "name",
                        "seen-" + tag,
                        "assetTag",
                        tag,
                        "place",
                        rackName + "/9/FRONT",
                        "bios",
                        "2.4.1",
                        "model",
                        "another"));

        noted.statusCode(200).body("data", hasSize(5));
        for (String attribute : List.of("name", "assetTag", "place", "bios")) {
            accept(device, attribute).statusCode(200).body("state", equalTo("ACCEPTED"));
        }
        accept(device, "model").statusCode(409).body("code", equalTo("inventory.DRIFT_NOT_ACCEPTABLE"));
        get("/admin/v1/devices/" + device)
                .body("name", equalTo("seen-" + tag))
                .body("assetTag", equalTo(tag))
                .body("positionU", equalTo(9));
        get("/admin/v1/device-sheets/" + device).body("attributes.bios", equalTo("2.4.1"));
        assertThat(get("/admin/v1/history/device-" + device).extract().<String>path("data.event.join(' ')"))
                .contains("inventory.DeviceRelabelled", "inventory.DeviceMoved");
        assertThat(open(device)).containsExactly("model");
    }

    @Test
    void aPlaceThatIsTakenIsNotAcceptedAndTheDifferenceStaysOpen() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        String rackName = get("/admin/v1/racks/" + rack).extract().path("name");
        long device = MachineRoom.racked(MachineRoom.type("SERVER", 1), rack, 3);
        MachineRoom.racked(MachineRoom.type("SERVER", 1), rack, 9);
        String serial = get("/admin/v1/devices/" + device).extract().path("serial");

        discover(serial, Map.of("place", rackName + "/9/FRONT")).statusCode(200);

        accept(device, "place").statusCode(409);
        assertThat(open(device)).containsExactly("place");
        get("/admin/v1/devices/" + device).body("positionU", equalTo(3));
    }

    @Test
    void whatIsRejectedIsToldAgainOnlyWhenItIsSeenOtherwise() {
        long device = MachineRoom.device(MachineRoom.type("SERVER", 1));
        String serial = get("/admin/v1/devices/" + device).extract().path("serial");
        discover(serial, Map.of("memory", "256 GiB")).body("data", hasSize(1));
        long drift = drift(device, "memory");

        post("/admin/v1/drifts/" + drift + "/reject", Map.of("reason", "one module is out for repair"))
                .statusCode(200)
                .body("state", equalTo("REJECTED"));

        discover(serial, Map.of("memory", "256 GiB")).body("data", empty());
        discover(serial, Map.of("memory", "384 GiB")).body("data", hasSize(1));
        assertThat(open(device)).containsExactly("memory");
        get("/admin/v1/history/drift-" + drift).body("data[1].payload.toString()", containsString("repair"));
    }

    @Test
    void aDeviceNobodyDeclaredIsADifferenceUntilItIsRegistered() {
        String serial = unique();
        String name = "stray-" + serial;
        Map<String, Object> seen = Map.of("name", name, "serial", serial, "facts", Map.of("name", name));
        Map<String, Object> body = Map.of("source", "agent", "subjects", List.of(seen));
        long drift = post(DISCOVERIES, body)
                .statusCode(200)
                .body("data[0].attribute", equalTo("device"))
                .extract()
                .jsonPath()
                .getLong("data[0].id");

        post("/admin/v1/drifts/" + drift + "/accept", Map.of()).statusCode(409);
        made(
                "/admin/v1/devices",
                Map.of("deviceTypeId", MachineRoom.type("SERVER", 1), "serial", serial, "name", name));
        post(DISCOVERIES, body).statusCode(200).body("data", empty());
        get("/admin/v1/drifts/" + drift).body("state", equalTo("SETTLED"));
    }

    private static ValidatableResponse discover(String serial, Map<String, String> facts) {
        return post(
                DISCOVERIES,
                Map.of("source", "agent", "subjects", List.of(Map.of("name", "x", "serial", serial, "facts", facts))));
    }

    private static ValidatableResponse accept(long device, String attribute) {
        return post("/admin/v1/drifts/" + drift(device, attribute) + "/accept", Map.of());
    }

    private static long drift(long device, String attribute) {
        return drifts(device).getLong("data.find { it.attribute == '" + attribute + "' }.id");
    }

    private static List<String> open(long device) {
        return drifts(device).getList("data.attribute");
    }

    private static JsonPath drifts(long device) {
        return get("/admin/v1/drifts?state=OPEN&deviceId=" + device).extract().jsonPath();
    }
}
