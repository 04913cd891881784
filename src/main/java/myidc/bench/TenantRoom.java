package myidc.bench;

import java.util.Locale;
import myidc.platform.db.Sql;

/** A site of the simulated machine room with one tenant's guests in it, all made by the API. */
final class TenantRoom {
    static final String REGION = "cn-bench";
    private static final int HOSTS = 40;
    private static final int VCPUS = 256;

    final long site;
    final long tenant;
    final BenchApi api;

    /** Of a guest that runs and is left alone. */
    final long guest;

    private final Sql sql = BenchPortal.bean(Sql.class);

    TenantRoom(BenchApi operator, int guests) {
        site = operator.make(
                "/admin/v1/sites",
                "{\"name\":\"Bench\",\"region\":\"" + REGION + "\",\"country\":\"CN\",\"timeZone\":\"Asia/Shanghai\"}");
        long type = operator.make(
                "/admin/v1/device-types",
                "{\"manufacturer\":\"Bench\",\"model\":\"B1\",\"category\":\"SERVER\",\"heightU\":1,\"fullDepth\":true,"
                        + "\"weightKg\":18,\"maxDrawW\":300}");
        long rack = operator.make(
                "/admin/v1/racks",
                "{\"siteId\":" + site + ",\"name\":\"R1\",\"heightU\":42,\"maxWeightKg\":2000,\"maxPowerW\":40000}");
        for (int number = 1; number <= HOSTS; number++) {
            host(operator, type, rack, number);
        }
        operator.make("/admin/v1/prefixes", "{\"siteId\":" + site + ",\"cidr\":\"10.0.0.0/16\"}");
        tenant = operator.make(
                "/admin/v1/tenants",
                "{\"name\":\"Bench\",\"currency\":\"CNY\",\"timeZone\":\"Asia/Shanghai\",\"email\":\"b@example.com\","
                        + "\"username\":\"bench\",\"password\":\"a Password of the bench\"}");
        String token = operator.read(
                        "/admin/v1/tenants/" + tenant + "/tokens",
                        "{\"username\":\"bench\",\"label\":\"bench\",\"scopes\":\"*\"}")
                .path("token")
                .asText();
        api = operator.as(token);
        long first = create();
        for (int more = 1; more < guests; more++) {
            create();
        }
        guest = first;
        awaitRunning();
        sql.change("vacuum analyze");
    }

    long create() {
        return api.make(
                "/v4/linode/instances",
                "{\"region\":\"" + REGION + "\",\"type\":\"g6-nanode-1\",\"image\":\"linode/debian12\","
                        + "\"authorized_keys\":[\"ssh-ed25519"
                        + " AAAAC3NzaC1lZDI1NTE5AAAAIGZvciB0aGUgYmVuY2htYXJrIG9ubHksIG5vIG9uZSdzIQ== bench\"]}");
    }

    /** What the room still works at would be measured too. */
    void awaitRunning() {
        try {
            // The yardstick's own rows are due at infinity.
            while (sql.count("select count(*) from room_work where due_at < 'infinity'") > 0) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted", e);
        }
    }

    private void host(BenchApi operator, long type, long rack, int number) {
        long device = operator.make(
                "/admin/v1/devices",
                String.format(
                        Locale.ROOT,
                        "{\"deviceTypeId\":%d,\"name\":\"node-%d\",\"serial\":\"SN-%d\"}",
                        type,
                        number,
                        number));
        String path = "/admin/v1/devices/" + device;
        operator.post(path + "/rack", "{\"rackId\":" + rack + ",\"face\":\"FRONT\",\"positionU\":" + number + "}");
        operator.post(path + "/in-service", "{}");
        operator.post(
                path + "/hypervisor",
                String.format(
                        Locale.ROOT,
                        "{\"vcpus\":%d,\"memoryMb\":%d,\"diskGb\":%d}",
                        VCPUS,
                        VCPUS * 4_096,
                        VCPUS * 100));
    }
}
