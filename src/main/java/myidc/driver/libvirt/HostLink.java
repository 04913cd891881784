package myidc.driver.libvirt;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import myidc.compute.port.MachineRoom.RoomFailed;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * One host's connections, with threads of its own: a native call cannot be ended and holds its thread until the host
 * answers or the connection is found dead, so a host that hangs may take these few threads and nobody else's.
 */
final class HostLink implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING_MAX = 1_024;
    private static final int KEEP_ALIVE_SECONDS = 2;
    private static final int KEEP_ALIVE_TRIES = 3;

    /** How long a call may take while an earlier one, out of time, still holds a thread. */
    private static final Duration WHILE_HUNG = Duration.ofSeconds(3);

    private static final String IMITATED = "test:";

    private final String uri;
    private final Supplier<String> address;
    private final ThreadPoolExecutor threads;
    private final LengthyWork lengthy;
    private final ConcurrentHashMap<String, LengthyWork> between = new ConcurrentHashMap<>();
    private final AtomicInteger left = new AtomicInteger();
    private final Map<Object, OpenHost> open = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * For a host.
     *
     * @param uri what it is called in messages
     * @param address how libvirt is told of it, asked for at each opening
     */
    HostLink(String uri, Supplier<String> address) {
        this.uri = uri;
        this.address = address;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name("libvirt-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        this.lengthy = new LengthyWork(uri);
    }

    /**
     * Does work on the host and waits for it at most so long, and less while the host seems to hang.
     *
     * @throws RoomFailed when it failed, when time is over, or when too much waits for this host already
     */
    <R> R call(Duration limit, Work<R> work) {
        AtomicBoolean outOfTime = new AtomicBoolean();
        Duration allowed = left.get() > 0 && limit.compareTo(WHILE_HUNG) > 0 ? WHILE_HUNG : limit;
        Future<R> answer;
        try {
            answer = threads.submit(() -> {
                try {
                    return work.on(open());
                } finally {
                    ended(outOfTime);
                }
            });
        } catch (RejectedExecutionException e) {
            throw new RoomFailed(uri + " has " + WAITING_MAX + " calls waiting already", e);
        }
        try {
            return answer.get(allowed.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            leave(answer, outOfTime);
            throw new RoomFailed(uri + " gave no answer within " + allowed.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new RoomFailed("interrupted", e);
        }
    }

    /** A call that never began is taken out of the queue; one that did holds its thread until the host lets go of it. */
    private void leave(Future<?> answer, AtomicBoolean outOfTime) {
        if (threads.remove((Runnable) answer)) {
            return;
        }
        left.incrementAndGet();
        if (!outOfTime.compareAndSet(false, true)) {
            left.decrementAndGet();
        }
    }

    private void ended(AtomicBoolean outOfTime) {
        if (!outOfTime.compareAndSet(false, true)) {
            left.decrementAndGet();
        }
    }

    /**
     * Begins work that may take longer than a call, unless what bears its name is under way already, and waits for it at
     * most so long.
     *
     * @throws RoomFailed when it failed, and as under way when it goes on
     */
    void lengthy(String name, Duration limit, Work<?> work) {
        await(lengthy, name, limit, work);
    }

    /** The same with another host, which may hang: on threads of both together, so that either's own work goes on. */
    void lengthyWith(HostLink other, String name, Duration limit, Work<?> work) {
        await(between.computeIfAbsent(other.uri, any -> new LengthyWork(uri)), name, limit, work);
    }

    private void await(LengthyWork where, String name, Duration limit, Work<?> work) {
        try {
            where.await(name, limit, () -> work.on(open()));
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /** The connection itself, for what is done with two hosts at once on a thread of the other's. */
    Connect connected() throws LibvirtException {
        return open();
    }

    private RoomFailed failed(Throwable cause) {
        return cause instanceof RoomFailed known ? known : new RoomFailed(uri + ": " + cause.getMessage(), cause);
    }

    /**
     * Each thread has its own connection: two calls at once on one that hangs can end the whole process within libvirt's
     * client (seen with libvirt 9.0). An imitated host is there once for each connection, so that it has one. A dead one is
     * left to the collector.
     */
    private OpenHost open() throws LibvirtException {
        return uri.startsWith(IMITATED) ? only() : of(Thread.currentThread());
    }

    private synchronized OpenHost only() throws LibvirtException {
        return of(this);
    }

    private OpenHost of(Object user) throws LibvirtException {
        OpenHost known = open.get(user);
        if (known != null && known.isAlive()) {
            return known;
        }
        OpenHost fresh = dial();
        open.put(user, fresh);
        return fresh;
    }

    /** A connection that nobody else uses. */
    OpenHost dial() throws LibvirtException {
        EventLoop.start();
        OpenHost fresh = new OpenHost(address.get());
        keepAlive(fresh);
        return fresh;
    }

    /** Only a connection to a libvirt that runs elsewhere can go dead. */
    private static void keepAlive(Connect fresh) throws LibvirtException {
        try {
            fresh.setKeepAlive(KEEP_ALIVE_SECONDS, KEEP_ALIVE_TRIES);
        } catch (LibvirtException e) {
            if (LibvirtRoom.code(e) != ErrorNumber.VIR_ERR_NO_SUPPORT) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        lengthy.close();
        between.values().forEach(LengthyWork::close);
    }

    /** Something to do on a connected host. */
    interface Work<R> {
        R on(Connect host) throws LibvirtException;
    }
}
