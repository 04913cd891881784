package myidc.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import myidc.Eventually;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's own SSH client at the gateway. */
@QuarkusTest
class SystemSshTest {
    private static final Path SSH = Path.of("/usr/bin/ssh");

    @TempDir
    Path folder;

    private TestTenant tenant;
    private String label;
    private int port;
    private Path seen;

    @BeforeEach
    void aMachine() throws IOException {
        boolean there = Files.isExecutable(SSH);
        assertThat(there || !"1".equals(System.getenv("MYIDC_NO_SKIP")))
                .as("skipped: there is no ssh; apt-get install openssh-client")
                .isTrue();
        assumeTrue(there, "skipped: there is no ssh; apt-get install openssh-client");
        tenant = TestTenants.open();
        label = "vm-" + TestTenants.unique();
        ConsoleGatewayTest.machine(tenant, label);
        Eventually.holds(
                () -> tenant.call().get("/portal/v1/console-gateway").then().body("open", equalTo(true)));
        port = tenant.call().get("/portal/v1/console-gateway").path("port");
        String hostKey = tenant.call().get("/portal/v1/console-gateway").path("hostKey");
        Files.writeString(folder.resolve("known"), "[127.0.0.1]:" + port + " " + hostKey + "\n");
        seen = folder.resolve("seen");
    }

    @Test
    void anEd25519KeyOpensAConsoleAndCtrlBracketLeavesIt() throws Exception {
        choose("keys_only", keyOf("ed25519", ""));

        leavesAConsole(ssh(
                label, "-o", "IdentitiesOnly=yes", "-i", folder.resolve("id").toString()));
    }

    @Test
    void anRsaKeyDoesToo() throws Exception {
        choose("keys_only", keyOf("rsa", "3072"));

        leavesAConsole(ssh(
                label, "-o", "IdentitiesOnly=yes", "-i", folder.resolve("id").toString()));
    }

    @Test
    void aPasswordIsAskedForAndTaken() throws Exception {
        choose("password_keys", "");
        Path askpass = folder.resolve("askpass");
        Files.writeString(askpass, "#!/bin/sh\necho '" + tenant.password() + "'\n");
        Files.setPosixFilePermissions(askpass, PosixFilePermissions.fromString("rwx------"));

        leavesAConsole(ssh(label, "-o", "PubkeyAuthentication=no"));
    }

    @Test
    void filesAreNotOffered() throws Exception {
        choose("keys_only", keyOf("ed25519", ""));

        Process ssh = ssh(
                "sftp",
                "-s",
                "-T",
                "-o",
                "IdentitiesOnly=yes",
                "-i",
                folder.resolve("id").toString());

        assertThat(ssh.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ssh.exitValue()).isNotZero();
        assertThat(text()).contains("subsystem request failed");
    }

    private void leavesAConsole(Process ssh) throws Exception {
        try (OutputStream keys = ssh.getOutputStream()) {
            Eventually.holds(() -> assertThat(text()).contains("login: "));
            keys.write("root\r".getBytes(StandardCharsets.US_ASCII));
            keys.flush();
            Eventually.holds(() -> assertThat(text()).contains("Password: "));
            keys.write(ConsoleTerminal.ESCAPE);
            keys.flush();
            assertThat(ssh.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(ssh.exitValue()).as(text()).isZero();
            assertThat(text()).contains("You left " + label);
        } finally {
            ssh.destroyForcibly();
        }
    }

    private String text() {
        try {
            return Files.readString(seen, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private Process ssh(String command, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                SSH.toString(),
                "-F",
                "/dev/null",
                "-tt",
                "-p",
                String.valueOf(port),
                "-o",
                "UserKnownHostsFile=" + folder.resolve("known"),
                "-o",
                "StrictHostKeyChecking=yes"));
        line.addAll(List.of(options));
        line.addAll(List.of(tenant.username() + "@127.0.0.1", command));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(seen.toFile());
        builder.environment().put("SSH_ASKPASS", folder.resolve("askpass").toString());
        builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
        builder.environment().remove("SSH_AUTH_SOCK");
        return builder.start();
    }

    private String keyOf(String type, String bits) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-N",
                "",
                "-f",
                folder.resolve("id").toString()));
        if (!bits.isEmpty()) {
            line.addAll(List.of("-b", bits));
        }
        assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
        return Files.readString(folder.resolve("id.pub")).strip();
    }

    private void choose(String method, String key) {
        tenant.call()
                .body(Map.of("lish_auth_method", method, "authorized_keys", key.isEmpty() ? List.of() : List.of(key)))
                .put("/v4/profile")
                .then()
                .statusCode(200);
    }
}
