package myidc.platform.axon;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.axonframework.config.Configuration;

/** Starts Axon once the tables are there and stops it, and what is scheduled, before the database goes. */
@Singleton
final class AxonLife {
    private static final int ONCE_ALL_IS_THERE = 50_000;
    private static final int BEFORE_ANYTHING_GOES = 50;
    private static final Duration WORK_MAY_TAKE = Duration.ofSeconds(2);

    private final Configuration axon;
    private final Scheduler scheduler;
    private final ScheduledWork work;
    private final TailReads tail;

    AxonLife(Configuration axon, Scheduler scheduler, ScheduledWork work, TailReads tail) {
        this.axon = axon;
        this.scheduler = scheduler;
        this.work = work;
        this.tail = tail;
    }

    void start(@Observes StartupEvent event) {
        axon.start();
    }

    /** The scheduler waits: work that a killed portal left behind would find nobody to take its commands. */
    void work(@Observes @Priority(ONCE_ALL_IS_THERE) StartupEvent event) {
        scheduler.resume();
    }

    void rest(@Observes @Priority(BEFORE_ANYTHING_GOES) ShutdownEvent event) {
        scheduler.pause();
        work.end(WORK_MAY_TAKE);
    }

    void stop(@Observes ShutdownEvent event) {
        axon.shutdown();
        tail.end();
    }
}
