package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.place;
import static myidc.MachineRoom.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import myidc.MachineRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a device cannot stand it is refused by field and rule, and neither the rack nor the device is other than before. */
@QuarkusTest
class RefusedPlacesTest {
    private MachineRoom room;
    private long rack;
    private long type;
    private long device;

    @BeforeEach
    void aRackInWhichSomethingStands() {
        room = MachineRoom.open();
        rack = room.rack();
        type = MachineRoom.type("SERVER", 2);
        MachineRoom.racked(type, rack, 10);
        made(
                "/admin/v1/reservations",
                Map.of(
                        "rackId",
                        rack,
                        "faces",
                        List.of("FRONT", "REAR"),
                        "positionU",
                        20,
                        "heightU",
                        4,
                        "use",
                        "RESERVED",
                        "owner",
                        "Storage"));
        device = MachineRoom.device(type);
    }

    @Test
    void onWhatStandsThere() {
        refused(place(rack, 11), 409, "inventory.SLOT_TAKEN", "positionU");
    }

    @Test
    void aboveTheRackAndBelowIt() {
        refused(place(rack, 42), 400, "inventory.ABOVE_RACK", "positionU");
        refused(place(rack, 0), 400, null, "positionU");
    }

    @Test
    void onKeptSpace() {
        refused(place(rack, 22), 409, "inventory.SLOT_RESERVED", "positionU");
    }

    @Test
    void inARackThatIsGoneOrNeverWas() {
        long dead = room.rack();
        post("/admin/v1/racks/" + dead + "/retire", Map.of()).statusCode(200);

        refused(place(dead, 1), 400, "inventory.RACK_UNKNOWN", "rackId");
        refused(place(999_999_999, 1), 400, "inventory.RACK_UNKNOWN", "rackId");
    }

    @Test
    void aRangeOutsideItsPrefixOrTurnedAround() {
        String net = "10." + (room.siteId() % 100 + 120) + "." + room.siteId() / 100 % 256;
        long prefix = made("/admin/v1/prefixes", Map.of("siteId", room.siteId(), "cidr", net + ".0/25"));

        range(prefix, net + ".10", net + ".200").body("field", equalTo("last"));
        range(prefix, "192.0.2.1", net + ".20").body("field", equalTo("first"));
        range(prefix, net + ".20", net + ".10").body("field", equalTo("last"));
        get("/admin/v1/ranges?prefixId=" + prefix).body("results", equalTo(0));
    }

    private static ValidatableResponse range(long prefix, String first, String last) {
        return post("/admin/v1/ranges", Map.of("prefixId", prefix, "first", first, "last", last, "purpose", "DHCP"))
                .statusCode(400);
    }

    private void refused(Map<String, Object> place, int status, String code, String field) {
        String before = body("/admin/v1/racks/" + rack + "/elevation");
        String story = body("/admin/v1/history/device-" + device);

        ValidatableResponse answer = post("/admin/v1/devices/" + device + "/rack", place)
                .statusCode(status)
                .body("field", equalTo(field));

        if (code != null) {
            answer.body("code", equalTo(code));
        }
        assertThat(body("/admin/v1/racks/" + rack + "/elevation")).isEqualTo(before);
        assertThat(body("/admin/v1/history/device-" + device)).isEqualTo(story);
    }

    private static String body(String path) {
        return get(path).statusCode(200).extract().asString();
    }
}
