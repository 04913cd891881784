package myidc.api.admin;

import static myidc.MachineRoom.get;
import static myidc.MachineRoom.made;
import static myidc.MachineRoom.post;
import static myidc.TestTenants.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.MachineRoom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a spreadsheet would take for a formula is refused in every column of text of every kind of file. */
@QuarkusTest
class ImportFormulasTest {
    private static final List<String> FORMULAS =
            List.of("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)");

    @Test
    void racksOfBothKinds() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        for (String format : List.of("RACKS", "NETBOX_RACKS")) {
            refused(format, room.siteId(), row("name", "r#", "site", "", "location", ""), "name", "site", "location");
        }
    }

    @Test
    void devicesOfBothKinds() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        String model = get("/admin/v1/device-types/" + MachineRoom.type("SERVER", 1))
                .extract()
                .path("model");
        String mark = unique();
        refused(
                "DEVICES",
                room.siteId(),
                row(
                        "name",
                        "n#",
                        "serial",
                        mark + "#",
                        "assettag",
                        "",
                        "manufacturer",
                        "Maker",
                        "model",
                        model,
                        "rack",
                        ""),
                "name",
                "serial",
                "assettag",
                "manufacturer",
                "model",
                "rack");
        refused(
                "NETBOX_DEVICES",
                room.siteId(),
                row(
                        "name",
                        "n#",
                        "serial_number",
                        mark + "#",
                        "asset_tag",
                        "",
                        "manufacturer",
                        "Maker",
                        "type",
                        model,
                        "rack",
                        ""),
                "name",
                "serial_number",
                "asset_tag",
                "manufacturer",
                "type",
                "rack");
    }

    @Test
    void typesByTheirColumns() throws InterruptedException {
        String mark = unique();
        refused(
                "DEVICE_TYPES",
                null,
                row(
                        "category",
                        "server",
                        "manufacturer",
                        mark,
                        "model",
                        "m#",
                        "source",
                        "",
                        "part_number",
                        "",
                        "airflow",
                        ""),
                "category",
                "manufacturer",
                "model",
                "source",
                "part_number",
                "airflow");
        refused(
                "MODULE_TYPES",
                null,
                row("kind", "psu", "manufacturer", mark, "model", "m#", "part_number", "", "inlet", ""),
                "kind",
                "manufacturer",
                "model",
                "part_number",
                "inlet");
    }

    @Test
    void typesAsDocuments() throws InterruptedException {
        for (String format : List.of("DEVICE_TYPES_YAML", "MODULE_TYPES_YAML")) {
            List<String> documents = new ArrayList<>();
            List<String> fields = new ArrayList<>();
            for (String field : List.of("manufacturer", "model", "part_number")) {
                for (String formula : FORMULAS) {
                    Map<String, String> cells =
                            row("manufacturer", "M", "model", "m" + documents.size(), "part_number", "p");
                    cells.put(field, formula.strip());
                    documents.add(cells.entrySet().stream()
                            .map(cell -> cell.getKey() + ": '" + cell.getValue() + "'")
                            .collect(Collectors.joining("\n")));
                    fields.add(field);
                }
            }
            allRefused(Batches.checked(format, null, bytes(String.join("\n---\n", documents))), fields);
        }
    }

    @Test
    void prefixesAndAddresses() throws InterruptedException {
        MachineRoom room = MachineRoom.open();
        String block = "10." + (100 + room.siteId() % 100) + "." + room.siteId() / 100 % 256;
        refused(
                "NETBOX_PREFIXES",
                room.siteId(),
                row("prefix", block + ".0/24", "vrf", "", "site", "", "description", ""),
                "prefix",
                "vrf",
                "site",
                "description");
        made("/admin/v1/prefixes", Map.of("siteId", room.siteId(), "cidr", block + ".0/24"));
        refused(
                "NETBOX_ADDRESSES",
                room.siteId(),
                row("address", block + ".#", "vrf", "", "dns_name", "", "description", ""),
                "address",
                "vrf",
                "dns_name",
                "description");
    }

    @Test
    void hostsOfCeph() throws InterruptedException {
        String hosts = FORMULAS.stream()
                .map(formula -> "{\"hostname\":\"" + formula.strip() + "\",\"addr\":\"10.0.0.1\"}")
                .collect(Collectors.joining(",", "[", "]"));
        allRefused(
                Batches.checked("CEPH_HOSTS", null, bytes(hosts)),
                FORMULAS.stream().map(formula -> "host").toList());
    }

    /** What was written as text by an apostrophe goes out with one and comes in again as it was. */
    @Test
    void textThatLooksLikeAFormulaSurvivesARoundTripInEveryColumn() throws InterruptedException {
        String maker = unique();
        String file = "category,manufacturer,model,u_height,source,part_number,airflow\nserver," + maker
                + ",'=m,1,'+s,'@p,-7.5\n";
        long id = Batches.checked("DEVICE_TYPES", null, bytes(file)).getLong("id");
        post("/admin/v1/imports/" + id + "/apply", Map.of()).statusCode(200);
        assertThat(Batches.settled(id).getLong("applied")).isEqualTo(1);

        byte[] exported = Batches.exportedTypes();

        List<String> lines =
                new String(exported, StandardCharsets.UTF_8).lines().toList();
        String line =
                lines.stream().filter(each -> each.contains(maker)).findFirst().orElseThrow();
        assertThat(line).contains(",'=m,").contains("'+s").contains("'@p").contains(",-7.5");
        JsonPath again = Batches.checked("DEVICE_TYPES", null, bytes(lines.getFirst() + "\n" + line + "\n"));
        assertThat(again.getLong("same")).isEqualTo(1);
    }

    private static void refused(String format, @Nullable Long site, Map<String, String> good, String... columns)
            throws InterruptedException {
        StringBuilder file = new StringBuilder(String.join(",", good.keySet())).append('\n');
        List<String> fields = new ArrayList<>();
        for (String column : columns) {
            for (String formula : FORMULAS) {
                Map<String, String> cells = new LinkedHashMap<>(good);
                cells.put(column, formula);
                String number = String.valueOf(fields.size() + 10);
                file.append(cells.values().stream()
                                .map(cell -> cell.replace("#", number))
                                .collect(Collectors.joining(",")))
                        .append('\n');
                fields.add(column);
            }
        }
        allRefused(Batches.checked(format, site, bytes(file.toString())), fields);
    }

    private static void allRefused(JsonPath batch, List<String> fields) {
        JsonPath rows = get("/admin/v1/imports/" + batch.getLong("id") + "/rows?pageSize=500")
                .extract()
                .jsonPath();
        assertThat(rows.getList("data.state", String.class))
                .as("%s of %s", batch.getString("format"), rows.getList("data.message"))
                .hasSize(fields.size())
                .containsOnly("REFUSED");
        assertThat(rows.getList("data.field", String.class)).isEqualTo(fields);
    }

    private static Map<String, String> row(String... namesAndValues) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
