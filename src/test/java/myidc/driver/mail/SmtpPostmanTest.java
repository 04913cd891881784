package myidc.driver.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import myidc.billing.NoticeSettings;
import myidc.billing.port.Postman.Letter;
import myidc.billing.port.Postman.Sent;
import org.junit.jupiter.api.Test;

/** Mail through a real server of the test's own. */
class SmtpPostmanTest {
    private static final Letter LETTER =
            new Letter("buyer@example.com", "[MyIDC] 账单 / Invoice", "账单 17\n\nInvoice 17\n");

    @Test
    void aLetterArrivesWithItsChinese() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Sent sent = postman(server.getSmtp().getPort()).send(LETTER);

            assertThat(sent.done()).as(sent.trouble()).isTrue();
            MimeMessage message = server.getReceivedMessages()[0];
            assertThat(message.getSubject()).isEqualTo("[MyIDC] 账单 / Invoice");
            assertThat(message.getAllRecipients()[0]).hasToString("buyer@example.com");
            assertThat(message.getFrom()[0]).hasToString("MyIDC <bills@example.com>");
            assertThat((String) message.getContent()).contains("账单 17", "Invoice 17");
        } finally {
            server.stop();
        }
    }

    @Test
    void aSubjectCannotAddHeaders() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            postman(server.getSmtp().getPort())
                    .send(new Letter("buyer@example.com", "Hello\r\nBcc: other@example.com", "text"));

            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getHeader("Bcc")).isNull();
        } finally {
            server.stop();
        }
    }

    @Test
    void anAddressThatIsNoneIsNotTriedAgain() {
        Sent sent = postman(1).send(new Letter("not an address\r\nRCPT TO:<x@y.z>", "Hello", "text"));

        assertThat(sent.done()).isFalse();
        assertThat(sent.again()).isFalse();
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAndTriedAgain() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Sent sent = postman(silent.getLocalPort()).send(LETTER);

            assertThat(sent.done()).isFalse();
            assertThat(sent.again()).isTrue();
        }
    }

    private static SmtpPostman postman(int port) {
        return new SmtpPostman(new Settings(port), Clock.systemUTC());
    }

    private record Settings(int port) implements NoticeSettings, NoticeSettings.Mail {
        @Override
        public String every() {
            return "5s";
        }

        @Override
        public Duration timeout() {
            return Duration.ofMillis(500);
        }

        @Override
        public Optional<Set<String>> inwardHosts() {
            return Optional.empty();
        }

        @Override
        public Mail mail() {
            return this;
        }

        @Override
        public Optional<String> host() {
            return Optional.of("127.0.0.1");
        }

        @Override
        public Optional<String> username() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public Encryption encryption() {
            return Encryption.NONE;
        }

        @Override
        public String from() {
            return "MyIDC <bills@example.com>";
        }
    }
}
