package myidc.compute.reconcile;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Work for many hosts, or the like, each on a thread of its own, so that one that hangs holds up itself alone. */
final class Apart<K> {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<K> underWay = ConcurrentHashMap.newKeySet();

    /** Begins the work unless earlier work for the same is under way still; nobody waits for its end. */
    void begin(K one, Runnable work) {
        if (!underWay.add(one)) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    underWay.remove(one);
                }
            });
        } catch (RejectedExecutionException e) {
            underWay.remove(one);
        }
    }

    /** Begins nothing any more, and interrupts what is under way. */
    void stop() {
        threads.shutdownNow();
    }
}
