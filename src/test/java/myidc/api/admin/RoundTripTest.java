package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.asOperator;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import myidc.MachineRoom;
import myidc.platform.db.Sql;
import org.junit.jupiter.api.Test;

/** What leaves as a file comes back without a change, and what comes by file and by hand at once never collides. */
@QuarkusTest
class RoundTripTest {
    private static final Map<String, String> FORMATS = Map.of(
            "racks", "RACKS",
            "devices", "DEVICES",
            "device-types", "DEVICE_TYPES",
            "device-types.yaml", "DEVICE_TYPES_YAML",
            "module-types", "MODULE_TYPES",
            "module-types.yaml", "MODULE_TYPES_YAML",
            "prefixes", "NETBOX_PREFIXES",
            "addresses", "NETBOX_ADDRESSES",
            "hosts.txt", "CEPH_HOSTS",
            "hosts.json", "CEPH_HOSTS");

    @Inject
    Sql sql;

    @Test
    void everyKindReadsBackWithoutAFact() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        MachineRoom.racked(MachineRoom.type("SERVER", 2), rack, "7.5");
        Map<String, Object> beside = Map.of("rackId", rack, "face", "REAR");
        post("/admin/v1/devices/" + MachineRoom.device(MachineRoom.type("PDU", 0)) + "/rack", beside)
                .statusCode(200);
        MachineRoom.device(MachineRoom.type("SERVER", "0.5"));
        String net = "10.88." + room.siteId() % 256;
        applied("NETBOX_PREFIXES", room, "prefix,status\n" + net + ".0/24,active\n");
        applied("NETBOX_ADDRESSES", room, "address,dns_name\n" + net + ".7/24,db-1\n" + net + ".8/24,数据库\n");
        String table = "=T " + unique();
        made("/admin/v1/vrfs", Map.of("name", table));
        applied("NETBOX_PREFIXES", room, "prefix,status,vrf\n" + net + ".0/24,active,'" + table + "\n");
        applied("NETBOX_ADDRESSES", room, "address,vrf,dns_name\n" + net + ".7/24,'" + table + ",other\n");
        Map<String, Object> supply = Map.of("kind", "PSU", "manufacturer", "Maker", "model", "S " + unique());
        made("/admin/v1/module-types", supply);
        long before = facts();

        for (Map.Entry<String, String> kind : FORMATS.entrySet()) {
            byte[] file = Batches.exported(kind.getKey(), room.siteId());
            JsonPath batch = Batches.checked(kind.getValue(), room.siteId(), file);
            assertThat(batch.getLong("same"))
                    .as(kind.getKey() + ":\n" + new String(file, StandardCharsets.UTF_8))
                    .isEqualTo(batch.getLong("rows"))
                    .isPositive();
        }

        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void typesOfTheLibraryLeaveWithThePortsTheyCameWith() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        String model = "EX " + unique();
        applied("DEVICE_TYPES_YAML", room, """
                manufacturer: Juniper
                model: %s
                slug: juniper-%s
                u_height: 1
                is_full_depth: false
                weight: 10
                weight_unit: lb
                interfaces:
                  - name: ge-0/0/0
                    type: 1000base-t
                  - name: ge-0/0/1
                    type: 1000base-t
                  - name: ge-0/0/2
                    type: 1000base-t
                  - name: me0
                    type: 1000base-t
                    mgmt_only: true
                power-ports:
                  - name: PEM 0
                    type: iec-60320-c14
                    maximum_draw: 125
                """.formatted(model, unique()));

        String file = new String(Batches.exported("device-types.yaml", room.siteId()), StandardCharsets.UTF_8);
        String ours = Arrays.stream(file.split("(?m)^---\\s"))
                .filter(document -> document.contains(model))
                .findFirst()
                .orElseThrow();

