package myidc.platform.axon;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.axonframework.config.Configuration;

/** Starts Axon once the tables are there and stops it before the database goes. */
@Singleton
final class AxonLife {
    private final Configuration axon;

    AxonLife(Configuration axon) {
        this.axon = axon;
    }

    void start(@Observes StartupEvent event) {
        axon.start();
    }

    void stop(@Observes ShutdownEvent event) {
        axon.shutdown();
    }
}
