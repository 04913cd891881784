package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.place;
import static myidc.MachineRoom.post;
import static myidc.MachineRoom.racked;
import static myidc.TestTenants.asOperator;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.MachineRoom;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** Plans from draft to applied, as two operators lead them. */
@QuarkusTest
class LayoutsResourceTest {
    private static final String PLANS = "/admin/v1/layouts";

    @Inject
    Sql sql;

    @Test
    void aTrialShowsWhatWouldStandWhereAndChangesNothing() {
        MachineRoom room = MachineRoom.open();
        long from = room.rack();
        long to = room.rack();
        long type = MachineRoom.type("SERVER", 2);
        long moved = racked(type, from, 5);
        long plan = plan(room, List.of(move(moved, to, 20), order(type, to, 30), rack("New " + unique())));
        long before = facts();

        get(PLANS + "/" + plan + "/trial?rackId=" + to)
                .statusCode(200)
                .body("conflicts", empty())
                .body("racks", hasSize(3))
                .body("racks.find { it.rackId == " + from + " }.before.powerW", equalTo(500))
                .body("racks.find { it.rackId == " + from + " }.after.powerW", equalTo(0))
                .body("racks.find { it.rackId == " + to + " }.before.devices", equalTo(0))
                .body("racks.find { it.rackId == " + to + " }.after.devices", equalTo(2))
                .body("racks.find { it.rackId == " + to + " }.after.weightKg", equalTo(40))
                .body("racks.find { it.rackId == null }.before", equalTo(null))
                .body("drawings.before.devices", empty())
                .body("drawings.after.devices.positionU", contains(30, 20));

        assertThat(facts()).isEqualTo(before);
        get("/admin/v1/devices/" + moved).body("rackId", equalTo((int) from));
    }

    @Test
    void everyStepThatCannotBeDoneIsNamedWithItsReason() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long type = MachineRoom.type("SERVER", 2);
        long standing = racked(type, rack, 10);
        long other = MachineRoom.device(type);
        long plan = plan(
                room,
                List.of(
                        install(other, rack, 11),
                        install(MachineRoom.device(type), rack, 42),
                        step("RETIRE", Map.of("deviceId", standing)),
                        install(MachineRoom.device(type), rack, 10),
                        step("REMOVE_RACK", Map.of("rackId", rack))));

