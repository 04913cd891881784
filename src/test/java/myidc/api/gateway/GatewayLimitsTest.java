package myidc.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.Eventually;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import myidc.api.gateway.Visitor.Screen;
import myidc.compute.port.GuestConsoles;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gateways of the tests' own, beside the portal's, with limits that are met within seconds. */
@QuarkusTest
class GatewayLimitsTest {
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final int TRIES = 4;

    @Inject
    GatewayDesk desk;

    @Inject
    GatewayKey hostKey;

    @Inject
    GuestConsoles consoles;

    private final List<ConsoleGateway> gateways = new ArrayList<>();
    private TestTenant tenant;
    private String label;
    private KeyPair key;

    @BeforeEach
    void aMachineAndAKey() throws GeneralSecurityException {
        tenant = TestTenants.open();
        label = "vm-" + TestTenants.unique();
        ConsoleGatewayTest.machine(tenant, label);
        key = newKey();
        tenant.call()
                .body(Map.of("lish_auth_method", "keys_only", "authorized_keys", List.of(ConsoleGatewayTest.line(key))))
                .put("/v4/profile")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void noneIsLeft() {
        gateways.forEach(gateway -> gateway.stop(new ShutdownEvent()));
    }

    @Test
    void whoTypesNothingForTooLongIsToldSoAndLeaves() throws IOException {
        ConsoleGateway gateway = gateway(LONG, SHORT);
        try (Visitor visitor = visitor(gateway, key).letIn()) {
            Screen console = visitor.console(label).until("login: ");

            assertThat(console.ended()).isEqualTo(1);
            assertThat(console.text()).contains("Nothing was typed for");
        }
    }

    @Test
    void whoIsNotLetInSoonEnoughIsCutOff() throws IOException {
        try (Visitor visitor = visitor(gateway(SHORT, LONG), key)) {
            Eventually.holds(() -> assertThat(visitor.session().isOpen()).isFalse());
        }
    }

    @Test
    void aGatewayThatStopsTellsEverybodyInIt() throws IOException {
        ConsoleGateway gateway = gateway(LONG, LONG);
        try (Visitor visitor = visitor(gateway, key).letIn()) {
            Screen console = visitor.console(label).until("login: ");

            gateway.stop(new ShutdownEvent());

            assertThat(console.ended()).isEqualTo(1);
            assertThat(console.text()).contains("The portal is stopping.");
        }
        assertThat(gateway.open()).isEmpty();
    }

    @Test
    void keysAreTriedSoOftenAndNotOnceMore() throws IOException, GeneralSecurityException {
        ConsoleGateway gateway = gateway(LONG, LONG);
        List<KeyPair> keys = new ArrayList<>();
        for (int each = 0; each < 2 * TRIES; each++) {
            keys.add(newKey());
        }
        keys.add(key);
        try (Visitor visitor = visitor(gateway, keys.toArray(KeyPair[]::new))) {
            assertThatThrownBy(visitor::letIn).isInstanceOf(SshException.class);
        }
        try (Visitor visitor = visitor(gateway, keys.getFirst(), key)) {
            assertThat(visitor.isLetIn()).isTrue();
        }
    }

    private ConsoleGateway gateway(Duration grace, Duration idle) {
        GatewaySettings settings = new GatewaySettings(
                Optional.of(0), "127.0.0.1", Optional.empty(), 20, 20, 5, TRIES, grace, idle, Duration.ofMillis(200));
        ConsoleGateway gateway = new ConsoleGateway(settings, desk, hostKey, consoles);
        gateways.add(gateway);
        gateway.start(new StartupEvent());
        Eventually.holds(() -> assertThat(gateway.open()).isPresent());
        return gateway;
    }

    private Visitor visitor(ConsoleGateway gateway, KeyPair... keys) throws IOException {
        return new Visitor(gateway.open().orElseThrow().port(), tenant.username(), List.of(keys));
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        return KeyUtils.generateKeyPair("ssh-ed25519", 256);
    }
}
