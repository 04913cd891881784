package myidc.driver.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import myidc.storage.event.CollectionFailure;
import myidc.storage.port.ToolRunner.Place;
import myidc.storage.port.ToolRunner.ToolFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemToolsTest {
    private static final Place HERE = new Place(null, null, 0, Duration.ofSeconds(10));

    @TempDir
    Path folder;

    @Test
    void argumentsReachTheProgramAsTheyAre() throws ToolFailed {
        assertThat(tools().run(HERE, List.of("printf", "%s|", "a b", "$(id)", "; reboot", "'")))
                .isEqualTo("a b|$(id)|; reboot|'|");
    }

    @Test
    void whatHangsIsEndedWithAllItStarted() {
        Place briefly = new Place(null, null, 0, Duration.ofMillis(300));
        long before = ProcessHandle.current().descendants().count();

        failed(CollectionFailure.TIMED_OUT, briefly, "sh", "-c", "sleep 61 & sleep 61");

        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .count())
                .isLessThanOrEqualTo(before);
    }

    @Test
    void whatIsMissingFailsOrTalksWithoutEndIsNamed() {
        failed(CollectionFailure.TOOL_MISSING, HERE, "there-is-no-such-program");
        failed(CollectionFailure.TOOL_FAILED, HERE, "sh", "-c", "echo no such pool >&2; exit 3")
                .hasMessageContaining("ended with 3: no such pool");
        failed(CollectionFailure.TOO_MUCH, HERE, "cat", "/dev/zero");
    }

    @Test
    void sshAsksNothingTrustsNoUnknownHostAndQuotesEachArgument() {
        List<String> ssh = tools().remote(
                        new Place("h1", "myidc", 2_222, Duration.ofSeconds(1)),
                        List.of("find", "/srv/it's $HOME", "-printf", "%p\\n"));

        assertThat(ssh)
                .contains(
                        "-oBatchMode=yes",
                        "-oStrictHostKeyChecking=yes",
                        "-oForwardAgent=no",
                        "-oClearAllForwardings=yes")
                .endsWith("-p", "2222", "-l", "myidc", "--", "h1", "find '/srv/it'\\''s $HOME' -printf '%p\\n'");
    }

    @Test
    void aRealServerIsAskedOnlyWhenItsKeyIsKnown() throws Exception {
        Path sshd = Path.of("/usr/sbin/sshd");
        boolean there = Files.isExecutable(sshd);
        assertThat(there || !"1".equals(System.getenv("MYIDC_NO_SKIP")))
                .as("sshd is missing and nothing may be skipped: apt-get install openssh-server")
                .isTrue();
        assumeTrue(there, "skipped: there is no sshd; apt-get install openssh-server openssh-client");
        int port = freePort();
        key("host");
        key("user");
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        Files.writeString(
                folder.resolve("known"), "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                """.formatted(
                        port, folder.resolve("host"), folder.resolve("authorized")));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Process server = new ProcessBuilder(
                        sshd.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            await(port);
            Place place = new Place("127.0.0.1", System.getProperty("user.name"), port, Duration.ofSeconds(15));

            assertThat(tools("known").run(place, List.of("printf", "%s|", "a b", "$(id)", "it's")))
                    .isEqualTo("a b|$(id)|it's|");
            Files.writeString(folder.resolve("nobody"), "");
            assertThat(catchThrowable(() -> tools("nobody").run(place, List.of("id"))))
                    .isInstanceOfSatisfying(
                            ToolFailed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(CollectionFailure.UNREACHABLE));
            assertThat(catchThrowable(() -> tools("known").run(place, List.of("there-is-no-such-program"))))
                    .isInstanceOfSatisfying(
                            ToolFailed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(CollectionFailure.TOOL_MISSING));
        } finally {
            server.destroy();
            server.waitFor(5, TimeUnit.SECONDS);
        }
    }

    private void key(String name) throws Exception {
        Process made = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        folder.resolve(name).toString())
                .start();
        assertThat(made.waitFor()).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(int port) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError(Files.readString(folder.resolve("log")));
    }

    private SystemTools tools() {
        return tools("known");
    }

    private SystemTools tools(String known) {
        return new SystemTools(new ToolSettings() {
            @Override
            public String ssh() {
                return "ssh";
            }

            @Override
            public Optional<String> sshIdentity() {
                return Optional.of(folder.resolve("user").toString());
            }

            @Override
            public Optional<String> sshKnownHosts() {
                return Optional.of(folder.resolve(known).toString());
            }
        });
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> failed(
            CollectionFailure reason, Place place, String... command) {
        Throwable thrown = catchThrowable(() -> tools().run(place, List.of(command)));
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        ToolFailed.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
        return assertThat(thrown);
    }
}
