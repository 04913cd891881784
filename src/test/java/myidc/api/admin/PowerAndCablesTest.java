package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.post;
import static myidc.MachineRoom.racked;
import static myidc.TestTenants.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import myidc.MachineRoom;
import org.junit.jupiter.api.Test;

/** Power from the panel to the plug, cables from port to port, parts, and what a sheet says. */
@QuarkusTest
class PowerAndCablesTest {
    @Inject
    Clock clock;

    @Test
    void aLostFeedPutsOutWhatHangsOnItAlone() {
        MachineRoom site = MachineRoom.open();
        long rack = site.rack();
        long type = MachineRoom.type("SERVER", 1);
        long dual = racked(type, rack, 1);
        long single = racked(type, rack, 2);
        long feedA = feed(site, "A");
        long feedB = feed(site, "B");
        long pduA = pdu(site, feedA, rack);
        long pduB = pdu(site, feedB, rack);
        plug(dual, 1, pduA, 1);
        plug(dual, 2, pduB, 1);
        plug(single, 1, pduA, 2);

        get("/admin/v1/power/outage?siteId=" + site.siteId() + "&lost=" + feedA)
                .statusCode(200)
                .body("outage.dark", contains((int) single))
                .body("outage.weakened", contains((int) dual));
        get("/admin/v1/power?siteId=" + site.siteId())
                .statusCode(200)
                .body("nodes.find { it.node.id == " + pduA + " }.nameplateW", equalTo(750))
                .body("nodes.find { it.node.id == " + pduA + " }.budgetUnknown", equalTo(2))
                .body("nodes.find { it.node.id == " + pduA + " }.side", equalTo("A"))
                .body("racks[0].redundancy.totalW", equalTo(5_888))
                .body("racks[0].redundancy.survivingW", equalTo(2_944))
                .body("exposed.find { it.deviceId == " + single + " }.weakness", equalTo("SINGLE_CORD"));
        get("/admin/v1/power/trace?siteId=" + site.siteId() + "&deviceId=" + dual)
                .body("side", contains("A", "B"))
                .body("[0].upwards.id", contains((int) pduA, (int) feedA));
        post("/admin/v1/power-nodes/" + pduA + "/retire", Map.of())
                .statusCode(409)
                .body("code", equalTo("inventory.POWER_NODE_IN_USE"));
    }

    @Test
    void aNodeCannotSupplyItselfNorBeSuppliedFromBelow() {
        MachineRoom site = MachineRoom.open();
        long panel = node(site, "PANEL", null, Map.of());
        long ups = node(site, "UPS", panel, Map.of());

        post("/admin/v1/power-nodes/" + panel + "/rewire", Map.of("parentId", ups))
                .statusCode(409)
                .body("code", equalTo("inventory.POWER_CYCLE"));
        post(
                        "/admin/v1/power-nodes/" + ups + "/rewire",
                        Map.of("parentId", node(MachineRoom.open(), "PANEL", null, Map.of())))
                .statusCode(400)
                .body("field", equalTo("parentId"));
    }

    @Test
    void anOutletAndAPowerSupplyHoldOneCordEach() {
        MachineRoom site = MachineRoom.open();
        long type = MachineRoom.type("SERVER", 1);
        long pdu = pdu(site, feed(site, "A"), site.rack());
        long device = MachineRoom.device(type);
        plug(device, 1, pdu, 1);

        cord(MachineRoom.device(type), 1, pdu, 1).statusCode(409).body("field", equalTo("outlet"));
        cord(device, 1, pdu, 2).statusCode(409).body("field", equalTo("psu"));
        cord(device, 2, pdu, 25).statusCode(400).body("code", equalTo("inventory.OUTLET_UNKNOWN"));
    }

    @Test
    void readingsAreKeptApartWithTheirPeakAndPercentile() {
        MachineRoom site = MachineRoom.open();
        long feed = feed(site, "A");
        for (int i = 1; i <= 20; i++) {
            String at = String.format("2026-01-%02dT00:00:00Z", i);
            post(
                            "/admin/v1/power-nodes/" + feed + "/readings",
                            Map.of(
                                    "measuredAt",
                                    at,
                                    "legs",
                                    List.of(Map.of("leg", "L1", "watts", 100 * i, "voltAmperes", 110 * i))))
                    .statusCode(200)
                    .body("measuredW", equalTo(100 * i));
        }
        post(
                        "/admin/v1/power-nodes/" + feed + "/readings",
                        Map.of("measuredAt", "2026-01-05T12:00:00Z", "legs", List.of(Map.of("leg", "L1", "watts", 7))))
                .body("measuredW", equalTo(2_000));
        get("/admin/v1/power?siteId=" + site.siteId() + "&asOf="
                        + java.time.Instant.parse(
                                        get("/admin/v1/clock").extract().path("now"))
                                .plusSeconds(1))
                .body("nodes[0].node.measuredW", equalTo(2_000))
                .body("nodes[0].nameplateW", equalTo(0));
        post(
                        "/admin/v1/power-nodes/" + feed + "/readings",
                        Map.of("measuredAt", "2026-01-05T12:00:00Z", "legs", List.of(Map.of("leg", "L9", "watts", 7))))
                .statusCode(400)
                .body("field", equalTo("legs.leg"));
    }

