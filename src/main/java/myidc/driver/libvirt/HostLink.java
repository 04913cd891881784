package myidc.driver.libvirt;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import myidc.compute.port.MachineRoom.RoomFailed;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * One host's connection, with threads of its own: a native call cannot be ended and holds its thread until the host
 * answers or the connection is found dead, so a host that hangs may take these few threads and nobody else's.
 */
final class HostLink implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING_MAX = 64;
    private static final int KEEP_ALIVE_SECONDS = 2;
    private static final int KEEP_ALIVE_TRIES = 3;

    private final String uri;
    private final ThreadPoolExecutor threads;
    private @Nullable Connect connect;

    HostLink(String uri) {
        this.uri = uri;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name("libvirt-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Does work on the host and waits for it at most so long.
     *
     * @throws RoomFailed when it failed, when time is over, or when too much waits for this host already
     */
    <R> R call(Duration limit, Work<R> work) {
        Future<R> answer;
        try {
            answer = threads.submit(() -> work.on(open()));
        } catch (RejectedExecutionException e) {
            throw new RoomFailed(uri + " has " + WAITING_MAX + " calls waiting already", e);
        }
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RoomFailed(uri + " gave no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new RoomFailed("interrupted", e);
        }
    }

    private RoomFailed failed(Throwable cause) {
        return cause instanceof RoomFailed known ? known : new RoomFailed(uri + ": " + cause.getMessage(), cause);
    }

    /** A dead connection is left to the collector: other threads may still be in it. */
    private synchronized Connect open() throws LibvirtException {
        Connect known = connect;
        if (known != null && known.isAlive()) {
            return known;
        }
        EventLoop.start();
        Connect fresh = new Connect(uri);
        keepAlive(fresh);
        connect = fresh;
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
    }

    /** Something to do on a connected host. */
    interface Work<R> {
        R on(Connect host) throws LibvirtException;
    }
}
