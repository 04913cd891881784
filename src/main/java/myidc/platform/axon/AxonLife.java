package myidc.platform.axon;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.axonframework.config.Configuration;

/** Starts Axon once the tables are there and stops it before the database goes. */
@Singleton
final class AxonLife {
    private static final int ONCE_ALL_IS_THERE = 50_000;

    private final Configuration axon;
    private final Scheduler scheduler;

    AxonLife(Configuration axon, Scheduler scheduler) {
        this.axon = axon;
        this.scheduler = scheduler;
    }

    void start(@Observes StartupEvent event) {
        axon.start();
    }

    /** The scheduler waits: work that a killed portal left behind would find nobody to take its commands. */
    void work(@Observes @Priority(ONCE_ALL_IS_THERE) StartupEvent event) {
        scheduler.resume();
    }

    void stop(@Observes ShutdownEvent event) {
        axon.shutdown();
    }
}