    @Test
    void aLoadTooNearToTheLimitIsAlarmedUntilItIsClearlyBelow() {
        MachineRoom site = MachineRoom.open();
        long pdu = node(site, "PDU", null, Map.of("volts", 230, "amps", 16, "deratingPercent", 80, "outlets", 2));
        String alarms = "/admin/v1/power-nodes?siteId=" + site.siteId() + "&alarm=";

        measured(pdu, 2_000, 40);
        get(alarms + "WARNING").body("results", equalTo(0));
        measured(pdu, 2_700, 30);
        get(alarms + "WARNING").body("data.id", contains((int) pdu));
        measured(pdu, 2_950, 20);
        get(alarms + "CRITICAL").body("data.id", contains((int) pdu));
        measured(pdu, 1_000, 25);
        get(alarms + "CRITICAL").body("results", equalTo(1));
        measured(pdu, 2_550, 10);
        get(alarms + "WARNING").body("results", equalTo(1));
        measured(pdu, 2_000, 5);
        get("/admin/v1/power-nodes/" + pdu).body("alarm", equalTo(null)).body("measuredW", equalTo(2_000));
        get(alarms + "LOUD").statusCode(400).body("field", equalTo("alarm"));
    }

    private void measured(long node, int watts, int secondsAgo) {
        Map<String, Object> leg = Map.of("leg", "L1", "watts", watts);
        post(
                        "/admin/v1/power-nodes/" + node + "/readings",
                        Map.of(
                                "measuredAt",
                                clock.instant().minusSeconds(secondsAgo).toString(),
                                "legs",
                                List.of(leg)))
                .statusCode(200);
    }

    @Test
    void aPathRunsThroughThePatchPanel() {
        MachineRoom site = MachineRoom.open();
        long rack = site.rack();
        long server =
                ported(racked(MachineRoom.type("SERVER", 1), rack, 1), List.of(port("eth0", "ACCESS", 10_000, null)));
        long panel = ported(
                racked(MachineRoom.type("PATCH_PANEL", 1), rack, 2),
                List.of(port("front-1", "THROUGH", null, "rear-1"), port("rear-1", "THROUGH", null, null)));
        long leaf = ported(
                racked(MachineRoom.type("SWITCH", 1), rack, 3),
                List.of(
                        port("e1", "ACCESS", 10_000, null),
                        port("e2", "ACCESS", 25_000, null),
                        port("u1", "UPLINK", 10_000, null)));
        long spine =
                ported(MachineRoom.device(MachineRoom.type("SWITCH", 1)), List.of(port("s1", "ACCESS", 10_000, null)));
        long first = cable(server, "eth0", panel, "front-1")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        cable(panel, "rear-1", leaf, "e1").statusCode(200);
        cable(leaf, "u1", spine, "s1").statusCode(200);

        get("/admin/v1/cables/trace?deviceId=" + server + "&port=eth0")
                .statusCode(200)
                .body("steps", hasSize(2))
                .body("end.deviceId", equalTo((int) leaf))
                .body("end.port", equalTo("e1"));
        get("/admin/v1/cables?deviceId=" + panel).body("data.aPort", contains("eth0", "rear-1"));
        get("/admin/v1/cables?deviceId=" + panel + "&asOf="
                        + get("/admin/v1/clock").extract().path("now"))
                .body("data.aPort", contains("eth0", "rear-1"))
                .body("results", equalTo(2));
        get("/admin/v1/cables/contention?rackId=" + rack)
                .body("accessMbps", equalTo(10_000))
                .body("uplinkMbps", equalTo(10_000))
                .body("ratio", equalTo(1.0f));
        cable(server, "eth0", leaf, "e2").statusCode(409).body("code", equalTo("inventory.PORT_TAKEN"));
        cable(server, "eth9", leaf, "e2").statusCode(400).body("field", equalTo("a.port"));
        post("/admin/v1/device-sheets/" + leaf + "/ports", Map.of("ports", List.of()))
                .statusCode(409)
                .body("field", equalTo("ports"));
        iperf(first).statusCode(200).body("receivedMbps", equalTo(9412.3f)).body("contractedMbps", equalTo(10_000));
    }

