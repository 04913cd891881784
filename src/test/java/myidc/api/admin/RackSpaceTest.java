package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.place;
import static myidc.MachineRoom.post;
import static myidc.MachineRoom.racked;
import static myidc.TestTenants.asOperator;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.MachineRoom;
import org.junit.jupiter.api.Test;

/** Rooms, rows, kept space, chassis and bays, through the API as an operator meets them. */
@QuarkusTest
class RackSpaceTest {
    @Inject
    Clock clock;

    @Test
    void keptSpaceRefusesOthersAndNamesWhoKeepsIt() {
        long rack = MachineRoom.open().rack();
        long kept = made("/admin/v1/reservations", space(rack, 10, 4));

        post("/admin/v1/devices/" + MachineRoom.device(MachineRoom.type("SERVER", 2)) + "/rack", place(rack, 12))
                .statusCode(409)
                .body("code", equalTo("inventory.SLOT_RESERVED"))
                .body("field", equalTo("positionU"))
                .body("holder", equalTo("reservation-" + kept))
                .body("detail", containsString("Storage team"));
    }

    @Test
    void aDeviceUsesKeptSpaceAndWhatItLeavesStaysKept() {
        long rack = MachineRoom.open().rack();
        long kept = made("/admin/v1/reservations", space(rack, 10, 4));
        long type = MachineRoom.type("SERVER", 2);
        Map<String, Object> within = place(rack, 11);
        within.put("reservationId", kept);

        post("/admin/v1/devices/" + MachineRoom.device(type) + "/rack", within).statusCode(200);

        get("/admin/v1/reservations/" + kept)
                .body("state", equalTo("HELD"))
                .body("spansLeft", hasSize(4))
                .body("spansLeft[0].positionU", equalTo(10))
                .body("spansLeft[0].heightU", equalTo(1));
        Map<String, Object> outside = place(rack, 20);
        outside.put("reservationId", kept);
        post("/admin/v1/devices/" + MachineRoom.device(type) + "/rack", outside)
                .statusCode(409)
                .body("code", equalTo("inventory.RESERVATION_ELSEWHERE"))
                .body("field", equalTo("reservationId"));
    }

    @Test
    void spaceCannotBeKeptWhereADeviceStandsOrAboveTheTop() {
        long rack = MachineRoom.open().rack();
        racked(MachineRoom.type("SERVER", 1), rack, 12);

        post("/admin/v1/reservations", space(rack, 10, 4))
                .statusCode(409)
                .body("code", equalTo("inventory.SLOT_TAKEN"));
        post("/admin/v1/reservations", space(rack, 40, 4))
                .statusCode(400)
                .body("code", equalTo("inventory.ABOVE_RACK"));
        get("/admin/v1/reservations?rackId=" + rack).body("data", empty());
    }

    @Test
    void spaceWhoseTimeRanOutGivesWay() throws InterruptedException {
        long rack = MachineRoom.open().rack();
        Map<String, Object> brief = space(rack, 1, 42);
        brief.put("expiresAt", clock.instant().plus(Duration.ofMillis(700)).toString());
        long kept = made("/admin/v1/reservations", brief);

        Thread.sleep(800);
        racked(MachineRoom.type("SERVER", 2), rack, 1);

        String state = "HELD";
        for (int i = 0; i < 100 && "HELD".equals(state); i++) {
            Thread.sleep(100);
            state = get("/admin/v1/reservations/" + kept).extract().path("state");
        }
        assertThat(state).isEqualTo("EXPIRED");
    }

    @Test
    void blockedUnitsTakeNoDeviceEvenByName() {
        long rack = MachineRoom.open().rack();
        Map<String, Object> blocked = space(rack, 1, 2);
        blocked.put("use", "BLOCKED");
        Map<String, Object> there = place(rack, 1);
        there.put("reservationId", made("/admin/v1/reservations", blocked));

        post("/admin/v1/devices/" + MachineRoom.device(MachineRoom.type("SERVER", 1)) + "/rack", there)
                .statusCode(409)
                .body("code", equalTo("inventory.SLOT_RESERVED"));
    }

    @Test
    void aRackWithKeptSpaceIsNotTakenDown() {
        long rack = MachineRoom.open().rack();
        long kept = made("/admin/v1/reservations", space(rack, 1, 1));

        post("/admin/v1/racks/" + rack + "/retire", Map.of())
                .statusCode(409)
                .body("holder", equalTo("reservation-" + kept));
        post("/admin/v1/reservations/" + kept + "/release", Map.of()).statusCode(200);
        post("/admin/v1/racks/" + rack + "/retire", Map.of()).statusCode(200);
    }

    @Test
    void bladesSitInBaysAndCountWhereTheirChassisStands() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long chassis = racked(MachineRoom.type("CHASSIS", 7), rack, 1);
        post("/admin/v1/device-sheets/" + chassis + "/bays", Map.of("bays", 8)).statusCode(200);
        long blade = MachineRoom.device(MachineRoom.type("BLADE", 0));

