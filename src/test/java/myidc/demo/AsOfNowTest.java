package myidc.demo;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.OPERATOR;
import static myidc.TestTenants.asOperator;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import myidc.Eventually;
import myidc.MachineRoom;
import org.junit.jupiter.api.Test;

/** The whole demonstration's data centre, and one of each thing it lacks: as of now every list is what it is live. */
@QuarkusTest
class AsOfNowTest {
    private static final List<String> LISTS = List.of(
            "/admin/v1/sites",
            "/admin/v1/locations",
            "/admin/v1/racks",
            "/admin/v1/reservations",
            "/admin/v1/device-types",
            "/admin/v1/module-types",
            "/admin/v1/devices",
            "/admin/v1/parts",
            "/admin/v1/power-nodes",
            "/admin/v1/power-cords",
            "/admin/v1/cables",
            "/admin/v1/drifts",
            "/admin/v1/layouts",
            "/admin/v1/hosts",
            "/admin/v1/prefixes",
            "/admin/v1/vrfs",
            "/admin/v1/aggregates",
            "/admin/v1/ranges",
            "/admin/v1/vlan-groups",
            "/admin/v1/vlans",
            "/admin/v1/vni-pools",
            "/admin/v1/imports");

    private static final List<String> FILES = List.of(
            "dnsmasq.conf",
            "dhcpd.conf",
            "kea-dhcp4.json",
            "forward.zone",
            "addresses.nft",
            "addresses.ipset",
            "addresses.rsc");

    private static final List<String> EXPORTS = List.of(
            "racks",
            "devices",
            "device-types",
            "device-types.yaml",
            "module-types",
            "module-types.yaml",
            "prefixes",
            "addresses",
            "hosts.txt",
            "hosts.json");

    @Inject
    Clock clock;

    @Test
    void everyListAndDrawingIsTheLiveOne() {
        try (PortalClient portal = new PortalClient(URI.create("http://localhost:" + RestAssured.port), 8)) {
            new ExampleIdc(portal, OPERATOR, said -> {}).build(List.of(new Size(2, 4_096)));
            long site = oneOfEach();
            String now = clock.instant().toString();
            for (String list : LISTS) {
                Map<Long, JsonNode> live = rows(portal, list + "?");
                assertThat(live).as(list).isNotEmpty();
                assertThat(rows(portal, list + "?asOf=" + now + "&")).as(list).isEqualTo(live);
            }
            for (long rack : rows(portal, "/admin/v1/racks?").keySet()) {
                same(portal, "/admin/v1/racks/" + rack + "/elevation", now);
            }
            rows(portal, "/admin/v1/sites?").keySet().forEach(id -> same(portal, "/admin/v1/floor?siteId=" + id, now));
            same(portal, "/admin/v1/power?siteId=" + site, now);
            long node = rows(portal, "/admin/v1/power-nodes?siteId=" + site + "&")
                    .keySet()
                    .iterator()
                    .next();
            same(portal, "/admin/v1/power/outage?siteId=" + site + "&lost=" + node, now);
            long type = rows(portal, "/admin/v1/device-types?category=SERVER&")
                    .keySet()
                    .iterator()
                    .next();
            same(portal, "/admin/v1/fit?siteId=" + site + "&deviceTypeId=" + type + "&count=3", now);
            for (JsonNode device :
                    rows(portal, "/admin/v1/devices?siteId=" + site + "&").values()) {
                same(portal, "/admin/v1/device-sheets/" + device.path("id").asLong(), now);
                same(
                        portal,
                        "/admin/v1/cables/contention?rackId="
                                + device.path("rackId").asLong(),
                        now);
            }
            network(portal, now);
            for (String export : EXPORTS) {
                assertThat(exported(export, "?as_of=" + now)).as(export).isEqualTo(exported(export, ""));
            }
        }
    }

    /** Its rows or documents; those of the past are in the order of their numbers. */
    private static List<String> exported(String what, String asOf) {
        String text = get("/admin/v1/inventory-exports/" + what + asOf)
                .statusCode(200)
                .extract()
                .asString();
        return Arrays.stream(text.split(what.endsWith(".yaml") ? "(?m)^---\\s" : "\\R"))
                .sorted()
                .toList();
    }

    @Test
    void anIntervalEndsAtTheMicrosecondOfTheNextFact() {
        MachineRoom room = MachineRoom.open();
        long device = MachineRoom.racked(MachineRoom.type("SERVER", 1), room.rack(), 3);
        Instant racked = Instant.parse(get("/admin/v1/history/device-" + device)
                .extract()
                .jsonPath()
                .getString("data.find { it.event == 'inventory.DeviceRacked' }.at"));

        assertThat(state(device, racked)).isEqualTo("RACKED");
        assertThat(state(device, racked.minus(1, ChronoUnit.MICROS))).isEqualTo("RECEIVED");
        get("/admin/v1/differences?of=DEVICES&pageSize=500&from=" + racked.minus(1, ChronoUnit.MICROS) + "&to="
                        + racked)
                .statusCode(200)
                .body("data.find { it.id == " + device + " }.change", org.hamcrest.Matchers.equalTo("CHANGED"))
                .body(
                        "data.find { it.id == " + device + " }.fields.find { it.name == 'state' }.from",
                        org.hamcrest.Matchers.equalTo("RECEIVED"));
    }

    /** A file without the serial of its zone, which is the instant's. */
    private static String file(String path) {
        return get(path).statusCode(200).extract().asString().replaceAll("(SOA \\S+ \\S+) \\d+", "$1");
    }

    private static String state(long device, Instant at) {
        return get("/admin/v1/devices/" + device + "?asOf=" + at).extract().path("state");
    }

