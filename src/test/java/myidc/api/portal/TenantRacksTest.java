package myidc.api.portal;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import myidc.MachineRoom;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;

/** A tenant's own gear in racks shared with others. */
@QuarkusTest
class TenantRacksTest {
    private static final String RACKS = "/portal/v1/racks";

    @Test
    void anothersGearShowsAsOccupiedAndNothingMore() {
        TestTenant tenant = TestTenants.open();
        TestTenant other = TestTenants.open();
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long type = MachineRoom.type("SERVER", 2);
        long own = MachineRoom.racked(type, rack, 1);
        long strange = MachineRoom.racked(type, rack, 5);
        tenant.call().get(RACKS).then().statusCode(200).body("data", empty());
        tenant.call().get(RACKS + "/" + rack).then().statusCode(404);

        give(own, tenant.id()).statusCode(200).body("tenantId", equalTo((int) tenant.id()));
        give(strange, other.id()).statusCode(200);

        String name = get("/admin/v1/devices/" + strange).extract().path("name");
        String serial = get("/admin/v1/devices/" + strange).extract().path("serial");
        tenant.call().get(RACKS).then().body("data.id", contains((int) rack));
        tenant.call()
                .get(RACKS + "/" + rack)
                .then()
                .statusCode(200)
                .body("devices.deviceId", contains((int) own))
                .body("occupied.positionU", contains(5))
                .body("occupied.heightU", contains(2))
                .body(not(containsString(name)))
                .body(not(containsString(serial)));
        get("/admin/v1/history/device-" + own).body("data[-1].event", equalTo("inventory.DeviceTenantSet"));
        give(own, null).statusCode(200).body("tenantId", equalTo(null));
        tenant.call().get(RACKS + "/" + rack).then().statusCode(404);
    }

    @Test
    void gearGoesOnlyToATenantThatThereIs() {
        give(MachineRoom.device(MachineRoom.type("SERVER", 1)), 999_999_999L)
                .statusCode(400)
                .body("field", equalTo("tenantId"));
    }

    private static io.restassured.response.ValidatableResponse give(long device, Long tenant) {
        return post("/admin/v1/devices/" + device + "/tenant", tenant == null ? Map.of() : Map.of("tenantId", tenant));
    }
}
