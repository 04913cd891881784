package myidc.platform.axon;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import myidc.platform.db.Sql;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** The state of event processors in this process, and how far they lag behind the store. */
@Singleton
public final class Processors {
    private final Provider<Configuration> axon;
    private final AxonWiring wiring;
    private final Sql sql;

    Processors(Provider<Configuration> axon, AxonWiring wiring, Sql sql) {
        this.axon = axon;
        this.wiring = wiring;
        this.sql = sql;
    }

    public List<Processor> list() {
        long head = head();
        Map<String, EventProcessor> running =
                axon.get().eventProcessingConfiguration().eventProcessors();
        return wiring.groups().entrySet().stream()
                .map(group -> describe(group.getKey(), group.getValue(), running.get(group.getKey()), head))
                .toList();
    }

    /** The greatest lag of all streaming processors this process works on, in facts. */
    public long lagMax() {
        return list().stream().mapToLong(Processor::lag).max().orElse(0);
    }

    public long head() {
        return sql.count("select coalesce(max(global_index), 0) from domain_event");
    }

    /** How many facts the book has; reads it all, so it is for people, not for polling. */
    public long facts() {
        return sql.count("select count(*) from domain_event");
    }

    private static Processor describe(
            String name, List<String> handlers, @org.jspecify.annotations.Nullable EventProcessor running, long head) {
        if (running instanceof StreamingEventProcessor streaming) {
            Map<Integer, EventTrackerStatus> segments = streaming.processingStatus();
            long lag = segments.values().stream()
                    .mapToLong(s -> s.isCaughtUp()
                            ? 0
                            : Math.max(0, head - s.getCurrentPosition().orElse(0)))
                    .max()
                    .orElse(0);
            boolean failing =
                    streaming.isError() || segments.values().stream().anyMatch(EventTrackerStatus::isErrorState);
            return new Processor(name, "streaming", handlers, segments.size(), lag, failing ? "failing" : "running");
        }
        boolean views = AxonWiring.inTheCommandsTransaction(name);
        return new Processor(
                name,
                views ? "in the command's transaction" : "streaming",
                handlers,
                0,
                0,
                views ? "running" : "absent");
    }

    /**
     * A processor.
     *
     * @param segments segments this process works on now
     * @param lag facts stored and not handled yet
     */
    public record Processor(String name, String kind, List<String> handlers, int segments, long lag, String state) {}
}
