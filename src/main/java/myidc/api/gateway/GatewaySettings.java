package myidc.api.gateway;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the gateway listens and what it puts up with. */
@Singleton
final class GatewaySettings {
    final Optional<Integer> port;
    final String host;
    final Optional<String> name;
    final int most;
    final int perAddress;
    final int perPerson;
    final int tries;
    final Duration grace;
    final Duration idle;
    final Duration lookedAfterEvery;

    GatewaySettings(
            @ConfigProperty(name = "myidc.console.ssh.port") Optional<Integer> port,
            @ConfigProperty(name = "myidc.console.ssh.host", defaultValue = "127.0.0.1") String host,
            @ConfigProperty(name = "myidc.console.ssh.name") Optional<String> name,
            @ConfigProperty(name = "myidc.console.ssh.most", defaultValue = "200") int most,
            @ConfigProperty(name = "myidc.console.ssh.per-address", defaultValue = "10") int perAddress,
            @ConfigProperty(name = "myidc.console.ssh.per-person", defaultValue = "5") int perPerson,
            @ConfigProperty(name = "myidc.console.ssh.tries", defaultValue = "12") int tries,
            @ConfigProperty(name = "myidc.console.ssh.grace", defaultValue = "60s") Duration grace,
            @ConfigProperty(name = "myidc.console.idle", defaultValue = "30m") Duration idle,
            @ConfigProperty(name = "myidc.console.ssh.looked-after-every", defaultValue = "5s")
                    Duration lookedAfterEvery) {
        this.port = port;
        this.host = host;
        this.name = name;
        this.most = most;
        this.perAddress = perAddress;
        this.perPerson = perPerson;
        this.tries = tries;
        this.grace = grace;
        this.idle = idle;
        this.lookedAfterEvery = lookedAfterEvery;
    }
}
