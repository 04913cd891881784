package myidc.demo;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import myidc.demo.Demand.UnusableDemand;
import myidc.demo.PortalClient.DemoFailed;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts the demonstration once a portal that was started with {@code myidc.demo=true} answers. */
@Singleton
final class DemoStart {
    private static final int LAST = 200_000;

    private final boolean wanted;
    private final int port;
    private final Optional<String> token;
    private final Optional<String> password;
    private final Optional<Path> trace;
    private final int arrivals;
    private final boolean terminal;

    DemoStart(
            @ConfigProperty(name = "myidc.demo", defaultValue = "false") boolean wanted,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "myidc.operator.token") Optional<String> token,
            @ConfigProperty(name = "myidc.operator.password") Optional<String> password,
            @ConfigProperty(name = "myidc.demo-trace") Optional<Path> trace,
            @ConfigProperty(name = "myidc.demo-arrivals", defaultValue = "" + Demo.ARRIVALS_DEFAULT) int arrivals,
            @ConfigProperty(name = "myidc.demo-terminal", defaultValue = "false") boolean terminal) {
        this.wanted = wanted;
        this.port = port;
        this.token = token;
        this.password = password;
        this.trace = trace;
        this.arrivals = arrivals;
        this.terminal = terminal;
    }

    void start(@Observes @Priority(LAST) StartupEvent event) {
        if (wanted) {
            Thread.ofPlatform().daemon().name("demo").start(this::run);
        }
    }

    /** A demonstration that fails ends the portal, so that whoever started it hears of it. */
    private void run() {
        try {
            if (!new Demo(wish(), System.out).run()) {
                Quarkus.asyncExit(1);
            }
        } catch (DemoFailed | UnusableDemand e) {
            System.err.println("myidc: the demonstration ended: " + e.getMessage());
            Quarkus.asyncExit(1);
        } catch (RuntimeException e) {
            e.printStackTrace();
            Quarkus.asyncExit(1);
        }
    }

    private Demo.Wish wish() {
        String known =
                token.orElseThrow(() -> new DemoFailed("MYIDC_OPERATOR_TOKEN must be set, as ./myidc up --demo does"));
        return new Demo.Wish(
                URI.create("http://127.0.0.1:" + port),
                "http://localhost:" + port,
                known,
                password.map(secret -> "operator  password " + secret)
                        .orElse("operator, as printed at the first start"),
                trace,
                arrivals,
                terminal);
    }
}
