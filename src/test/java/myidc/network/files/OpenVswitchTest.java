package myidc.network.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open vSwitch's own programs do the commands of a private network's VXLAN on a database of their own. */
class OpenVswitchTest {
    private static final String ODD = "web\"; }\n$(touch x) `id` 机架 -- & drop";
    private static final Path SCHEMA = Path.of("/usr/share/openvswitch/vswitch.ovsschema");
    private static final long WAIT_S = 60;

    @TempDir
    private Path folder;

    private Process server;

    @BeforeEach
    void startADatabase() throws Exception {
        Assumptions.assumeTrue(
                Files.exists(SCHEMA) && has("ovs-vsctl") && has("ovsdb-tool") && has("ovsdb-server"),
                "NOT CHECKED: ovs-vsctl is not installed here; apt-get install openvswitch-switch");
        said(folder, "ovsdb-tool", "create", "conf.db", SCHEMA.toString());
        server = builder(folder, "ovsdb-server", "conf.db", "--remote=punix:" + folder.resolve("db.sock"), "--no-chdir")
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        Path commands = Files.createDirectory(folder.resolve("bin"));
        // The text runs as it is made: only the database is another one, and no daemon is waited for.
        Path wrapper = Files.writeString(
                commands.resolve("ovs-vsctl"),
                "#!/bin/sh\nPATH=${PATH#" + commands + ":} exec ovs-vsctl --retry --timeout=30 --db=unix:"
                        + folder.resolve("db.sock") + " --no-wait \"$@\"\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        ovs("init");
    }

    @AfterEach
    void endIt() throws Exception {
        if (server != null) {
            server.destroy();
            if (!server.waitFor(WAIT_S, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    @Test
    void theSwitchHasABridgeWithATunnelToEachOtherHost() throws Exception {
        run(List.of("192.0.2.7", "192.0.2.8"));

        assertThat(ovs("list-br")).isEqualTo("br10042");
        assertThat(ovs("list-ports", "br10042").lines()).containsExactly("vx10042p1", "vx10042p2");
        for (String port : List.of("vx10042p1", "vx10042p2")) {
            assertThat(ovs("get", "interface", port, "type")).isEqualTo("vxlan");
            assertThat(ovs("get", "interface", port, "options:key")).isEqualTo("\"10042\"");
            assertThat(ovs("get", "interface", port, "options:dst_port")).isEqualTo("\"4789\"");
        }
        assertThat(ovs("get", "interface", "vx10042p1", "options:remote_ip")).isEqualTo("\"192.0.2.7\"");
        assertThat(ovs("get", "interface", "vx10042p2", "options:remote_ip")).isEqualTo("\"192.0.2.8\"");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void doneAgainItChangesNothingAndWithFewerHostsTheirTunnelsGo() throws Exception {
        run(List.of("192.0.2.7", "192.0.2.8", "192.0.2.9"));
        ovs("add-port", "br10042", "guest7");
        run(List.of("192.0.2.7", "192.0.2.8", "192.0.2.9"));
        assertThat(ovs("list-ports", "br10042").lines())
                .containsExactlyInAnyOrder("guest7", "vx10042p1", "vx10042p2", "vx10042p3");

        run(List.of("192.0.2.9"));

        assertThat(ovs("list-ports", "br10042").lines()).containsExactlyInAnyOrder("guest7", "vx10042p1");
        assertThat(ovs("get", "interface", "vx10042p1", "options:remote_ip")).isEqualTo("\"192.0.2.9\"");

        run(List.of());

        assertThat(ovs("list-ports", "br10042")).isEqualTo("guest7");
    }

    @Test
    void theGreatestNumberAndTheMostHostsStayWithinTheNamesOfInterfaces() throws Exception {
        List<String> most = java.util.stream.IntStream.range(0, 256)
                .mapToObj(host -> "192.0.2." + host)
                .toList();
        Path script = Files.writeString(
                folder.resolve("most.sh"), VxlanFiles.openVswitch(ODD, 16_777_215, List.of("192.0.2.7")));
        said(folder, "sh", script.toString());

        assertThat(ovs("list-ports", "br16777215")).isEqualTo("vx16777215p1");
        assertThat(VxlanFiles.openVswitch(ODD, 16_777_215, most)
                        .lines()
                        .flatMap(line -> java.util.Arrays.stream(line.split(" ")))
                        .filter(word -> word.matches("vx[0-9]+p[0-9]+")))
                .hasSize(512)
                .allMatch(name -> name.length() <= 15);
    }

    private void run(List<String> peers) throws Exception {
        Path script = Files.writeString(folder.resolve("ovs.sh"), VxlanFiles.openVswitch(ODD, 10_042, peers));
        said(folder, "sh", script.toString());
    }

    private String ovs(String... command) throws Exception {
        String[] all = new String[command.length + 1];
        all[0] = folder.resolve("bin/ovs-vsctl").toString();
        System.arraycopy(command, 0, all, 1, command.length);
        return said(folder, all);
    }

    private static boolean has(String tool) throws Exception {
        Process found = builder(null, "sh", "-c", "command -v " + tool).start();
        found.getInputStream().readAllBytes();
        return found.waitFor(WAIT_S, TimeUnit.SECONDS) && found.exitValue() == 0;
    }

    private static String said(Path where, String... command) throws Exception {
        Process process = builder(where, command).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(WAIT_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
        return said.strip();
    }

    private static ProcessBuilder builder(Path where, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        if (where != null) {
            builder.directory(where.toFile());
            builder.environment().put("OVS_RUNDIR", where.toString());
            builder.environment().computeIfPresent("PATH", (key, path) -> where.resolve("bin") + ":" + path);
        }
        return builder;
    }
}
