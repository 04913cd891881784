package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.made;
import static myidc.api.admin.AdminApi.post;
import static myidc.api.admin.AdminApi.site;
import static myidc.api.admin.AdminApi.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PoolsResourceTest {
    @Inject
    Clock clock;

    @Test
    void theLatestReportIsShownWithItsRatio() {
        long pool = pool();
        get("pools/" + pool).body("latest", nullValue());
        Instant first = clock.instant().minus(Duration.ofHours(2));

        post("pools/" + pool + "/reports", report(first, 4_000, 1_000, 10_000)).statusCode(200);
        Instant between = clock.instant();
        post("pools/" + pool + "/reports", report(first.plusSeconds(60), 6_000, 1_000, 10_000))
                .statusCode(200)
                .body("latest.ratio", equalTo(6.0f))
                .body("latest.usedPercent", equalTo(10.0f))
                .body("latest.freeBytes", equalTo(9_000));

        get("pools/" + pool + "/reports").body("data.logicalBytes", contains(6_000, 4_000));
        get("pools/" + pool + "?asOf=" + between).body("latest.logicalBytes", equalTo(4_000));
    }

    @Test
    void reportsComeInOrderOfTime() {
        long pool = pool();
        Instant at = clock.instant().minusSeconds(60);
        post("pools/" + pool + "/reports", report(at, 1, 1, 2)).statusCode(200);

        post("pools/" + pool + "/reports", report(at, 1, 1, 2))
                .statusCode(409)
                .body("code", equalTo("storage.REPORT_OUT_OF_ORDER"));
        post("pools/" + pool + "/reports", report(at.minusSeconds(1), 1, 1, 2)).statusCode(409);
        get("pools/" + pool + "/reports").body("data", hasSize(1));
    }

    @Test
    void aTotalOfNoInodesMeansThatTheyAreNotLimited() {
        long pool = pool();
        Map<String, Object> report = report(clock.instant(), 1, 0, 2);
        report.put("inodesTotal", 0);
        report.put("inodesUsed", 0);

        post("pools/" + pool + "/reports", report)
                .statusCode(200)
                .body("latest.inodesTotal", nullValue())
                .body("latest.ratio", nullValue());
    }

    @Test
    void aNameIsTakenOnceOnASite() {
        long site = site();
        long holder = made("pools", Map.of("siteId", site, "name", "tank", "kind", "ZFS"));

        post("pools", Map.of("siteId", site, "name", "Tank", "kind", "VDO"))
                .statusCode(409)
                .body("holder", equalTo("pool-" + holder));
        made("pools", Map.of("siteId", site(), "name", "tank", "kind", "ZFS"));
    }

    @Test
    void badInputNamesTheFieldAndChangesNothing() {
        refused("pools", Map.of("name", "p", "kind", "ZFS"), "siteId");
        refused("pools", Map.of("siteId", 999_999_999, "name", "p", "kind", "ZFS"), "siteId");
        refused("pools", Map.of("siteId", site(), "kind", "ZFS"), "name");
        refused("pools", Map.of("siteId", site(), "name", "p", "kind", "TAPE"), "kind");
        long pool = pool();
        String reports = "pools/" + pool + "/reports";
        Instant now = clock.instant();
        refused(reports, report(now.plus(Duration.ofDays(1)), 1, 1, 2), "at");
        refused(reports, report(now, -1, 1, 2), "logicalBytes");
        refused(reports, report(now, 1, 3, 2), "physicalBytes");
        refused(reports, report(now, 1, 0, 0), "capacityBytes");
        Map<String, Object> inodes = report(now, 1, 1, 2);
        inodes.put("inodesTotal", 10);
        inodes.put("inodesUsed", 11);
        refused(reports, inodes, "inodesUsed");
        get("pools/" + pool).body("latest", nullValue()).body("version", equalTo(0));
        get("pools/999999999").statusCode(404);
    }

    private static void refused(String path, Map<String, ?> body, String field) {
        post(path, body).statusCode(400).body("field", equalTo(field));
    }

    private static long pool() {
        return made("pools", Map.of("siteId", site(), "name", "p-" + unique(), "kind", "VDO"));
    }

    private static Map<String, Object> report(Instant at, long logical, long physical, long capacity) {
        return new HashMap<>(Map.of(
                "at", at.toString(), "logicalBytes", logical, "physicalBytes", physical, "capacityBytes", capacity));
    }
}
