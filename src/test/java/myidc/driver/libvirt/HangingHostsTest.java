package myidc.driver.libvirt;

import static myidc.TestTenants.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts whose libvirt takes connections and says nothing, as one does that was halted: each call holds a thread of their own. */
@QuarkusTest
class HangingHostsTest {
    private static final int HANGING = 40;

    @TempDir
    private Path folder;

    private final List<ServerSocketChannel> silent = new ArrayList<>();
    private final List<Long> connected = new ArrayList<>();

    @BeforeEach
    void needed() {
        SystemLibvirt.needed();
    }

    @AfterEach
    void leave() throws IOException {
        for (long host : connected) {
            Eventually.holds(() -> {
                asOperator().delete("/admin/v1/hosts/" + host + "/connection");
                asOperator().get("/admin/v1/hosts/" + host).then().body("uri", nullValue());
            });
        }
        for (ServerSocketChannel one : silent) {
            one.close();
        }
    }

    @Test
    void allOfThemAreLostAndAMachineIsMadeOnAnotherMeanwhile() throws IOException {
        SmallSite site = SmallSite.of(HANGING + 1, 1);
        List<Long> hanging = site.hosts().subList(0, HANGING);
        long well = site.hosts().getLast();
        for (long host : hanging) {
            connect(host, "qemu+unix:///system?socket=" + silentSocket("h" + host));
        }
        for (long host : hanging) {
            Eventually.holds(() -> assertThat(state(host)).isEqualTo("LOST"));
        }

        connect(well, SystemLibvirt.imitation(folder));
        TestTenant tenant = TestTenants.open();
        int guest = tenant.call()
                .body(Map.of(
                        "region", site.region(),
                        "type", "g6-nanode-1",
                        "image", "linode/debian12",
                        "root_pass", "a long Passw0rd of nobody"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(
                () -> tenant.call().get("/v4/linode/instances/" + guest).then().body("status", equalTo("running")));

        String before = answeredAt(well);
        Eventually.holds(() -> assertThat(answeredAt(well)).isNotNull().isNotEqualTo(before));
        assertThat(state(well)).isEqualTo("ACTIVE");
        hanging.forEach(host -> assertThat(state(host)).isEqualTo("LOST"));
        tenant.call().delete("/v4/linode/instances/" + guest).then().statusCode(200);
        Eventually.holds(
                () -> tenant.call().get("/v4/linode/instances/" + guest).then().statusCode(404));
    }

    private String silentSocket(String name) throws IOException {
        Path path = folder.resolve(name);
        ServerSocketChannel one = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        silent.add(one);
        one.bind(UnixDomainSocketAddress.of(path), HANGING);
        return path.toString();
    }

    private void connect(long host, String uri) {
        connected.add(host);
        asOperator()
                .body(Map.of("uri", uri))
                .put("/admin/v1/hosts/" + host + "/connection")
                .then()
                .statusCode(200);
    }

    private static String state(long host) {
        return asOperator().get("/admin/v1/hosts/" + host).then().extract().path("state");
    }

    private static String answeredAt(long host) {
        return asOperator()
                .get("/admin/v1/hosts/" + host + "/connection")
                .then()
                .extract()
                .path("answeredAt");
    }
}
