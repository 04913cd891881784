package myidc.api.admin;

import static myidc.api.admin.AdminApi.get;
import static myidc.api.admin.AdminApi.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.Test;

/** The steps of a device's life and the host it was made go together. */
@QuarkusTest
class HostStepsTest {
    @Test
    void aDeviceShowsTheHostItWasMade() {
        long host = SmallSite.of(1, 4).hosts().getFirst();
        int device = deviceOf(host);
        int rack = get("devices/" + device).extract().path("rackId");

        get("devices/" + device).body("hostId", equalTo((int) host));
        get("devices?rackId=" + rack).body("data.hostId", contains((int) host));
        get("racks/" + rack + "/elevation").body("devices.hostId", contains((int) host));
    }

    @Test
    void drainingADeviceDrainsItsHostAndServiceReopensIt() {
        long host = SmallSite.of(1, 4).hosts().getFirst();
        int device = deviceOf(host);

        post("devices/" + device + "/drain").statusCode(200);
        get("hosts/" + host).body("state", equalTo("DRAINED"));
        post("devices/" + device + "/in-service").statusCode(200);
        get("hosts/" + host).body("state", equalTo("ACTIVE"));
        post("devices/" + device + "/drain").statusCode(200);
        post("devices/" + device + "/retire").statusCode(200).body("state", equalTo("RETIRED"));
    }

    @Test
    void aHostStaysClosedWhileItsDeviceDrains() {
        long host = SmallSite.of(1, 4).hosts().getFirst();
        int device = deviceOf(host);
        post("devices/" + device + "/drain").statusCode(200);

        post("hosts/" + host + "/uncordon")
                .statusCode(409)
                .body("code", equalTo("compute.DEVICE_DRAINS"))
                .body("holder", equalTo("device-" + device));
        get("hosts/" + host).body("state", equalTo("DRAINED"));

        post("devices/" + device + "/in-service").statusCode(200);
        post("hosts/" + host + "/drain").statusCode(200);
        post("hosts/" + host + "/uncordon").statusCode(200).body("state", equalTo("ACTIVE"));
    }

    @Test
    void aHostFollowsItsDeviceToAnotherSite() {
        SmallSite from = SmallSite.of(1, 4);
        long host = from.hosts().getFirst();
        int device = deviceOf(host);
        long elsewhere = AdminApi.site();
        long rack = AdminApi.rack(elsewhere);
        TestTenant tenant = TestTenants.open();
        post("devices/" + device + "/drain").statusCode(200);
        post("devices/" + device + "/unrack").statusCode(200);
        get("hosts/" + host).body("siteId", equalTo((int) from.id()));

        post("devices/" + device + "/rack", AdminApi.place(rack, "FRONT", 1)).statusCode(200);
        post("devices/" + device + "/in-service").statusCode(200);

        get("hosts/" + host).body("siteId", equalTo((int) elsewhere)).body("state", equalTo("ACTIVE"));
        tenant.call()
                .body(Map.of("region", from.region(), "type", "g6-nanode-1"))
                .post("/v4/linode/instances")
                .then()
                .body("errors[0].code", equalTo("compute.NOTHING_FITS"));
    }

    @Test
    void aDeviceWithGuestsLeavesOnlyOnceTheyAreGone() {
        SmallSite site = SmallSite.of(1, 4);
        long host = site.hosts().getFirst();
        int device = deviceOf(host);
        TestTenant tenant = TestTenants.open();
        int guest = tenant.call()
                .body(Map.of(
                        "region",
                        site.region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        "A root Passw0rd!"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        post("devices/" + device + "/drain").statusCode(200);
        for (String step : new String[] {"unrack", "retire"}) {
            post("devices/" + device + "/" + step)
                    .statusCode(409)
                    .body("code", equalTo("inventory.DEVICE_IN_USE"))
                    .body("holder", equalTo("host-" + host));
        }
        get("devices/" + device).body("state", equalTo("DRAINING"));
        String address = tenant.call().get("/v4/linode/instances/" + guest).path("ipv4[0]");
        AdminApi.operator()
                .delete("/admin/v1/addresses/" + address)
                .then()
                .statusCode(409)
                .body("code", equalTo("network.ADDRESS_IN_USE"))
                .body("holder", equalTo("instance-" + guest));
        get("addresses/" + address).body("holder", startsWith("instance-"));

        Eventually.holds(() ->
                tenant.call().delete("/v4/linode/instances/" + guest).then().statusCode(200));
        awaitEmpty(host);
        post("devices/" + device + "/unrack").statusCode(200).body("state", equalTo("RECEIVED"));
        get("addresses/" + address).body("holder", nullValue());
    }

    private static int deviceOf(long host) {
        return get("hosts/" + host).statusCode(200).extract().path("deviceId");
    }

    private static void awaitEmpty(long host) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (get("hosts/" + host).extract().<Integer>path("instances") > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("host " + host + " still has guests after two minutes");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
