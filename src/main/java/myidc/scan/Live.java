package myidc.scan;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What workers and those who watch them share: how far it is, how fast it may go, whether to stop. */
final class Live {
    private static final long SECOND = 1_000_000_000L;
    private static final long NAP_MOST = SECOND / 10;

    private final long throttleBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong freeAt = new AtomicLong(System.nanoTime());
    private volatile boolean stopped;

    Live(long throttleBytes) {
        this.throttleBytes = throttleBytes;
    }

    void advanced(long by) {
        bytes.addAndGet(by);
    }

    long bytes() {
        return bytes.get();
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Waits until so many bytes may be read: each read begins where the time of those before it ends. */
    void throttle(int wanted) {
        if (throttleBytes == 0) {
            return;
        }
        long takes = wanted * SECOND / throttleBytes;
        long now = System.nanoTime();
        long begins = freeAt.getAndUpdate(free -> Math.max(free, now) + takes);
        for (long rest = begins - now; rest > 0 && !stopped; rest = begins - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(rest, NAP_MOST));
        }
    }
}
