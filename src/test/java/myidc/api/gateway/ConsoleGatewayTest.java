package myidc.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.api.gateway.Visitor.Screen;
import myidc.platform.db.Sql;
import myidc.tenancy.Authenticator;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConsoleGatewayTest {
    private static final String ESCAPE = "\u001d";

    @Inject
    Sql sql;

    private TestTenant tenant;
    private String label;
    private int guest;
    private int port;
    private KeyPair key;

    @BeforeEach
    void aGuestThatRunsAndAKey() throws GeneralSecurityException {
        tenant = TestTenants.open();
        label = "vm-" + TestTenants.unique();
        guest = machine(tenant, label);
        key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        Eventually.holds(
                () -> tenant.call().get("/portal/v1/console-gateway").then().body("open", equalTo(true)));
        port = tenant.call().get("/portal/v1/console-gateway").path("port");
        choose("keys_only", key);
    }

    @Test
    void aKeyOpensTheConsoleOfAMachineByItsLabel() throws IOException {
        try (Visitor visitor = visitor(key).letIn()) {
            Screen console = visitor.console(label).until("Ctrl-] leaves").until("login: ");
            console.say("root\r").until("Password: ").say("guess\r").until("Login incorrect");
            console.say("ab\u0003").until("^C");

            console.say(ESCAPE);

            assertThat(console.ended()).isZero();
            assertThat(console.text()).contains("You left " + label);
            tenant.call().get("/portal/v1/console-gateway").then().body("fingerprint", equalTo(visitor.fingerprint()));
        }
        tenant.call()
                .get("/portal/v1/instances/" + guest + "/history?newestFirst=true")
                .then()
                .body("data.event", hasItem("compute.ConsoleOpened"));
        assertThat(logins()).containsExactly("successful null");
    }

    @Test
    void withoutALabelOneChoosesFromTheOwnMachines() throws IOException {
        TestTenant other = TestTenants.open();
        String theirs = "vm-" + TestTenants.unique();
        machine(other, theirs);
        try (Visitor visitor = visitor(key).letIn()) {
            Screen screen = visitor.list().until(label).until("exit: ");
            assertThat(screen.text()).contains("running").doesNotContain(theirs);
            screen.say("x\b" + theirs + "\r").until("Not found.");
            screen.say("1\r").until("Connected to " + label).until("login: ");
            screen.say(ESCAPE).until("You left " + label);
            screen.say("no-such\u0015" + label + "\r");
            Eventually.holds(() ->
                    assertThat(screen.text().split("Connected to " + label, -1)).hasSize(3));
            screen.say(ESCAPE + "exit\r");
            assertThat(screen.ended()).isZero();
        }
    }

    @Test
    void aPasswordLetsInWhereThePersonChoseSo() throws IOException {
        try (Visitor refused = visitor(null, tenant.password())) {
            assertThat(refused.isLetIn()).as("keys_only").isFalse();
        }
        choose("password_keys", key);

        try (Visitor visitor = visitor(null, tenant.password()).letIn()) {
            visitor.console(label).until("login: ");
        }
        try (Visitor wrong = visitor(null, "wrong", "wrong", "wrong")) {
            assertThat(wrong.isLetIn()).isFalse();
        }
        assertThat(logins()).startsWith("failed password").contains("successful null");
    }

    @Test
    void whoHasASecondFactorGivesTheCodeToo() throws IOException {
        choose("password_keys");
        String secret = tenant.call().post("/v4/profile/tfa-enable").path("secret");
        long now = sql.count("select floor(extract(epoch from now()))::bigint");
        String scratch = tenant.call()
                .body(Map.of("tfa_code", Authenticator.code(secret, now)))
                .post("/v4/profile/tfa-enable-confirm")
                .then()
                .statusCode(200)
                .extract()
                .path("scratch");
        try (Visitor without = visitor(null, tenant.password(), "000000")) {
            assertThat(without.isLetIn()).isFalse();
        }

        try (Visitor visitor = visitor(null, tenant.password(), Authenticator.code(secret, now + 30))
                .letIn()) {
            visitor.console(label).until("login: ");
        }
        try (Visitor visitor = visitor(null, tenant.password(), scratch)) {
            assertThat(visitor.isLetIn()).isTrue();
        }
        assertThat(logins()).contains("failed second_factor");
    }

    @Test
    void unknownKeysAndPeopleAndWhoSwitchedItOffAreRefusedAlikeAndNoted() throws IOException, GeneralSecurityException {
        KeyPair strange = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        try (Visitor visitor = visitor(strange)) {
            assertThat(visitor.isLetIn()).isFalse();
        }
        Eventually.holds(() -> assertThat(logins()).containsExactly("failed key"));
        try (Visitor visitor = new Visitor(port, "nobody-" + TestTenants.unique(), List.of(key), "guess")) {
            assertThat(visitor.isLetIn()).isFalse();
        }
        choose("disabled", key);
        try (Visitor visitor = visitor(key, tenant.password())) {
            assertThat(visitor.isLetIn()).isFalse();
        }
        assertThat(logins()).doesNotContain("successful null");
    }

    @Test
    void tooManyWrongPasswordsCloseTheDoorAsInABrowser() throws IOException {
        choose("password_keys", key);
        for (int guess = 0; guess < 10; guess++) {
            try (Visitor wrong = visitor(null, "wrong " + guess)) {
                wrong.isLetIn();
            }
        }
        try (Visitor visitor = visitor(null, tenant.password())) {
            assertThat(visitor.isLetIn()).isFalse();
        }
        try (Visitor visitor = visitor(key)) {
            assertThat(visitor.isLetIn()).as("a key, too").isFalse();
        }
    }

    @Test
    void nobodySignsInFromAnAddressThatIsNotTheirs() throws IOException {
        tenant.call()
                .body(Map.of("prefixes", List.of("203.0.113.0/24"), "confirmed", true))
                .put("/portal/v1/sign-in-addresses")
                .then()
                .statusCode(200);

        try (Visitor visitor = visitor(key)) {
            assertThat(visitor.isLetIn()).isFalse();
        }

        assertThat(logins()).first().isEqualTo("failed address");
    }

    @Test
    void aMachineOfAnotherIsNotThereAndALimitedUserNeedsTheGrant() throws IOException {
        TestTenant other = TestTenants.open();
        String theirs = "vm-" + TestTenants.unique();
        machine(other, theirs);
        try (Visitor visitor = visitor(key).letIn()) {
            Screen another = visitor.console(theirs);
            assertThat(another.ended()).isEqualTo(1);
            Screen none = visitor.console("no-such-machine");
            assertThat(none.ended()).isEqualTo(1);
            assertThat(another.text()).isEqualTo(none.text()).contains("Not found.");
        }
        String limited = TestTenants.restrictedUser(tenant.id());
        String token = TestTenants.token(tenant.id(), limited, "*");
        TestTenants.as(token)
                .body(Map.of("authorized_keys", List.of(line(key))))
                .put("/v4/profile")
                .then()
                .statusCode(200);
        try (Visitor visitor = new Visitor(port, limited, List.of(key)).letIn()) {
            Screen unseen = visitor.console(label);
            assertThat(unseen.ended()).isEqualTo(1);
            assertThat(unseen.text()).contains("Not found.");
            grant(limited, "read_only");
            Screen read = visitor.console(label);
            assertThat(read.ended()).isEqualTo(1);
            assertThat(read.text()).contains("Unauthorized.");
            grant(limited, "read_write");
            Screen console = visitor.console(label).until("login: ");

            grant(limited, "read_only");

            assertThat(console.ended()).isEqualTo(1);
            assertThat(console.text()).contains("not yours to use any more");
        }
    }

    @Test
    void aVisitEndsWithWhatLetInAndWithTheMachine() throws IOException, GeneralSecurityException {
        try (Visitor visitor = visitor(key).letIn()) {
            Screen console = visitor.console(label).until("login: ");
            choose("keys_only", KeyUtils.generateKeyPair("ssh-ed25519", 256));
            assertThat(console.ended()).isEqualTo(1);
            assertThat(console.text()).contains("not let in to consoles any more");
        }
        choose("keys_only", key);
        try (Visitor visitor = visitor(key).letIn()) {
            Screen console = visitor.console(label).until("login: ");
            tenant.call().delete("/v4/linode/instances/" + guest).then().statusCode(200);
            assertThat(console.ended()).isEqualTo(1);
        }
    }

    @Test
    void nothingButConsolesIsOffered() throws IOException {
        try (Visitor visitor = visitor(key).letIn()) {
            assertThat(opens(() -> visitor.session()
                            .createDirectTcpipChannel(
                                    SshdSocketAddress.LOCALHOST_ADDRESS, new SshdSocketAddress("127.0.0.1", port))
                            .open()
                            .verify(20_000)))
                    .isFalse();
            assertThat(opens(() -> visitor.session()
                            .startRemotePortForwarding(
                                    new SshdSocketAddress("", 0), new SshdSocketAddress("127.0.0.1", port))))
                    .isFalse();
            Screen command = visitor.console("cat /etc/passwd");
            assertThat(command.ended()).isEqualTo(1);
            assertThat(command.text()).contains("Not found.").doesNotContain("root:");
        }
    }

    @Test
    void consolesOfAPersonAndConnectionsOfAnAddressAreLimited() throws IOException {
        List<String> labels = List.of(label, "vm-" + TestTenants.unique(), "vm-" + TestTenants.unique());
        labels.subList(1, 3).forEach(each -> machine(tenant, each));
        try (Visitor visitor = visitor(key).letIn()) {
            visitor.console(labels.get(0)).until("login: ");
            Screen second = visitor.console(labels.get(1)).until("login: ");
            Screen third = visitor.console(labels.get(2));
            assertThat(third.ended()).isEqualTo(1);
            assertThat(third.text()).contains("You have 2 consoles open already.");
            second.say(ESCAPE);
            assertThat(second.ended()).isZero();
            visitor.console(labels.get(2)).until("login: ");
        }
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int open = 0; open < 40; open++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            Socket last = sockets.getLast();
            last.setSoTimeout(20_000);
            assertThat(last.getInputStream().read()).as("closed at once").isEqualTo(-1);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Eventually.holds(() -> {
            try (Visitor visitor = visitor(key)) {
                assertThat(visitor.isLetIn()).isTrue();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void theKeyOfTheGatewayStaysAndIsInNoFact() {
        assertThat(sql.count("select count(*) from console_gateway_key")).isOne();
        tenant.call()
                .get("/portal/v1/console-gateway")
                .then()
                .body("fingerprint", startsWith("SHA256:"))
                .body("hostKey", startsWith("ssh-ed25519 "));
    }

    private interface Try {
        Object go() throws IOException;
    }

    private static boolean opens(Try what) {
        try {
            what.go();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Visitor visitor(KeyPair by, String... answers) throws IOException {
        return new Visitor(port, tenant.username(), by == null ? List.of() : List.of(by), answers);
    }

    private void choose(String method, KeyPair... keys) {
        tenant.call()
                .body(Map.of(
                        "lish_auth_method",
                        method,
                        "authorized_keys",
                        List.of(keys).stream().map(ConsoleGatewayTest::line).toList()))
                .put("/v4/profile")
                .then()
                .statusCode(200)
                .body("lish_auth_method", equalTo(method));
    }

    static String line(KeyPair pair) {
        return PublicKeyEntry.toString(pair.getPublic()) + " me@example";
    }

    private void grant(String username, String level) {
        tenant.call()
                .body(Map.of("linode", List.of(Map.of("id", guest, "permissions", level))))
                .put("/v4/account/users/" + username + "/grants")
                .then()
                .statusCode(200);
    }

    private List<String> logins() {
        List<Map<String, Object>> all =
                tenant.call().get("/v4/profile/logins").then().extract().path("data");
        return all.stream()
                .map(login -> login.get("status") + " " + login.get("refused_for"))
                .toList();
    }

    static int machine(TestTenant of, String label) {
        int id = of.call()
                .body(Map.of(
                        "region",
                        SmallSite.of(1, 8).region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "label",
                        label,
                        "root_pass",
                        "a long Password 1"))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        Eventually.holds(
                () -> of.call().get("/v4/linode/instances/" + id).then().body("status", equalTo("running")));
        return id;
    }
}
