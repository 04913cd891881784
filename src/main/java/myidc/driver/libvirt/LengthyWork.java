package myidc.driver.libvirt;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import myidc.compute.port.MachineRoom.RoomFailed;

/**
 * What is under way on one host and takes longer than a call, such as copies: on threads of its own, so that it holds up no
 * call, and under a name by which the next call finds it again.
 */
final class LengthyWork implements AutoCloseable {
    private static final int THREADS = 3;
    private static final int WAITING_MAX = 64;
    private static final int KEPT_MAX = 256;
    private static final Duration WHOLE_LIMIT = Duration.ofHours(6);

    private final String where;
    private final ThreadPoolExecutor threads;
    private final ConcurrentHashMap<String, Begun> begun = new ConcurrentHashMap<>();

    LengthyWork(String where) {
        this.where = where;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name("libvirt-long-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Waits for what bears the name, which is begun if it is not under way.
     *
     * @throws RoomFailed as under way when it has not ended by then
     * @throws ExecutionException with why it failed, told once
     */
    void await(String name, Duration limit, Callable<?> work) throws ExecutionException {
        Begun one = begin(name, work);
        try {
            one.end().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            begun.remove(name, one);
        } catch (TimeoutException e) {
            if (System.nanoTime() - one.atNanos() > WHOLE_LIMIT.toNanos()) {
                throw new RoomFailed(where + ": " + name + " has not ended within " + WHOLE_LIMIT.toHours() + " h", e);
            }
            throw RoomFailed.underWay(where + ": " + name + " goes on");
        } catch (ExecutionException e) {
            begun.remove(name, one);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoomFailed("interrupted", e);
        }
    }

    private Begun begin(String name, Callable<?> work) {
        if (begun.size() > KEPT_MAX) {
            begun.values().removeIf(each -> each.end().isDone());
        }
        try {
            return begun.computeIfAbsent(name, any -> new Begun(threads.submit(work), System.nanoTime()));
        } catch (RejectedExecutionException e) {
            throw RoomFailed.underWay(where + " has " + WAITING_MAX + " pieces of work waiting already");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Work that was begun, and how it ends. */
    private record Begun(Future<?> end, long atNanos) {}
}
