package myidc.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A type's cells survive being written as a document of the library and read again, whatever the library has no field for. */
class TypeYamlTest {
    @Test
    void whatTheLibraryHasNoFieldForComesBack() {
        Map<String, String> server = new LinkedHashMap<>(Map.of(
                "category", "server",
                "manufacturer", "'=Maker",
                "model", "机架 no: 7 # yes",
                "u_height", "0.5",
                "full_depth", "1",
                "weight_kg", "17.125",
                "cpu_sockets", "2",
                "drive_bays", "12",
                "source", "https://example.com/a: b"));
        server.put("psu_ports", "0");
        server.put("psu_bays", "2");
        server.put("max_draw_w", "750");
        server.put("if_25_50g", "4");

        assertThat(read(TypeYaml.device(server))).isEqualTo(server);
    }

    @Test
    void numbersOfPortsComeBackAsPorts() {
        Map<String, String> pdu = new LinkedHashMap<>(Map.of(
                "category", "pdu",
                "manufacturer", "APC",
                "model", "AP8853",
                "slug", "apc-ap8853",
                "u_height", "0",
                "full_depth", "0",
                "psu_ports", "1",
                "max_draw_w", "24",
                "outlets", "42",
                "outlet_types", "iec-60320-c13;iec-60320-c19"));
        String text = TypeYaml.device(pdu);

        assertThat(text).contains("Outlet 42", "maximum_draw: 24", "u_height: 0", "is_full_depth: false");
        assertThat(read(text)).isEqualTo(pdu);
    }

    @Test
    void everyKindOfModuleComesBack() {
        for (String kind : List.of("psu", "disk", "memory", "gpu", "cpu", "nic", "other")) {
            Map<String, String> module =
                    Map.of("kind", kind, "manufacturer", "Maker", "model", "M", "ports", "1", "inlet", "iec-60320-c14");
            String text = TypeYaml.module(module);
            Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);

            assertThat(TypeDocument.moduleCells(document)).as(text).isEqualTo(module);
        }
    }

    @Test
    void aListOfPortsIsKeptInItsOrderAndShort() {
        List<Map<String, Object>> ports = new java.util.ArrayList<>();
        for (int i = 0; i < 48; i++) {
            ports.add(Map.of("name", "xe-0/0/" + i));
        }
        ports.add(Map.of("name", "et-0/0/48", "mgmt_only", false));
        ports.add(Map.of("name", "et-0/0/09"));
        ports.add(Map.of("name", "et-0/0/10"));

        String cell = PortLists.packed(ports).orElseThrow();

        assertThat(cell).hasSizeLessThan(200).contains("xe-0/0/[0-47]");
        assertThat(PortLists.unpacked(cell)).hasValue(ports);
    }

    @Test
    void whatIsNoListOfOursIsNoList() {
        assertThat(PortLists.packed(List.of(Map.of("name", "Slot [1-4]")))).isEmpty();
        assertThat(PortLists.packed(List.of("Slot 1"))).isEmpty();
        assertThat(PortLists.unpacked("Slot 1")).isEmpty();
        assertThat(PortLists.unpacked("[{\"name\":\"p[0-999999]\"}]")).isEmpty();
    }

    private static Map<String, String> read(String text) {
        Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return TypeDocument.cells(document);
    }
}