        seat(blade, chassis, 9).statusCode(400).body("code", equalTo("inventory.BAY_UNKNOWN"));
        seat(blade, chassis, 3)
                .statusCode(200)
                .body("chassisId", equalTo((int) chassis))
                .body("bay", equalTo(3));

        get("/admin/v1/racks/" + rack).body("powerW", equalTo(1_000)).body("usedU", equalTo(7));
        seat(MachineRoom.device(MachineRoom.type("BLADE", 0)), chassis, 3)
                .statusCode(409)
                .body("code", equalTo("inventory.BAY_TAKEN"));
        post("/admin/v1/devices/" + chassis + "/unrack", Map.of())
                .statusCode(409)
                .body("code", equalTo("inventory.CHASSIS_NOT_EMPTY"));
        post("/admin/v1/devices/" + blade + "/unrack", Map.of()).statusCode(200).body("chassisId", equalTo(null));
    }

    @Test
    void sumsOfRoomsAndRowsAgreeWithThoseOfTheirRacks() {
        MachineRoom site = MachineRoom.open();
        long room = location(site, null, "ROOM");
        long row = location(site, room, "ROW");
        long inRow = site.rack();
        long inRoom = site.rack();
        site.rack();
        post("/admin/v1/racks/" + inRow + "/place", Map.of("locationId", row, "positionInRow", 1))
                .statusCode(200);
        post("/admin/v1/racks/" + inRoom + "/place", Map.of("locationId", room)).statusCode(200);
        racked(MachineRoom.type("SERVER", 2), inRow, 1);

        get("/admin/v1/floor?siteId=" + site.siteId())
                .statusCode(200)
                .body("totals.racks", equalTo(3))
                .body("totals.usedU", equalTo(2))
                .body("locations.find { it.id == " + room + " }.totals.racks", equalTo(2))
                .body("locations.find { it.id == " + row + " }.totals.racks", equalTo(1))
                .body("locations.find { it.id == " + row + " }.totals.nameplateW", equalTo(500));
        post("/admin/v1/locations/" + row + "/close", Map.of())
                .statusCode(409)
                .body("code", equalTo("inventory.LOCATION_NOT_EMPTY"));
    }

    @Test
    void aRoomCannotLieWithinItself() {
        MachineRoom site = MachineRoom.open();
        long outer = location(site, null, "ROOM");
        long inner = location(site, outer, "ROOM");

        asOperator()
                .body(Map.of("name", "outer " + unique(), "parentId", inner))
                .put("/admin/v1/locations/" + outer)
                .then()
                .statusCode(409)
                .body("code", equalTo("inventory.LOCATION_CYCLE"))
                .body("field", equalTo("parentId"));
        location(site, inner, "ROW");
        Map<String, Object> elsewhere =
                Map.of("siteId", MachineRoom.open().siteId(), "parentId", inner, "kind", "ROW", "name", unique());
        post("/admin/v1/locations", elsewhere).statusCode(400).body("field", equalTo("parentId"));
    }

    @Test
    void aStaleVersionIsRefusedWhenARackIsPlaced() {
        MachineRoom site = MachineRoom.open();
        long rack = site.rack();

        asOperator()
                .header("If-Match", "\"7\"")
                .body(Map.of("positionInRow", 2))
                .post("/admin/v1/racks/" + rack + "/place")
                .then()
                .statusCode(412)
                .body("field", equalTo("If-Match"));
    }

    @Test
    void theBestRackForAModelIsRankedFirstWithItsReasons() {
        MachineRoom site = MachineRoom.open();
        long full = site.rack();
        long free = site.rack();
        made("/admin/v1/reservations", space(full, 2, 41));
        long type = MachineRoom.type("SERVER", 1);

        get("/admin/v1/fit?siteId=" + site.siteId() + "&deviceTypeId=" + type + "&count=3")
                .statusCode(200)
                .body("fit", equalTo(3))
                .body("data[0].answer.rackId", equalTo((int) free))
                .body("data[0].answer.reasons", equalTo(List.of("TAKES_ALL")))
                .body("data[1].answer.fits", equalTo(1))
                .body("data[1].answer.limitedBy", equalTo("UNITS"));
    }

    private static io.restassured.response.ValidatableResponse seat(long blade, long chassis, int bay) {
        return post("/admin/v1/device-sheets/" + blade + "/seat", Map.of("chassisId", chassis, "bay", bay));
    }

    private static long location(MachineRoom site, Long parent, String kind) {
        Map<String, Object> body = new HashMap<>(Map.of("siteId", site.siteId(), "kind", kind, "name", unique()));
        if (parent != null) {
            body.put("parentId", parent);
        }
        return made("/admin/v1/locations", body);
    }

    private static Map<String, Object> space(long rack, int positionU, int heightU) {
        return new HashMap<>(Map.of(
                "rackId", rack,
                "faces", List.of("FRONT", "REAR"),
                "positionU", positionU,
                "heightU", heightU,
                "owner", "Storage team"));
    }
}
