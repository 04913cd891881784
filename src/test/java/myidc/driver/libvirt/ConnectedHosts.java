package myidc.driver.libvirt;

import static myidc.TestTenants.asOperator;
import static org.hamcrest.Matchers.nullValue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.shared.id.HostId;

/** Hosts that a test connects, and disconnects when it ends: else they are lost soon after, which other tests would see. */
final class ConnectedHosts {
    private final Set<Long> connected = new HashSet<>();

    /** Hosts of one site at these addresses. */
    List<HostId> at(List<String> uris) {
        List<Long> hosts = SmallSite.of(uris.size(), 8).hosts();
        for (int index = 0; index < uris.size(); index++) {
            connected.add(hosts.get(index));
            asOperator()
                    .body(Map.of("uri", uris.get(index)))
                    .put("/admin/v1/hosts/" + hosts.get(index) + "/connection")
                    .then()
                    .statusCode(200);
        }
        return hosts.stream().map(HostId::new).toList();
    }

    void leave() {
        for (long host : connected) {
            Eventually.holds(() -> {
                asOperator().delete("/admin/v1/hosts/" + host + "/connection");
                asOperator().get("/admin/v1/hosts/" + host).then().body("uri", nullValue());
            });
        }
        connected.clear();
    }
}
