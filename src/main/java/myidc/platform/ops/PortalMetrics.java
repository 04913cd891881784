package myidc.platform.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import myidc.platform.axon.DeadLetters;
import myidc.platform.axon.Processors;

/** Gauges for Prometheus: lag of every processor, dead letters, facts stored. */
@Singleton
public final class PortalMetrics {
    private final MeterRegistry registry;
    private final Processors processors;
    private final DeadLetters letters;
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
    private final AtomicLong dead = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();

    PortalMetrics(MeterRegistry registry, Processors processors, DeadLetters letters) {
        this.registry = registry;
        this.processors = processors;
        this.letters = letters;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("myidc.dead.letters", dead, AtomicLong::get)
                .description("Facts parked because a handler failed")
                .register(registry);
        Gauge.builder("myidc.facts", stored, AtomicLong::get)
                .description("Greatest global index of the event store")
                .register(registry);
    }

    @Scheduled(every = "5s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        dead.set(letters.count());
        stored.set(processors.head());
        for (Processors.Processor processor : processors.list()) {
            if (processor.segments() > 0) {
                lags.computeIfAbsent(processor.name(), this::lagOf).set(processor.lag());
            }
        }
    }

    private AtomicLong lagOf(String processor) {
        AtomicLong lag = new AtomicLong();
        Gauge.builder("myidc.processor.lag", lag, AtomicLong::get)
                .description("Facts stored and not handled yet")
                .tags(Tags.of("processor", processor))
                .register(registry);
        return lag;
    }
}
