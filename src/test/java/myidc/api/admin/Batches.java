package myidc.api.admin;

import static io.restassured.RestAssured.given;
import static myidc.MachineRoom.get;
import static myidc.TestTenants.OPERATOR;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Batches of imports as tests bring them in and wait for them. */
final class Batches {
    private static final int MINUTES_MAX = 14;
    private static final long PAUSE_MAX_MS = 2_000;

    private Batches() {}

    static ValidatableResponse upload(String format, @Nullable Long siteId, byte[] file) {
        return given().auth()
                .oauth2(OPERATOR)
                .contentType("application/octet-stream")
                .body(file)
                .post("/admin/v1/imports?format=" + format + (siteId == null ? "" : "&siteId=" + siteId))
                .then();
    }

    /** Uploads a file and waits until its rows were tried. */
    static JsonPath checked(String format, @Nullable Long siteId, byte[] file) throws InterruptedException {
        return settled(upload(format, siteId, file)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id"));
    }

    static JsonPath settled(long batch) throws InterruptedException {
        // Who asks often takes from a long import what it needs to come to its end.
        long pause = 20;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES_MAX);
        while (System.nanoTime() < end) {
            JsonPath state = get("/admin/v1/imports/" + batch).extract().jsonPath();
            if (state.getString("state").matches("CHECKED|APPLIED|UNDONE|FAILED")) {
                return state;
            }
            Thread.sleep(pause);
            pause = Math.min(PAUSE_MAX_MS, 2 * pause);
        }
        throw new AssertionError("The import did not come to an end");
    }

    static byte[] exportedTypes() {
        return given().auth()
                .oauth2(OPERATOR)
                .get("/admin/v1/inventory-exports/device-types")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    /** A list as CSV, as the export gives it. */
    static byte[] exported(String what, long siteId) {
        return given().auth()
                .oauth2(OPERATOR)
                .get("/admin/v1/inventory-exports/" + what + "?siteId=" + siteId)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }
}
