package myidc;

import static myidc.TestTenants.asOperator;
import static myidc.TestTenants.unique;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;

/** A site with racks and device types of its own, made and changed through the operators' API. */
public record MachineRoom(long siteId) {
    public static MachineRoom open() {
        Map<String, Object> site =
                Map.of("name", unique(), "region", "cn-" + unique(), "country", "CN", "timeZone", "Asia/Shanghai");
        return new MachineRoom(made("/admin/v1/sites", site));
    }

    /** A rack of 42 U for 1,000 kg and 10 kW. */
    public long rack() {
        return made(
                "/admin/v1/racks",
                Map.of(
                        "siteId",
                        siteId,
                        "name",
                        "R" + unique(),
                        "heightU",
                        42,
                        "maxWeightKg",
                        1_000,
                        "maxPowerW",
                        10_000));
    }

    /** A type that blocks both faces, of 20 kg and 500 W. */
    public static long type(String category, Object heightU) {
        Map<String, Object> type = new HashMap<>(
                Map.of("manufacturer", "Maker", "model", "M " + unique(), "category", category, "heightU", heightU));
        type.put("fullDepth", true);
        type.put("weightKg", 20);
        type.put("maxDrawW", 500);
        return made("/admin/v1/device-types", type);
    }

    public static long device(long type) {
        return made("/admin/v1/devices", Map.of("deviceTypeId", type, "serial", unique(), "name", "d-" + unique()));
    }

    /** A new device of a type, mounted from the front. */
    public static long racked(long type, long rack, Object positionU) {
        long device = device(type);
        post("/admin/v1/devices/" + device + "/rack", place(rack, positionU)).statusCode(200);
        return device;
    }

    public static Map<String, Object> place(long rack, Object positionU) {
        return new HashMap<>(Map.of("rackId", rack, "face", "FRONT", "positionU", positionU));
    }

    /** The number of what the portal made. */
    public static long made(String path, Map<String, ?> body) {
        return post(path, body).statusCode(200).extract().jsonPath().getLong("id");
    }

    public static ValidatableResponse post(String path, Map<String, ?> body) {
        return asOperator().body(body).post(path).then();
    }

    /** The portal's own now. */
    public static String now() {
        return get("/admin/v1/clock").extract().path("now");
    }

    public static ValidatableResponse get(String path) {
        return asOperator().get(path).then();
    }
}