        get(PLANS + "/" + plan + "/trial")
                .body("conflicts.step", contains(0, 1, 4))
                .body(
                        "conflicts.code",
                        contains("inventory.SLOT_TAKEN", "inventory.ABOVE_RACK", "inventory.RACK_NOT_EMPTY"))
                .body("conflicts[0].holder", equalTo("device-" + standing));
        post(PLANS + "/" + plan + "/submit", Map.of())
                .statusCode(409)
                .body("code", equalTo("inventory.LAYOUT_CONFLICTS"))
                .body("field", equalTo("steps[0].positionU"))
                .body("holder", equalTo("device-" + standing));
        get(PLANS + "/" + plan).body("state", equalTo("DRAFT"));
    }

    @Test
    void weightAndPowerOfWhatIsToBeOrderedCount() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        Map<String, Object> heavy = new HashMap<>(Map.of("manufacturer", "Maker", "model", "H " + unique()));
        heavy.putAll(
                Map.of("category", "STORAGE", "heightU", 4, "fullDepth", true, "weightKg", 600, "maxDrawW", 4_000));
        long type = made("/admin/v1/device-types", heavy);

        long plan = plan(room, List.of(order(type, rack, 1), order(type, rack, 5)));

        get(PLANS + "/" + plan + "/trial")
                .body("conflicts.step", contains(1))
                .body("conflicts.code", contains("inventory.WEIGHT_EXCEEDED"));
    }

    @Test
    void aPlanIsAppliedAsAWholeAndItsFactsNameIt() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long type = MachineRoom.type("SERVER", 1);
        long first = racked(type, rack, 1);
        long second = racked(type, rack, 2);
        String row = "New " + unique();
        long plan = plan(
                room,
                List.of(
                        step("REMOVE", Map.of("deviceId", first)),
                        move(second, rack, 1),
                        install(first, rack, 2),
                        rack(row),
                        order(type, row, 7)));
        approved(plan);

        JsonPath applied = post(PLANS + "/" + plan + "/apply", Map.of())
                .statusCode(200)
                .body("state", equalTo("APPLIED"))
                .body("made", hasSize(3))
                .extract()
                .jsonPath();

        get("/admin/v1/devices/" + first).body("positionU", equalTo(2));
        get("/admin/v1/devices/" + second).body("positionU", equalTo(1));
        String built = applied.getString("made[0]");
        assertThat(built).startsWith("rack-");
        get("/admin/v1/racks/" + built.substring(5)).body("name", equalTo(row));
        get("/admin/v1/reservations?rackId=" + built.substring(5))
                .body("data[0].use", equalTo("PLANNED"))
                .body("data[0].note", equalTo("layout-" + plan))
                .body("data[0].positionU", equalTo(7));
        get("/admin/v1/history/device-" + first + "?newestFirst=true")
                .body("data[0].cause", equalTo("layout-" + plan))
                .body("data[0].event", equalTo("inventory.DeviceRacked"))
                .body("data[2].cause", startsWith("RackDevice:"));
        get("/admin/v1/history/layout-" + plan)
                .body("data.event", hasItem("inventory.LayoutApplied"))
                .body("data.who", everyItem(startsWith("p")));
        post(PLANS + "/" + plan + "/apply", Map.of()).statusCode(409).body("code", equalTo("inventory.LAYOUT_STATE"));
    }

    @Test
    void aPlanWhoseGroundChangedIsOutOfDateUntilItIsSubmittedAnew() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long type = MachineRoom.type("SERVER", 1);
        long device = MachineRoom.device(type);
        long plan = plan(room, List.of(install(device, rack, 1)));
        approved(plan);

        racked(type, rack, 30);

        get(PLANS + "/" + plan + "/trial").body("outOfDate", contains("rack-" + rack));
        post(PLANS + "/" + plan + "/apply", Map.of())
                .statusCode(409)
                .body("code", equalTo("inventory.LAYOUT_OUT_OF_DATE"))
                .body("holder", equalTo("rack-" + rack));
        get("/admin/v1/devices/" + device).body("state", equalTo("RECEIVED"));
        approved(plan);
        post(PLANS + "/" + plan + "/apply", Map.of()).statusCode(200);
        get("/admin/v1/devices/" + device).body("positionU", equalTo(1));
    }

    @Test
    void aStaleRevisionIsRefusedAndTheOthersStands() {
        MachineRoom room = MachineRoom.open();
        long plan = plan(room, List.of());
        String tag = asOperator().get(PLANS + "/" + plan).header("ETag");
        Map<String, Object> mine = Map.of("name", "mine", "steps", List.of());
        asOperator()
                .header("If-Match", tag)
                .body(mine)
                .put(PLANS + "/" + plan)
                .then()
                .statusCode(200);

        asOperator()
                .header("If-Match", tag)
                .body(Map.of("name", "theirs", "steps", List.of()))
                .put(PLANS + "/" + plan)
                .then()
                .statusCode(412);

        get(PLANS + "/" + plan).body("name", equalTo("mine"));
    }

    @Test
    void aStepThatSaysTooLittleIsRefusedAtItsField() {
        MachineRoom room = MachineRoom.open();
        Map<String, Object> body = new HashMap<>(Map.of("siteId", room.siteId(), "name", "p"));
        body.put("steps", List.of(step("MOVE", Map.of("deviceId", 1, "rackId", 1))));
        post(PLANS, body).statusCode(400).body("field", equalTo("steps[0].face"));
        body.put("steps", List.of(step("JUMP", Map.of())));
        post(PLANS, body).statusCode(400).body("field", equalTo("steps[0].deed"));
        Map<String, Object> tilted = new HashMap<>(place(1, "1.3"));
        tilted.put("deviceId", 1);
        body.put("steps", List.of(step("INSTALL", tilted)));
        post(PLANS, body).statusCode(400).body("field", equalTo("steps[0].positionU"));
    }

    private static void approved(long plan) {
        post(PLANS + "/" + plan + "/submit", Map.of()).statusCode(200).body("state", equalTo("SUBMITTED"));
        post(PLANS + "/" + plan + "/approve", Map.of()).statusCode(200).body("state", equalTo("APPROVED"));
    }

    private static long plan(MachineRoom room, List<Map<String, Object>> steps) {
        return made(PLANS, Map.of("siteId", room.siteId(), "name", "Plan " + unique(), "steps", steps));
    }

    private static Map<String, Object> move(long device, long rack, int positionU) {
        Map<String, Object> step = step("MOVE", place(rack, positionU));
        step.put("deviceId", device);
        return step;
    }

    private static Map<String, Object> install(long device, long rack, int positionU) {
        Map<String, Object> step = step("INSTALL", place(rack, positionU));
        step.put("deviceId", device);
        return step;
    }

    private static Map<String, Object> order(long type, Object rack, int positionU) {
        Map<String, Object> step = step("ORDER", Map.of("face", "FRONT", "positionU", positionU));
        step.put(rack instanceof String ? "rackName" : "rackId", rack);
        step.put("deviceTypeId", type);
        step.put("name", "new-" + unique());
        return step;
    }

    private static Map<String, Object> rack(String name) {
        return step("ADD_RACK", Map.of("rackName", name, "heightU", 42, "maxWeightKg", 900, "maxPowerW", 6_000));
    }

    private static Map<String, Object> step(String deed, Map<String, ?> parts) {
        Map<String, Object> step = new HashMap<>(parts);
        step.put("deed", deed);
        return step;
    }

    private long facts() {
        return sql.count("select count(*) from domain_event where payload_type like 'inventory.%'");
    }
}
