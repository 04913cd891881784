package myidc.api.admin;

import static myidc.MachineRoom.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import myidc.MachineRoom;
import myidc.SmallSite;
import org.junit.jupiter.api.Test;

/** Room for more guests, as the hosts' page shows it. */
@QuarkusTest
class PlanRoomResourceTest {
    @Test
    void everyOfferedPlanIsCountedHostByHost() {
        SmallSite site = SmallSite.of(2, 8);

        JsonPath room = get("/admin/v1/plan-room?siteId=" + site.id())
                .statusCode(200)
                .body("hosts", equalTo(2))
                .body("hostsOut", equalTo(0))
                .body("survivesOne", equalTo(true))
                .extract()
                .jsonPath();

        assertThat(room.getInt("data.find { it.id == 'g6-nanode-1' }.fits")).isPositive();
        assertThat(room.getInt("data.find { it.id == 'g6-nanode-1' }.keepingSpare"))
                .isEqualTo(room.getInt("data.find { it.id == 'g6-nanode-1' }.fits") / 2);
    }

    @Test
    void withoutHostsNothingFits() {
        get("/admin/v1/plan-room?siteId=" + MachineRoom.open().siteId())
                .statusCode(200)
                .body("survivesOne", equalTo(false))
                .body("data.fits", everyItem(equalTo(0)));
    }
}