    @Test
    void aPartMovesBetweenDevicesAndKeepsItsSerial() {
        long type = MachineRoom.type("SERVER", 1);
        long from = MachineRoom.device(type);
        long to = MachineRoom.device(type);
        String serial = unique();
        Map<String, Object> disk = Map.of("kind", "DISK", "manufacturer", "Maker", "model", "D1", "serial", serial);
        long part = made("/admin/v1/parts", disk);

        install(part, from, "bay 1").statusCode(200).body("deviceId", equalTo((int) from));
        install(part, to, "bay 1").statusCode(200).body("serial", equalTo(serial));
        long other = made(
                "/admin/v1/parts", Map.of("kind", "DISK", "manufacturer", "Maker", "model", "D1", "serial", unique()));
        install(other, to, "BAY 1").statusCode(409).body("field", equalTo("slot"));
        post("/admin/v1/parts", disk).statusCode(409).body("field", equalTo("serial"));
        get("/admin/v1/history/part-" + part).body("data.event", hasItem("inventory.PartMoved"));
        post("/admin/v1/parts/" + part + "/retire", Map.of()).statusCode(409);
    }

    @Test
    void aPurchaseTellsWhatADeviceIsWorth() {
        long device = MachineRoom.device(MachineRoom.type("SERVER", 1));
        Map<String, Object> purchase = new HashMap<>(
                Map.of("cost", "36000.00", "currency", "CNY", "boughtOn", "2020-01-01", "depreciationMonths", 36));
        purchase.put("residualPercent", 10);

        post("/admin/v1/device-sheets/" + device + "/purchase", purchase)
                .statusCode(200)
                .body("value.months", equalTo(36))
                .body("value.bookValue.amount", equalTo("3600.00"));
        purchase.put("cost", "1.234");
        post("/admin/v1/device-sheets/" + device + "/purchase", purchase)
                .statusCode(400)
                .body("field", equalTo("cost"));
        purchase.put("cost", "1.23");
        purchase.put("warrantyUntil", "2019-01-01");
        post("/admin/v1/device-sheets/" + device + "/purchase", purchase)
                .statusCode(400)
                .body("field", equalTo("warrantyUntil"));
    }

    private static long feed(MachineRoom site, String side) {
        return node(site, "FEED", null, Map.of("side", side, "phases", 3, "volts", 400, "amps", 32));
    }

    private static long pdu(MachineRoom site, long feed, long rack) {
        return node(site, "PDU", feed, Map.of("rackId", rack, "outlets", 24));
    }

    private static long node(MachineRoom site, String kind, Long parent, Map<String, Object> rating) {
        Map<String, Object> body = new HashMap<>(
                Map.of("siteId", site.siteId(), "kind", kind, "name", unique(), "volts", 230, "amps", 16));
        body.putAll(rating);
        if (parent != null) {
            body.put("parentId", parent);
        }
        return made("/admin/v1/power-nodes", body);
    }

    private static void plug(long device, int psu, long node, int outlet) {
        cord(device, psu, node, outlet).statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse cord(long device, int psu, long node, int outlet) {
        return post(
                "/admin/v1/power-cords", Map.of("deviceId", device, "psu", psu, "powerNodeId", node, "outlet", outlet));
    }

    private static io.restassured.response.ValidatableResponse install(long part, long device, String slot) {
        return post("/admin/v1/parts/" + part + "/install", Map.of("deviceId", device, "slot", slot));
    }

    private static long ported(long device, List<Map<String, Object>> ports) {
        post("/admin/v1/device-sheets/" + device + "/ports", Map.of("ports", ports))
                .statusCode(200);
        return device;
    }

    private static Map<String, Object> port(String name, String use, Integer speedMbps, String behind) {
        Map<String, Object> port = new HashMap<>(Map.of("name", name, "use", use));
        port.put("speedMbps", speedMbps);
        port.put("behind", behind);
        return port;
    }

    private static io.restassured.response.ValidatableResponse cable(long a, String aPort, long b, String bPort) {
        return post(
                "/admin/v1/cables",
                Map.of(
                        "a",
                        Map.of("deviceId", a, "port", aPort),
                        "b",
                        Map.of("deviceId", b, "port", bPort),
                        "medium",
                        "cat6a",
                        "contractedMbps",
                        10_000));
    }

    private static io.restassured.response.ValidatableResponse iperf(long cable) {
        return post(
                "/admin/v1/cables/" + cable + "/iperf",
                Map.of(
                        "start", Map.of("timestamp", Map.of("timesecs", 1_767_225_600)),
                        "end",
                                Map.of(
                                        "sum_sent", Map.of("bits_per_second", 9_420_000_000.0, "retransmits", 3),
                                        "sum_received", Map.of("bits_per_second", 9_412_345_678.9))));
    }
}
