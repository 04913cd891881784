package myidc.platform.ops;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import myidc.platform.db.Sql;
import org.jboss.logging.Logger;

/**
 * What changed, as hints for browsers: they read again what they show. Every process reads the store itself, so that a
 * browser hears of changes made through any process. Facts that commit late are caught by reading a window twice.
 */
@Singleton
public final class LiveFeed {
    private static final Logger LOG = Logger.getLogger(LiveFeed.class);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int WINDOW = 200;
    private static final int READ_MAX = 1_000;

    private final Sql sql;
    private final BroadcastProcessor<Hint> hints = BroadcastProcessor.create();
    private final AtomicInteger listeners = new AtomicInteger();
    private final Map<Long, Boolean> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > 4 * READ_MAX;
        }
    };
    private long head;
    private volatile boolean stopping;

    LiveFeed(Sql sql) {
        this.sql = sql;
    }

    /** Hints from this call on; a slow listener loses hints, never holds others up. */
    public Multi<Hint> listen() {
        begin();
        return hints.onTermination()
                .invoke(() -> listeners.decrementAndGet())
                .onOverflow()
                .drop();
    }

    /** What is in the store before the first listener came is told to nobody. */
    private synchronized void begin() {
        if (listeners.getAndIncrement() == 0) {
            head = sql.count("select coalesce(max(global_index), 0) from domain_event");
            told.clear();
            window().forEach(hint -> told.put(hint.index(), Boolean.TRUE));
        }
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("live-feed").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void watch() {
        while (!stopping) {
            try {
                Thread.sleep(PAUSE);
                tell();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debugf(e, "The store could not be read; tried again soon");
            }
        }
    }

    private synchronized void tell() {
        if (listeners.get() == 0) {
            return;
        }
        for (Hint hint : window()) {
            if (told.put(hint.index(), Boolean.TRUE) == null) {
                hints.onNext(hint);
            }
            head = Math.max(head, hint.index());
        }
    }

    private List<Hint> window() {
        return sql.rows(
                "select global_index, aggregate_id, payload_type from domain_event where global_index > ?"
                        + " order by global_index limit ?",
                row -> new Hint(row.getLong(1), row.getString(2), row.getString(3)),
                head - WINDOW,
                READ_MAX);
    }

    /**
     * Something happened.
     *
     * @param index place in the store
     * @param thing the aggregate, such as {@code instance-42}
     * @param event stored name of the fact
     */
    public record Hint(long index, String thing, String event) {}
}
