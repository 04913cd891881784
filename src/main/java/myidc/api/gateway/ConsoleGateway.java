package myidc.api.gateway;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import myidc.compute.port.GuestConsoles;
import myidc.shared.id.PersonId;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.server.SshServer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way to machines' text consoles over SSH. It begins after the portal is up, and only where a port is set, so that a portal without it carries
 * nothing of it.
 */
@Singleton
public final class ConsoleGateway {
    private static final int AFTER_ALL_ELSE = 9_000;
    private static final int LOOKS_MAX = 25;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Logger LOG = Logger.getLogger(ConsoleGateway.class);

    private final GatewaySettings settings;
    private final GatewayDesk desk;
    private final GatewayKey key;
    private final GuestConsoles consoles;
    private final Set<ConsoleTerminal> terminals = ConcurrentHashMap.newKeySet();
    private volatile @Nullable SshServer server;
    private volatile @Nullable Open open;
    private volatile boolean stopped;

    ConsoleGateway(GatewaySettings settings, GatewayDesk desk, GatewayKey key, GuestConsoles consoles) {
        this.settings = settings;
        this.desk = desk;
        this.key = key;
        this.consoles = consoles;
    }

    /** How the gateway is reached; empty where there is none, or not yet. */
    public Optional<Open> open() {
        return Optional.ofNullable(open);
    }

    void start(@Observes @Priority(AFTER_ALL_ELSE) StartupEvent event) {
        settings.port.ifPresent(
                port -> Thread.ofPlatform().daemon().name("console-gateway").start(() -> begin(port)));
    }

    private void begin(int port) {
        try {
            KeyPair pair = key.pair();
            SshServer made = GatewayServer.make(this, desk, settings, pair);
            made.setPort(port);
            made.start();
            server = made;
            open = new Open(
                    settings.name.orElse(null),
                    made.getPort(),
                    KeyUtils.getFingerPrint(BuiltinDigests.sha256, pair.getPublic()),
                    PublicKeyEntry.toString(pair.getPublic()));
            LOG.infof("Consoles are open by SSH at %s:%d", settings.host, made.getPort());
            lookAfter();
        } catch (IOException | GeneralSecurityException e) {
            LOG.errorf(e, "Consoles are not open by SSH: %s:%d cannot be served", settings.host, port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAfter() throws InterruptedException {
        while (!stopped) {
            Thread.sleep(settings.lookedAfterEvery);
            for (ConsoleTerminal terminal : terminals) {
                try {
                    terminal.lookAfter(settings.idle.toNanos(), settings.idle.toMinutes());
                } catch (RuntimeException e) {
                    LOG.debug("A terminal is looked after later", e);
                }
            }
        }
    }

    void entered(ConsoleTerminal terminal) {
        terminals.add(terminal);
    }

    void left(ConsoleTerminal terminal) {
        terminals.remove(terminal);
    }

    GuestConsoles consoles() {
        return consoles;
    }

    int perPerson() {
        return settings.perPerson;
    }

    /** How many consoles the person has open here. */
    long consolesOf(PersonId person) {
        return terminals.stream()
                .filter(ConsoleTerminal::hasConsole)
                .filter(each ->
                        each.pass().filter(pass -> pass.person().equals(person)).isPresent())
                .count();
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        stopped = true;
        open = null;
        List.copyOf(terminals).forEach(terminal -> terminal.finish("The portal is stopping.", 1));
        SshServer running = server;
        if (running != null) {
            try {
                letRead();
                running.stop(true);
            } catch (IOException e) {
                LOG.debug("The gateway of consoles did not end well", e);
            }
        }
    }

    /** Until everybody was told why, or did not listen. */
    private void letRead() {
        for (int look = 0; look < LOOKS_MAX && !terminals.isEmpty(); look++) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * An open gateway.
     *
     * @param name by which people reach it; null for the portal's own
     * @param fingerprint of its key, as SSH clients show it
     * @param hostKey its public key, as a line of known_hosts has it behind the name
     */
    public record Open(@Nullable String name, int port, String fingerprint, String hostKey) {}
}
