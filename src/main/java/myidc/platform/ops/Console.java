package myidc.platform.ops;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the person who starts the portal reads on the terminal; everything else goes to the log. */
@Singleton
public final class Console {
    private static final int LAST = 100_000;

    private final int port;
    private final boolean announce;

    Console(
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "myidc.announce", defaultValue = "true") boolean announce) {
        this.port = port;
        this.announce = announce;
    }

    void start(@Observes @Priority(LAST) StartupEvent event) {
        if (announce) {
            say("MyIDC is at http://localhost:" + port + "  (Ctrl-C stops it)");
        }
    }

    public void say(String line) {
        System.out.println(line);
    }
}
