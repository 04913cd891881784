package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.post;
import static myidc.MachineRoom.racked;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.MachineRoom;
import org.junit.jupiter.api.Test;

/** What racks will have left, as the capacity page shows it. */
@QuarkusTest
class RackFuturesResourceTest {
    @Test
    void aDeviceThatDrainsGivesBackWhatItTakes() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long device = racked(MachineRoom.type("SERVER", 2), rack, 5);
        futures(room).body("racks", empty());

        post("/admin/v1/devices/" + device + "/in-service", Map.of()).statusCode(200);
        post("/admin/v1/devices/" + device + "/drain", Map.of()).statusCode(200);

        futures(room)
                .body("racks.changes.flatten().kind", contains("DRAINS"))
                .body("racks[0].now.units", equalTo(40))
                .body("racks[0].after.units", equalTo(42))
                .body("racks[0].now.watts", equalTo(9_500))
                .body("racks[0].after.watts", equalTo(10_000))
                .body("racks[0].holds", equalTo(true));
    }

    @Test
    void aSubmittedPlanCountsAndAnAppliedOrderTakesItsPowerButNoUnitTwice() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long type = MachineRoom.type("SERVER", 2);
        Map<String, Object> order = new HashMap<>(MachineRoom.place(rack, 10));
        order.putAll(Map.of("deed", "ORDER", "deviceTypeId", type, "name", "next-1"));
        long plan = made("/admin/v1/layouts", Map.of("siteId", room.siteId(), "name", "More", "steps", List.of(order)));
        futures(room).body("racks", empty());

        post("/admin/v1/layouts/" + plan + "/submit", Map.of()).statusCode(200);
        futures(room)
                .body("racks.changes.flatten().kind", contains("PLAN_ADDS"))
                .body("racks.changes.flatten().cause", contains("layout-" + plan))
                .body("racks[0].now.units", equalTo(42))
                .body("racks[0].after.units", equalTo(40))
                .body("racks[0].after.watts", equalTo(9_500));

        post("/admin/v1/layouts/" + plan + "/approve", Map.of()).statusCode(200);
        post("/admin/v1/layouts/" + plan + "/apply", Map.of()).statusCode(200);
        futures(room)
                .body("racks.changes.flatten().kind", contains("ORDERED"))
                .body("racks[0].now.units", equalTo(40))
                .body("racks[0].after.units", equalTo(40))
                .body("racks[0].now.watts", equalTo(10_000))
                .body("racks[0].after.watts", equalTo(9_500));
    }

    private static io.restassured.response.ValidatableResponse futures(MachineRoom room) {
        return get("/admin/v1/rack-futures?siteId=" + room.siteId()).statusCode(200);
    }
}