        assertThat(ours)
                .contains("name: ge-0/0/0", "name: ge-0/0/2", "name: me0", "mgmt_only: true", "name: PEM 0")
                .contains("is_full_depth: false", "maximum_draw: 125", "weight_unit: kg")
                .doesNotContain("comments");
    }

    @Test
    void hostsOfCephReadBackAsTheyWereSeen() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        long device = MachineRoom.racked(MachineRoom.type("SERVER", 1), room.rack(), 3);
        String name = get("/admin/v1/devices/" + device).extract().path("name");
        applied("CEPH_HOSTS", room, """
                [{"hostname": "%s", "addr": "10.4.0.11", "labels": ["_admin", "osd"], "status": "", "server": "Dell (R750 (2U))",
                  "cpu_summary": "32C/64T", "ram": "251 GiB", "hdd_summary": "12/88.4TB", "ssd_summary": "-", "nic_count": 2}]
                """.formatted(name));
        String seen = "/admin/v1/drifts?deviceId=" + device;
        JsonPath found = get(seen).extract().jsonPath();
        assertThat(found.<String>getList("data.attribute"))
                .contains("address", "labels", "model", "cpu", "memory", "hdd", "ssd", "nic");
        decide(found, "memory", "accept");
        decide(found, "cpu", "reject");
        List<?> before = get(seen).extract().jsonPath().getList("data");

        for (String kind : List.of("hosts.txt", "hosts.json")) {
            byte[] file = Batches.exported(kind, room.siteId());
            String text = new String(file, StandardCharsets.UTF_8);
            assertThat(text).contains(name, "10.4.0.11", "251 GiB", "32C/64T", "12/88.4TB", "(R750 (2U))");
            assertThat(Batches.checked("CEPH_HOSTS", room.siteId(), file).getLong("same"))
                    .as(text)
                    .isEqualTo(1);
            applied("CEPH_HOSTS", room, text);
        }

        assertThat(get(seen).extract().jsonPath().getList("data")).isEqualTo(before);
    }

    @Test
    void aNameThatSeveralDevicesHaveIsNotGuessed() throws InterruptedException {
        MachineRoom one = MachineRoom.open();
        MachineRoom other = MachineRoom.open();
        String name = "twin-" + unique();
        for (MachineRoom room : List.of(one, other)) {
            Map<String, Object> twin =
                    Map.of("deviceTypeId", MachineRoom.type("SERVER", 1), "serial", unique(), "name", name);
            post("/admin/v1/devices/" + made("/admin/v1/devices", twin) + "/rack", MachineRoom.place(room.rack(), 1))
                    .statusCode(200);
        }
        byte[] file = ("[{\"hostname\": \"" + name + "\", \"ram\": \"64 GiB\"}]").getBytes(StandardCharsets.UTF_8);

        JsonPath anywhere = Batches.checked("CEPH_HOSTS", null, file);

        assertThat(anywhere.getLong("bad")).isEqualTo(1);
        get("/admin/v1/imports/" + anywhere.getLong("id") + "/rows").body("data[0].field", equalTo("host"));
        assertThat(Batches.checked("CEPH_HOSTS", one.siteId(), file).getLong("good"))
                .isEqualTo(1);
    }

    private static void decide(JsonPath drifts, String attribute, String decision) {
        long id = drifts.getLong("data.find { it.attribute == '" + attribute + "' }.id");
        post("/admin/v1/drifts/" + id + "/" + decision, Map.of()).statusCode(200);
    }

    @Test
    void aRoutingTableHasPrefixesAndAddressesOfItsOwn() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        String table = "T " + unique();
        long vrf = made("/admin/v1/vrfs", Map.of("name", table));
        String net = "10.87." + room.siteId() % 256;
        applied("NETBOX_PREFIXES", room, "prefix,status,vrf\n" + net + ".0/24,active," + table + "\n");

        JsonPath global = Batches.checked(
                "NETBOX_ADDRESSES", room.siteId(), ("address\n" + net + ".7/24\n").getBytes(StandardCharsets.UTF_8));
        assertThat(global.getLong("bad")).as("no prefix of the global table").isEqualTo(1);
        applied("NETBOX_ADDRESSES", room, "address,vrf\n" + net + ".7/24," + table + "\n");
        JsonPath unknown = Batches.checked(
                "NETBOX_PREFIXES",
                room.siteId(),
                ("prefix,vrf\n" + net + ".0/24,nowhere\n").getBytes(StandardCharsets.UTF_8));
        assertThat(unknown.getLong("bad")).isEqualTo(1);
        get("/admin/v1/imports/" + unknown.getLong("id") + "/rows?state=REFUSED")
                .body("data[0].field", equalTo("vrf"))
                .body("data[0].code", equalTo("network.VRF_UNKNOWN"));
        get("/admin/v1/prefixes?vrfId=" + vrf).body("data[0].used", equalTo(1));
        assertThat(new String(Batches.exported("addresses", room.siteId()), StandardCharsets.UTF_8))
                .contains(net + ".7/24," + table);
    }

    @Test
    void addressesLeaveAsTheyWereAtAnInstant() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        String net = "10.89." + room.siteId() % 256;
        applied("NETBOX_PREFIXES", room, "prefix,status\n" + net + ".0/24,active\n");
        applied("NETBOX_ADDRESSES", room, "address,dns_name\n" + net + ".7/24,early\n");
        String then = sql.row("select max(recorded_at)::text from domain_event", row -> row.getString(1))
                .orElseThrow()
                .replace(' ', 'T')
                .replace("+00", "Z");
        applied("NETBOX_ADDRESSES", room, "address,dns_name\n" + net + ".8/24,late\n");

        String now = new String(Batches.exported("addresses", room.siteId()), StandardCharsets.UTF_8);
        String past = asOperator()
                .get("/admin/v1/inventory-exports/addresses?siteId=" + room.siteId() + "&asOf=" + then)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(now).contains("early", "late");
        assertThat(past).contains("early").doesNotContain("late");
    }

    @Test
    void sixtyFourClientsAndAnImportNeverShareASlot() throws Exception {
        MachineRoom room = MachineRoom.open();
        long rack = made(
                "/admin/v1/racks",
                Map.of(
                        "siteId",
                        room.siteId(),
                        "name",
                        "R" + unique(),
                        "heightU",
                        60,
                        "maxWeightKg",
                        5_000,
                        "maxPowerW",
                        200_000));
        long type = MachineRoom.type("SERVER", 2);
        String rackName = get("/admin/v1/racks/" + rack).extract().path("name");
        String model = get("/admin/v1/device-types/" + type).extract().path("model");
        String mark = unique();
        StringBuilder rows = new StringBuilder("name,serial,manufacturer,model,rack,face,positionU\n");
        IntStream.range(0, 29)
                .forEach(i -> rows.append(
                        "i%d,%s-%d,Maker,%s,%s,FRONT,%d\n".formatted(i, mark, i, model, rackName, 1 + 2 * i)));
        long batch = Batches.checked("DEVICES", room.siteId(), rows.toString().getBytes(StandardCharsets.UTF_8))
                .getLong("id");
        List<Long> devices =
                IntStream.range(0, 64).mapToObj(i -> MachineRoom.device(type)).toList();

        post("/admin/v1/imports/" + batch + "/apply", Map.of()).statusCode(200);
        long placed = atOnce(devices.stream()
                        .<Callable<Integer>>map(device -> () -> {
                            Map<String, Object> place = MachineRoom.place(rack, 2 + device % 58);
                            return post("/admin/v1/devices/" + device + "/rack", place)
                                    .extract()
                                    .statusCode();
                        })
                        .toList())
                .stream()
                .filter(status -> status == 200)
                .count();

        JsonPath imported = Batches.settled(batch);
        List<Number> positions = get("/admin/v1/racks/" + rack + "/elevation")
                .extract()
                .jsonPath()
                .getList("devices.positionU");
        assertThat(positions).hasSize((int) (placed + imported.getLong("applied")));
        List<Integer> units = positions.stream()
                .flatMap(unit -> java.util.stream.Stream.of(unit.intValue(), unit.intValue() + 1))
                .toList();
        assertThat(units).doesNotHaveDuplicates();
        assertThat(imported.getLong("applied") + imported.getLong("bad")).isEqualTo(29);
    }

    @Test
    void aRackThatWasTakenDownTakesNothing() {
        MachineRoom room = MachineRoom.open();
        long rack = room.rack();
        post("/admin/v1/racks/" + rack + "/retire", Map.of()).statusCode(200);
        long device = MachineRoom.device(MachineRoom.type("SERVER", 1));

        post("/admin/v1/devices/" + device + "/rack", MachineRoom.place(rack, 1))
                .statusCode(400)
                .body("code", equalTo("inventory.RACK_UNKNOWN"))
                .body("field", equalTo("rackId"));
        Map<String, Object> space = new HashMap<>(Map.of("rackId", rack, "faces", List.of("FRONT"), "owner", "us"));
        space.putAll(Map.of("positionU", 1, "heightU", 1));
        post("/admin/v1/reservations", space).statusCode(400).body("field", equalTo("rackId"));
        get("/admin/v1/devices/" + device).body("state", equalTo("RECEIVED"));
    }

    private static void applied(String format, MachineRoom room, String file) throws InterruptedException {
        long batch = Batches.checked(format, room.siteId(), file.getBytes(StandardCharsets.UTF_8))
                .getLong("id");
        post("/admin/v1/imports/" + batch + "/apply", Map.of()).statusCode(200);
        assertThat(Batches.settled(batch).getLong("bad")).as(file).isZero();
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(calls.size())) {
            return clients.invokeAll(calls).stream()
                    .map(each -> each.resultNow())
                    .toList();
        }
    }

    private long facts() {
        return sql.count("select count(*) from domain_event where payload_type like 'inventory.%'"
                + " or payload_type like 'network.Prefix%'");
    }
}
