package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.unique;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import myidc.MachineRoom;
import org.junit.jupiter.api.Test;

/** An auditor before a rack, tablet in hand. */
@QuarkusTest
class RackWalksTest {
    private static final String WALKS = "/admin/v1/rack-walks";

    @Test
    void whatIsThereIsSeenAndWhatIsNotBecomesADrift() {
        long rack = MachineRoom.open().rack();
        String name = get("/admin/v1/racks/" + rack).extract().path("name");
        long type = MachineRoom.type("SERVER", 1);
        long here = MachineRoom.racked(type, rack, 1);
        long moved = MachineRoom.racked(type, rack, 2);
        long missing = MachineRoom.racked(type, rack, 3);

        post(
                        WALKS,
                        Map.of(
                                "rackId",
                                rack,
                                "findings",
                                List.of(
                                        Map.of("deviceId", here, "seen", "HERE"),
                                        Map.of("deviceId", moved, "seen", "MOVED", "positionU", 7, "face", "FRONT"),
                                        Map.of("deviceId", missing, "seen", "MISSING")),
                                "strays",
                                List.of(Map.of("name", "ghost-" + unique(), "positionU", 30, "face", "REAR"))))
                .statusCode(200)
                .body("findings", equalTo(3))
                .body("drifts.attribute", containsInAnyOrder("place", "place", "device"));

        get("/admin/v1/device-sheets/" + here).body("attributes.auditedOn", matchesPattern("\\d{4}-\\d\\d-\\d\\d"));
        get("/admin/v1/device-sheets/" + missing).body("attributes.auditedOn", equalTo(null));
        get("/admin/v1/drifts?deviceId=" + missing).body("data[0].discovered", equalTo("missing"));
        int drift = get("/admin/v1/drifts?deviceId=" + moved)
                .body("data[0].discovered", equalTo(name + "/7/FRONT"))
                .extract()
                .path("data[0].id");
        post("/admin/v1/drifts/" + drift + "/accept", Map.of()).statusCode(200);
        get("/admin/v1/devices/" + moved).body("positionU", equalTo(7));

        Map<String, Object> again =
                Map.of("rackId", rack, "findings", List.of(Map.of("deviceId", missing, "seen", "HERE")));
        post(WALKS, again).statusCode(200).body("drifts", empty());
        get("/admin/v1/drifts?state=OPEN&deviceId=" + missing).body("data", hasSize(0));
    }

    @Test
    void badInputNamesTheFieldAndNotesNothing() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long type = MachineRoom.type("SERVER", 1);
        long here = MachineRoom.racked(type, rack, 1);
        long elsewhere = MachineRoom.racked(type, room.rack(), 1);

        refused(rack, "findings", List.of());
        refused(rack, "findings.seen", List.of(Map.of("deviceId", here, "seen", "PERHAPS")));
        refused(rack, "findings.positionU", List.of(Map.of("deviceId", here, "seen", "MOVED", "face", "FRONT")));
        refused(
                rack,
                "findings.deviceId",
                List.of(Map.of("deviceId", here, "seen", "MISSING"), Map.of("deviceId", elsewhere, "seen", "HERE")));
        refused(999_999_999, "rackId", List.of(Map.of("deviceId", here, "seen", "HERE")));
        get("/admin/v1/drifts?deviceId=" + here).body("data", empty());
    }

    private static void refused(long rack, String field, List<Map<String, Object>> findings) {
        post(WALKS, Map.of("rackId", rack, "findings", findings))
                .statusCode(400)
                .body("field", equalTo(field));
    }
}
