package myidc.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever shows inventory or network shows it as of an instant; what does not is named here, and why. */
class AsOfEverywhereTest {
    private static final Path CONTRACT = Path.of("src/test/resources/golden/openapi/admin.json");

    private static final String ADMIN = "/admin/v1/";

    private static final Set<String> ROOTS = Set.of(
            "addresses",
            "aggregates",
            "cables",
            "capacity",
            "device-sheets",
            "device-types",
            "devices",
            "differences",
            "discovery-agents",
            "drifts",
            "fit",
            "floor",
            "history",
            "imports",
            "inventory-exports",
            "layouts",
            "locations",
            "module-types",
            "network",
            "parts",
            "plan-room",
            "power",
            "power-cords",
            "power-nodes",
            "prefixes",
            "rack-futures",
            "racks",
            "ranges",
            "reservations",
            "resting-addresses",
            "search",
            "sites",
            "vlan-groups",
            "vlans",
            "vni-pools",
            "vrfs");

    private static final Map<String, String> REASONS = Map.of(
            "imports/{id}/rows", "working papers of a batch, thrown away with it; what they made has its own history",
            "layouts/{id}/trial", "a trial on what stands now, taken back",
            "differences", "between two instants that it takes",
            "capacity/difference", "between two instants that it takes",
            "capacity/{id}/difference", "between two instants that it takes");

    @Test
    void everyListAndDetailOfInventoryAndNetworkTakesAnInstant() throws IOException {
        Set<String> without = new TreeSet<>();
        Set<String> met = new TreeSet<>();
        new ObjectMapper()
                .readTree(CONTRACT.toFile())
                .path("paths")
                .properties()
                .forEach(path -> {
                    JsonNode get = path.getValue().path("get");
                    String called = path.getKey().substring(ADMIN.length());
                    String root = called.split("/", -1)[0];
                    if (!get.isMissingNode() && ROOTS.contains(root)) {
                        met.add(root);
                        if (!takesAnInstant(get)) {
                            without.add(called);
                        }
                    }
                });

        assertThat(met).containsExactlyInAnyOrderElementsOf(ROOTS);
        assertThat(without).containsExactlyInAnyOrderElementsOf(REASONS.keySet());
    }

    private static boolean takesAnInstant(JsonNode operation) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("name").asText().equals("asOf")) {
                return true;
            }
        }
        return false;
    }
}
