package myidc.api.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What a visitor is to see, written by a thread of its own, so that nobody who has something to show waits for a slow visitor. */
final class Outlet {
    private static final int MUCH_BYTES = 256 * 1_024;
    private static final int MOST_BYTES = 4 * 1_024 * 1_024;
    /** No piece that is shown is empty. */
    private static final byte[] END = {};

    private final OutputStream to;
    private final LinkedBlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Runnable drained;
    private final Runnable done;

    /**
     * @param drained told when there is room again after {@link #isFull}
     * @param done told when everything is written, or cannot be
     */
    Outlet(OutputStream to, Runnable drained, Runnable done) {
        this.to = to;
        this.drained = drained;
        this.done = done;
        Thread.ofVirtual().name("console-outlet").start(this::write);
    }

    /** False when so much waits that this piece is dropped. */
    boolean put(byte[] piece) {
        if (piece.length == 0 || broken.get()) {
            return true;
        }
        if (waiting.get() + piece.length > MOST_BYTES) {
            return false;
        }
        waiting.addAndGet(piece.length);
        return pieces.add(piece);
    }

    boolean put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isFull() {
        return waiting.get() > MUCH_BYTES;
    }

    /** Nothing comes after what waits. */
    void end() {
        pieces.add(END);
    }

    private void write() {
        try {
            for (byte[] piece = pieces.take(); piece.length > 0; piece = pieces.take()) {
                to.write(piece);
                to.flush();
                boolean full = isFull();
                waiting.addAndGet(-piece.length);
                if (full && !isFull()) {
                    drained.run();
                }
            }
        } catch (IOException e) {
            broken.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            done.run();
        }
    }
}
