package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
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
    void anAgentMayPostWhatItFoundAndNothingElseUntilItIsRevoked() {
        MachineRoom room = MachineRoom.open();
        long device = MachineRoom.racked(MachineRoom.type("SERVER", 1), room.rack(), 3);
        String serial = get("/admin/v1/devices/" + device).extract().path("serial");
        String name = "scanner-" + unique().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        JsonPath admitted = post("/admin/v1/discovery-agents", Map.of("name", name))
                .statusCode(200)
                .extract()
                .jsonPath();
        Supplier<RequestSpecification> agent = () -> RestAssured.given()
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + admitted.getString("token"));
        Map<String, Object> body = Map.of(
                "source",
                name,
                "subjects",
                List.of(Map.of("serial", serial, "name", "any", "facts", Map.of("bios", "3.1"))));

        agent.get().body(body).post(DISCOVERIES).then().statusCode(200).body("data", hasSize(1));

        agent.get().get("/admin/v1/drifts").then().statusCode(403);
        agent.get().get("/admin/v1/devices/" + device).then().statusCode(403);
        agent.get()
                .body(Map.of("name", "another"))
                .post("/admin/v1/discovery-agents")
                .then()
                .statusCode(403);
        post("/admin/v1/discovery-agents", Map.of("name", name))
                .statusCode(409)
                .body("field", equalTo("name"))
                .body("code", equalTo("inventory.DISCOVERY_AGENT_TAKEN"));
        post("/admin/v1/discovery-agents", Map.of("name", "No name"))
                .statusCode(400)
                .body("field", equalTo("name"));
        get("/admin/v1/discovery-agents")
                .body("find { it.name == '" + name + "' }.token", nullValue())
                .body("find { it.name == '" + name + "' }.revokedAt", nullValue());
        post("/admin/v1/discovery-agents/" + admitted.getLong("id") + "/revoke", Map.of())
                .statusCode(204);
        agent.get().body(body).post(DISCOVERIES).then().statusCode(401);
        post("/admin/v1/discovery-agents/999999999/revoke", Map.of()).statusCode(404);
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

    @Test
    void aNameThatSeveralDevicesHaveIsRefusedByItselfAndTheOthersAreNoted() {
        MachineRoom here = MachineRoom.open();
        MachineRoom there = MachineRoom.open();
        long type = MachineRoom.type("SERVER", 1);
        String name = "twin-" + unique();
        long first = MachineRoom.racked(type, here.rack(), 3);
        long second = MachineRoom.racked(type, there.rack(), 3);
        long single = MachineRoom.racked(type, here.rack(), 5);
        for (long device : new long[] {first, second}) {
            String serial = get("/admin/v1/devices/" + device).extract().path("serial");
            discover(serial, Map.of("name", name)).statusCode(200);
            accept(device, "name").statusCode(200);
        }
        String singleName = get("/admin/v1/devices/" + single).extract().path("name");
        Map<String, String> facts = Map.of("bios", "9.9");
        Map<String, Object> twin = Map.of("name", name, "facts", facts);

        post(
                        DISCOVERIES,
                        Map.of(
                                "source",
                                "agent",
                                "subjects",
                                List.of(twin, Map.of("name", singleName, "siteId", here.siteId(), "facts", facts))))
                .statusCode(200)
                .body("data.deviceId", contains((int) single))
                .body("refused", hasSize(1))
                .body("refused[0].subject", equalTo(0))
                .body("refused[0].name", equalTo(name))
                .body("refused[0].field", equalTo("subjects.name"))
                .body("refused[0].code", equalTo("inventory.DEVICE_AMBIGUOUS"));

        assertThat(open(first)).isEmpty();
        assertThat(open(second)).isEmpty();
        assertThat(open(single)).containsExactly("bios");
        post(
                        DISCOVERIES,
                        Map.of(
                                "source",
                                "agent",
                                "subjects",
                                List.of(Map.of("name", name, "siteId", there.siteId(), "facts", facts))))
                .body("refused", empty());
        assertThat(open(first)).isEmpty();
        assertThat(open(second)).containsExactly("bios");
    }

    @Test
    void aHostWhoseNameSeveralDevicesHaveIsRefusedInItsRowAlone() throws InterruptedException {
        String host = unique();
        long type = MachineRoom.type("SERVER", 1);
        for (String name : List.of(host, host, host + "-x")) {
            MachineRoom.made("/admin/v1/devices", Map.of("deviceTypeId", type, "serial", unique(), "name", name));
        }
        String text =
                "[{\"hostname\": \"%1$s\", \"addr\": \"10.4.0.1\"}, {\"hostname\": \"%1$s-x\", \"addr\": \"10.4.0.2\"}]"
                        .formatted(host);

        JsonPath batch = Batches.checked("CEPH_HOSTS", null, text.getBytes(StandardCharsets.UTF_8));

        assertThat(batch.getLong("good")).isEqualTo(1);
        get("/admin/v1/imports/" + batch.getLong("id") + "/rows?state=REFUSED")
                .body("data", hasSize(1))
                .body("data[0].field", equalTo("host"))
                .body("data[0].code", equalTo("inventory.DEVICE_AMBIGUOUS"));
    }

    @Test
    void agentsAreListedAsTheyStoodAtAnInstant() {
        String name = "past-" + unique().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String before = MachineRoom.now();
        long id = post("/admin/v1/discovery-agents", Map.of("name", name))
                .extract()
                .jsonPath()
                .getLong("id");
        String between = MachineRoom.now();
        post("/admin/v1/discovery-agents/" + id + "/revoke", Map.of()).statusCode(204);

        get("/admin/v1/discovery-agents?asOf=" + before).body("id", not(hasItem((int) id)));
        get("/admin/v1/discovery-agents?as_of=" + between)
                .body("find { it.name == '" + name + "' }.revokedAt", nullValue());
        get("/admin/v1/discovery-agents?asOf=" + MachineRoom.now())
                .body("find { it.name == '" + name + "' }.revokedAt", notNullValue());
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
