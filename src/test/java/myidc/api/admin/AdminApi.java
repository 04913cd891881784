package myidc.api.admin;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The admin API as an operator of the tests calls it, with the things most tests need. */
public final class AdminApi {
    private static final String TOKEN = "operator-token-of-tests";

    private AdminApi() {}

    public static RequestSpecification operator() {
        return given().auth().oauth2(TOKEN).contentType("application/json");
    }

    public static ValidatableResponse get(String path) {
        return operator().get("/admin/v1/" + path).then();
    }

    public static ValidatableResponse post(String path, Map<String, ?> body) {
        return operator().body(body).post("/admin/v1/" + path).then();
    }

    public static ValidatableResponse post(String path) {
        return post(path, Map.of());
    }

    /** The number under {@code id} of a create that must succeed. */
    public static long made(String path, Map<String, ?> body) {
        Number id = post(path, body).statusCode(200).extract().path("id");
        return id.longValue();
    }

    public static long site() {
        return made(
                "sites",
                Map.of("name", unique(), "region", "cn-" + unique(), "country", "CN", "timeZone", "Asia/Shanghai"));
    }

    /** A rack of 42 U that carries 500 kg and feeds 3,000 W. */
    public static long rack(long site) {
        return made("racks", rackOf(site, 42, 500, 3_000));
    }

    public static Map<String, Object> rackOf(long site, int heightU, int maxWeightKg, int maxPowerW) {
        return Map.of(
                "siteId", site,
                "name", "R-" + unique(),
                "heightU", heightU,
                "maxWeightKg", maxWeightKg,
                "maxPowerW", maxPowerW);
    }

    /** A server of full depth that weighs 20 kg and draws 500 W. */
    public static long serverType(double heightU) {
        return type(Map.of("heightU", heightU, "weightKg", 20, "maxDrawW", 500));
    }

    public static long type(Map<String, ?> figures) {
        Map<String, Object> body = new HashMap<>(Map.of("manufacturer", "Acme", "model", "M-" + unique()));
        body.put("category", "SERVER");
        body.put("fullDepth", true);
        body.putAll(figures);
        return made("device-types", body);
    }

    public static long device(long type) {
        return made("devices", Map.of("deviceTypeId", type, "serial", "S-" + unique(), "name", "d-" + unique()));
    }

    public static Map<String, Object> place(long rack, String face, double positionU) {
        return Map.of("rackId", rack, "face", face, "positionU", positionU);
    }

    public static String unique() {
        return UUID.randomUUID().toString().substring(0, 12);
    }
}
