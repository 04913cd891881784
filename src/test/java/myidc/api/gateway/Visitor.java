package myidc.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import myidc.Eventually;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/** Somebody with an SSH client at the gateway. */
final class Visitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SshClient client = SshClient.setUpDefaultClient();
    private final ClientSession session;
    private volatile String fingerprint = "";

    /** @param answers given to what is asked, one after the other */
    Visitor(int port, String username, List<KeyPair> keys, String... answers) throws IOException {
        client.setServerKeyVerifier((of, at, key) -> {
            fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
            return true;
        });
        client.setKeyIdentityProvider(of -> keys);
        client.start();
        session = client.connect(username, "127.0.0.1", port).verify(PATIENCE).getSession();
        session.setUserInteraction(new Answering(new ArrayDeque<>(List.of(answers))));
    }

    String fingerprint() {
        return fingerprint;
    }

    ClientSession session() {
        return session;
    }

    Visitor letIn() throws IOException {
        session.auth().verify(PATIENCE);
        return this;
    }

    boolean isLetIn() {
        try {
            session.auth().verify(PATIENCE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    Screen console(String label) throws IOException {
        return new Screen(session.createExecChannel(label));
    }

    Screen list() throws IOException {
        return new Screen(session.createShellChannel());
    }

    @Override
    public void close() {
        client.stop();
    }

    /** What is seen on a channel. */
    static final class Screen {
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
        private final ClientChannel channel;

        Screen(ClientChannel channel) throws IOException {
            this.channel = channel;
            channel.setOut(seen);
            channel.setErr(OutputStream.nullOutputStream());
            channel.open().verify(PATIENCE);
        }

        String text() {
            return seen.toString(StandardCharsets.UTF_8);
        }

        Screen until(String text) {
            Eventually.holds(() -> assertThat(text()).contains(text));
            return this;
        }

        Screen say(String text) throws IOException {
            OutputStream keys = channel.getInvertedIn();
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
            return this;
        }

        /** The code with which the gateway ended it. */
        int ended() {
            assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE))
                    .contains(ClientChannelEvent.CLOSED);
            Integer code = channel.getExitStatus();
            return code == null ? -1 : code;
        }
    }

    private record Answering(Deque<String> answers) implements UserInteraction {
        @Override
        public boolean isInteractionAllowed(ClientSession session) {
            return !answers.isEmpty();
        }

        @Override
        public String[] interactive(
                ClientSession session, String name, String instruction, String lang, String[] prompt, boolean[] echo) {
            return answers.isEmpty() ? new String[] {""} : new String[] {answers.pop()};
        }

        @Override
        public String getUpdatedPassword(ClientSession session, String prompt, String lang) {
            return "";
        }
    }
}
