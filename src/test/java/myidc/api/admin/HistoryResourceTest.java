package myidc.api.admin;

import static myidc.api.admin.AdminApi.device;
import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.operator;
import static myidc.api.admin.AdminApi.place;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.rack;
import static myidc.api.admin.AdminApi.rackOf;
import static myidc.api.admin.AdminApi.serverType;
import static myidc.api.admin.AdminApi.site;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Any screen can be seen as of any past instant, and any thing tells its story. */
@QuarkusTest
class HistoryResourceTest {
    @Inject
    Clock clock;

    @Test
    void aThingTellsWhoDidWhatAndWhenInBothLanguages() {
        long rack = rack(site());
        long device = device(serverType(1));
        operator()
                .header("X-Request-Id", "mount-it")
                .body(place(rack, "FRONT", 3))
                .post("/admin/v1/devices/" + device + "/rack")
                .then()
                .statusCode(200);

        get("history/device-" + device)
                .statusCode(200)
                .body("results", equalTo(2))
                .body("data.event", contains("inventory.DeviceReceived", "inventory.DeviceRacked"))
                .body("data[1].words.en", equalTo("Mounted in rack-" + rack + " at U 3, front"))
                .body("data[1].words.'zh-CN'", startsWith("上架"))
                .body("data[1].requestId", equalTo("mount-it"))
                .body("data[1].who", notNullValue())
                .body("data[1].from", notNullValue())
                .body("data[1].cause", startsWith("RackDevice:"))
                .body("data[1].payload.rackId", equalTo((int) rack));
        get("history/device-" + device + "?pageSize=1&page=2")
                .body("data", hasSize(1))
                .body("pages", equalTo(2));
    }

    @Test
    void whatNobodyKnowsOfHasNoStory() {
        get("history/rack-999999999").statusCode(404);
        get("history/nonsense").statusCode(400).body("field", equalTo("aggregateId"));
    }

    @Test
    void anElevationIsShownAsItWas() {
        long site = site();
        long rack = made("racks", rackOf(site, 42, 900, 9_000));
        long device = device(serverType(2));
        Instant empty = clock.instant();
        post("devices/" + device + "/rack", place(rack, "FRONT", 10)).statusCode(200);
        Instant low = clock.instant();
        post("devices/" + device + "/move", place(rack, "FRONT", 20)).statusCode(200);
        Instant high = clock.instant();
        post("devices/" + device + "/unrack").statusCode(200);

        String elevation = "racks/" + rack + "/elevation";
        get(elevation + "?asOf=" + empty).body("devices", empty());
        get(elevation + "?asOf=" + low).body("devices.positionU", contains(10)).body("asOf", equalTo(low.toString()));
        get(elevation + "?asOf=" + high).body("devices.positionU", contains(20)).body("usedU", equalTo(2.0f));
        get(elevation).body("devices", empty()).body("asOf", nullValue());
        get("devices?rackId=" + rack + "&asOf=" + low).body("data.id", contains((int) device));
        get("devices/" + device + "?asOf=" + high).body("state", equalTo("RACKED"));
        get("devices?id=" + device + "&id=999999999&asOf=" + low).body("data.rackId", contains((int) rack));
        get("devices?id=" + device).body("data.state", contains("RECEIVED"));
        String serial = get("devices/" + device).extract().path("serial");
        get("devices?asOf=" + low + "&q=" + serial.substring(1).toLowerCase(Locale.ROOT))
                .body("data.id", contains((int) device))
                .body("data.rackId", contains((int) rack));
        get("devices?asOf=" + low + "&q=nothing-like-it").body("data", empty()).body("results", equalTo(0));
        get("devices?q=" + serial.toLowerCase(Locale.ROOT)).body("data.id", contains((int) device));
        get("racks?siteId=" + site + "&asOf=" + high)
                .body("data.devices", contains(1))
                .body("data.weightKg", contains(20));
        get("racks?siteId=" + site).body("data.devices", contains(0)).body("data.usedU", contains(0));
    }

    @Test
    void aRackIsShownWithTheLimitsAndNameItHad() {
        long site = site();
        long rack = made("racks", rackOf(site, 42, 900, 9_000));
        Instant before = clock.instant();
        Map<String, Object> wanted = new HashMap<>(rackOf(site, 47, 1_000, 9_000));
        wanted.put("name", "renamed");

        operator()
                .header("If-Match", "\"0\"")
                .body(wanted)
                .put("/admin/v1/racks/" + rack)
                .then()
                .statusCode(200)
                .body("heightU", equalTo(47))
                .header("ETag", "\"2\"");
        operator()
                .header("If-Match", "\"0\"")
                .body(wanted)
                .put("/admin/v1/racks/" + rack)
                .then()
                .statusCode(412);
        get("racks/" + rack + "?asOf=" + before).body("heightU", equalTo(42));
        post("racks/" + rack + "/retire").statusCode(200);
        get("racks/" + rack).statusCode(404);
        get("racks/" + rack + "?asOf=" + before).statusCode(200);
        get("racks?siteId=" + site).body("data", empty());
    }

    @Test
    void aTypeIsShownWithTheFiguresItHad() {
        String model = "T " + AdminApi.unique();
        Map<String, Object> figures = new HashMap<>(
                Map.of("manufacturer", "Maker", "model", model, "category", "SERVER", "heightU", 1, "fullDepth", true));
        figures.put("weightKg", 18);
        Instant before = clock.instant();
        long type = made("device-types", figures);
        Instant early = clock.instant();
        figures.put("weightKg", 20);
        operator().body(figures).put("/admin/v1/device-types/" + type).then().statusCode(200);

        get("device-types/" + type).body("weightKg", equalTo(20));
        get("device-types/" + type + "?asOf=" + early).body("weightKg", equalTo(18));
        get("device-types?q=" + model + "&category=SERVER&asOf=" + early).body("data.weightKg", contains(18));
        get("device-types?q=" + model + "&category=SWITCH&asOf=" + early).body("data", empty());
        get("device-types?q=" + model + "&asOf=" + before).body("data", empty());
        get("device-types/" + type + "?asOf=" + before.minusSeconds(1)).statusCode(404);
    }

    @Test
    void aRackInUseIsNotTakenDownNorMadeTooSmall() {
        long site = site();
        long rack = made("racks", rackOf(site, 42, 900, 9_000));
        long device = device(serverType(2));
        post("devices/" + device + "/rack", place(rack, "FRONT", 30)).statusCode(200);

        post("racks/" + rack + "/retire").statusCode(409).body("holder", equalTo("device-" + device));
        operator()
                .body(rackOf(site, 30, 900, 9_000))
                .put("/admin/v1/racks/" + rack)
                .then()
                .statusCode(409)
                .body("field", equalTo("heightU"));
        operator()
                .body(rackOf(site, 42, 19, 9_000))
                .put("/admin/v1/racks/" + rack)
                .then()
                .statusCode(409)
                .body("field", equalTo("maxWeightKg"));
        operator()
                .body(rackOf(site, 42, 900, 499))
                .put("/admin/v1/racks/" + rack)
                .then()
                .statusCode(409)
                .body("field", equalTo("maxPowerW"));
        get("racks/" + rack).body("version", equalTo(0));
    }
}