    private static long oneOfEach() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        long server = MachineRoom.racked(MachineRoom.type("SERVER", 1), rack, 1);
        long leaf = MachineRoom.racked(MachineRoom.type("SWITCH", 1), rack, 42);
        made("/admin/v1/module-types", Map.of("kind", "PSU", "manufacturer", "Maker", "model", unique()));
        made("/admin/v1/locations", Map.of("siteId", room.siteId(), "kind", "ROOM", "name", unique()));
        made(
                "/admin/v1/reservations",
                Map.of("rackId", rack, "faces", List.of("FRONT"), "positionU", 5, "heightU", 2, "owner", "us"));
        long part = made(
                "/admin/v1/parts", Map.of("kind", "DISK", "manufacturer", "Maker", "model", "D", "serial", unique()));
        post("/admin/v1/parts/" + part + "/install", Map.of("deviceId", server, "slot", "1"))
                .statusCode(200);
        long pdu = made(
                "/admin/v1/power-nodes",
                Map.of("siteId", room.siteId(), "kind", "PDU", "name", "P", "volts", 230, "amps", 16, "outlets", 8));
        made("/admin/v1/power-cords", Map.of("deviceId", server, "psu", 1, "powerNodeId", pdu, "outlet", 1));
        for (long device : new long[] {server, leaf}) {
            Map<String, Object> port = Map.of("name", "p1", "use", "ACCESS", "speedMbps", 10_000);
            post("/admin/v1/device-sheets/" + device + "/ports", Map.of("ports", List.of(port)))
                    .statusCode(200);
        }
        made(
                "/admin/v1/cables",
                Map.of(
                        "a", Map.of("deviceId", server, "port", "p1"),
                        "b", Map.of("deviceId", leaf, "port", "p1"),
                        "medium", "dac"));
        made("/admin/v1/layouts", Map.of("siteId", room.siteId(), "name", unique(), "steps", List.of()));
        network(room.siteId());
        Map<String, Object> subject = Map.of("name", "ghost-" + unique(), "facts", Map.of());
        post("/admin/v1/drifts/discoveries", Map.of("source", "agent", "subjects", List.of(subject)))
                .statusCode(200);
        asOperator()
                .contentType("text/csv")
                .body("name,site,heightu\n" + unique() + ",nowhere,42\n")
                .post("/admin/v1/imports?format=RACKS")
                .then()
                .statusCode(200);
        Eventually.holds(() -> assertThat(get("/admin/v1/imports?pageSize=500")
                        .extract()
                        .jsonPath()
                        .<String>getList("data.state"))
                .doesNotContain("CHECKING", "APPLYING", "UNDOING"));
        return room.siteId();
    }

    private static void network(PortalClient portal, String now) {
        for (long prefix : rows(portal, "/admin/v1/prefixes?").keySet()) {
            same(portal, "/admin/v1/prefixes/" + prefix, now);
            same(portal, "/admin/v1/prefixes/" + prefix + "/addresses?pageSize=500", now);
            if (portal.get("/admin/v1/prefixes/" + prefix, OPERATOR)
                    .path("container")
                    .asBoolean()) {
                same(portal, "/admin/v1/prefixes/" + prefix + "/free", now);
            } else {
                for (String file : FILES) {
                    String path = "/admin/v1/network/files/" + file + "?prefixId=" + prefix;
                    assertThat(file(path + "&asOf=" + now)).as(path).isEqualTo(file(path));
                }
            }
        }
        for (long pool : rows(portal, "/admin/v1/vni-pools?").keySet()) {
            same(portal, "/admin/v1/vni-pools/" + pool + "/vnis", now);
        }
    }

    private static void network(long site) {
        long vrf = made("/admin/v1/vrfs", Map.of("name", unique(), "duplicates", true));
        long prefix = made("/admin/v1/prefixes", Map.of("siteId", site, "cidr", "10.77.0.0/24", "vrfId", vrf));
        post("/admin/v1/prefixes/" + prefix + "/addresses", Map.of("count", 3)).statusCode(200);
        made(
                "/admin/v1/ranges",
                Map.of("prefixId", prefix, "first", "10.77.0.99", "last", "10.77.0.120", "purpose", "DHCP"));
        long outer = made("/admin/v1/prefixes", Map.of("cidr", "10.76.0.0/16", "container", true, "vrfId", vrf));
        post("/admin/v1/prefixes/" + outer + "/prefixes", Map.of("length", 24, "count", 5, "siteId", site))
                .statusCode(200);
        made("/admin/v1/aggregates", Map.of("cidr", "100.77.0.0/16", "registry", "APNIC"));
        long group = made("/admin/v1/vlan-groups", Map.of("siteId", site, "name", unique()));
        post("/admin/v1/vlan-groups/" + group + "/vlans", Map.of("name", "v", "count", 2))
                .statusCode(200);
        long pool = made("/admin/v1/vni-pools", Map.of("siteId", site, "first", 70, "last", 80));
        post("/admin/v1/vni-pools/" + pool + "/vnis", Map.of("count", 2)).statusCode(200);
    }

    private static void same(PortalClient portal, String path, String now) {
        JsonNode live = portal.get(path, OPERATOR);
        JsonNode then = portal.get(path + (path.contains("?") ? "&" : "?") + "asOf=" + now, OPERATOR);
        ((ObjectNode) live).remove("asOf");
        ((ObjectNode) then).remove("asOf");
        assertThat(then).as(path).isEqualTo(live);
    }

    private static Map<Long, JsonNode> rows(PortalClient portal, String list) {
        Map<Long, JsonNode> rows = new TreeMap<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode answer = portal.get(list + "pageSize=500&page=" + page, OPERATOR);
            pages = answer.path("pages").asInt();
            answer.path("data").forEach(row -> rows.put(row.path("id").asLong(), row));
        }
        return rows;
    }
}
