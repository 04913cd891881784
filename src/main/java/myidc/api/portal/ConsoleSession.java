package myidc.api.portal;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import myidc.compute.port.GuestConsoles.Line;
import myidc.compute.port.GuestConsoles.Viewer;
import myidc.compute.port.MachineRoom.RoomFailed;
import org.jspecify.annotations.Nullable;

/** One console between a socket and a guest; neither side can be flooded by the other. */
final class ConsoleSession implements Viewer, AutoCloseable {
    private static final int PIECES_WAITING = 64;
    private static final int PIECES_WAITING_MAX = 4_096;
    private static final Duration PINGED_EVERY = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final WorkerExecutor waiting;
    private final ServerWebSocket socket;
    private final Duration idle;
    private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>(PIECES_WAITING_MAX);
    private final AtomicLong typedLast = new AtomicLong(System.nanoTime());
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile @Nullable Line line;
    private volatile @Nullable Thread typist;

    ConsoleSession(Vertx vertx, WorkerExecutor waiting, ServerWebSocket socket, Duration idle) {
        this.vertx = vertx;
        this.waiting = waiting;
        this.socket = socket;
        this.idle = idle;
        socket.handler(this::take);
    }

    /** From now on what is typed reaches the guest. */
    void attach(Line opened) {
        line = opened;
        if (over.get()) {
            waiting.executeBlocking(this::shut, false);
            return;
        }
        typist = Thread.ofVirtual().name("console").start(() -> type(opened));
        vertx.setPeriodic(PINGED_EVERY.toMillis(), this::ping);
    }

    private void ping(long timer) {
        if (over.get() || socket.isClosed()) {
            vertx.cancelTimer(timer);
        } else if (System.nanoTime() - typedLast.get() > idle.toNanos()) {
            ended("Nothing was typed for " + idle.toMinutes() + " minutes");
        } else {
            socket.writePing(Buffer.buffer("."));
        }
    }

    private void take(Buffer piece) {
        typedLast.set(System.nanoTime());
        if (!typed.offer(piece.getBytes())) {
            ended("More was typed than the machine takes");
        } else if (typed.size() >= PIECES_WAITING && paused.compareAndSet(false, true)) {
            socket.pause();
        }
    }

    private void type(Line to) {
        try {
            while (!over.get()) {
                byte[] piece = typed.poll(1, TimeUnit.SECONDS);
                if (piece != null) {
                    to.type(piece);
                }
                if (typed.isEmpty() && paused.compareAndSet(true, false)) {
                    socket.resume();
                }
            }
        } catch (RoomFailed e) {
            ended(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void bytes(byte[] piece) {
        if (over.get() || socket.isClosed()) {
            return;
        }
        socket.writeBinaryMessage(Buffer.buffer(piece));
        Line from = line;
        if (from != null && socket.writeQueueFull()) {
            from.hold(true);
            socket.drainHandler(drained -> from.hold(false));
        }
    }

    @Override
    public void ended(String why) {
        ConsoleSockets.ended(socket, why);
    }

    /** As {@link #close}, for a thread that may wait. */
    boolean shut() {
        close();
        return true;
    }

    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            Thread busy = typist;
            if (busy != null) {
                busy.interrupt();
            }
        }
        Line opened = line;
        if (opened != null) {
            opened.close();
        }
    }
}
