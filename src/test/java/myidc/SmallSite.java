package myidc;

import static myidc.TestTenants.asOperator;
import static myidc.TestTenants.unique;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A site with one rack of hosts and a prefix, made through the operators' API. */
public record SmallSite(long id, String region, List<Long> hosts) {
    /** One after the other from anywhere: of hundreds drawn each by itself two would soon be the same. */
    private static final AtomicInteger BLOCKS =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(0, 65_536));

    /** Hosts of so many vCPUs with 4 GiB and 100 GiB for each, nothing overcommitted, and 254 addresses. */
    public static SmallSite of(int hosts, int vcpus) {
        return of("cn-" + unique(), hosts, vcpus);
    }

    /** As {@link #of(int, int)}, under a region of this name. */
    public static SmallSite of(String region, int hosts, int vcpus) {
        JsonPath site = post(
                "/admin/v1/sites",
                Map.of("name", unique(), "region", region, "country", "CN", "timeZone", "Asia/Shanghai"));
        long siteId = site.getLong("id");
        long rack = post(
                        "/admin/v1/racks",
                        Map.of("siteId", siteId, "name", "A1", "heightU", 42, "maxWeightKg", 2000, "maxPowerW", 40000))
                .getLong("id");
        long type = post("/admin/v1/device-types", deviceType()).getLong("id");
        List<Long> made = new ArrayList<>();
        for (int number = 1; number <= hosts; number++) {
            long device = post(
                            "/admin/v1/devices",
                            Map.of("deviceTypeId", type, "serial", "S" + unique(), "name", "node-" + number))
                    .getLong("id");
            String path = "/admin/v1/devices/" + device;
            post(path + "/rack", Map.of("rackId", rack, "face", "FRONT", "positionU", number));
            post(path + "/in-service", Map.of());
            made.add(post(
                            path + "/hypervisor",
                            Map.of("vcpus", vcpus, "memoryMb", vcpus * 4096L, "diskGb", vcpus * 100L))
                    .getLong("id"));
        }
        int block = BLOCKS.getAndIncrement() & 65_535;
        post(
                "/admin/v1/prefixes",
                Map.of("siteId", siteId, "cidr", "10." + (block >> 8) + "." + (block & 255) + ".0/24"));
        return new SmallSite(siteId, region, List.copyOf(made));
    }

    /** A pool that is offered to the whole site, so that volumes may lie in it. */
    public long poolForVolumes() {
        long pool = post("/admin/v1/pools", Map.of("siteId", id, "name", "p-" + unique(), "kind", "VDO"))
                .getLong("id");
        asOperator()
                .body(Map.of("wholeSite", true, "hostIds", List.of()))
                .put("/admin/v1/pools/" + pool + "/offer")
                .then()
                .statusCode(200);
        return pool;
    }

    private static Map<String, Object> deviceType() {
        Map<String, Object> type = new HashMap<>(
                Map.of("manufacturer", "Maker", "model", "Model " + unique(), "category", "SERVER", "heightU", 1));
        type.put("fullDepth", true);
        type.put("weightKg", 20);
        type.put("maxDrawW", 500);
        return type;
    }

    private static JsonPath post(String path, Map<String, Object> body) {
        return asOperator()
                .body(body)
                .post(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
