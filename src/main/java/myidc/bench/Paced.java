package myidc.bench;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks so many times a second, whether or not what was asked before is answered, and measures each from the moment it was
 * due: one who waits in a queue waits too.
 */
final class Paced {
    private static final int AT_ONCE_MAX = 32;
    private static final long WAIT_SECONDS = 120;

    private Paced() {}

    /** Milliseconds, ascending. */
    static double[] millis(int times, int perSecond, Runnable question) {
        double[] millis = new double[times];
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        CountDownLatch left = new CountDownLatch(times);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE_MAX)) {
            long begun = System.nanoTime();
            for (int at = 0; at < times; at++) {
                int number = at;
                long due = begun + 1_000_000_000L * at / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                threads.execute(() -> {
                    try {
                        question.run();
                        millis[number] = (System.nanoTime() - due) / 1e6;
                    } catch (RuntimeException e) {
                        failed.set(e);
                    } finally {
                        left.countDown();
                    }
                });
            }
            if (!left.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not all were answered within " + WAIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted", e);
        }
        RuntimeException failure = failed.get();
        if (failure != null) {
            throw failure;
        }
        Arrays.sort(millis);
        return millis;
    }
}
