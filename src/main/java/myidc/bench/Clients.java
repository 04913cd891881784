package myidc.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** A fixed number of clients, each in a thread, repeating one transaction for as long as a round takes. */
final class Clients implements AutoCloseable {
    private final int count;
    private final ExecutorService threads;

    Clients(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    int count() {
        return count;
    }

    /** Runs each client's transaction again and again for the given time. */
    Round repeat(Duration time, IntFunction<? extends Transaction> ofClient) {
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        List<Callable<long[]>> work = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int client = i;
            work.add(() -> {
                try (Transaction transaction = ofClient.apply(client)) {
                    return until(end, transaction);
                }
            });
        }
        long[] nanos =
                Arrays.stream(all(work)).flatMapToLong(Arrays::stream).sorted().toArray();
        return Round.of(nanos.length / ((System.nanoTime() - begun) / 1e9), nanos);
    }

    private long[][] all(List<Callable<long[]>> work) {
        try {
            List<long[]> results = new ArrayList<>();
            for (Future<long[]> one : threads.invokeAll(work)) {
                results.add(one.get());
            }
            return results.toArray(long[][]::new);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client failed", e.getCause());
        }
    }

    private static long[] until(long end, Transaction transaction) throws Exception {
        long[] nanos = new long[1 << 10];
        int done = 0;
        for (long before = System.nanoTime(); before < end; done++) {
            transaction.run();
            long after = System.nanoTime();
            if (done == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * done);
            }
            nanos[done] = after - before;
            before = after;
        }
        return Arrays.copyOf(nanos, done);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What one client repeats; closed at the end of the round. */
    interface Transaction extends AutoCloseable {
        void run() throws Exception;

        @Override
        default void close() throws SQLException {}
    }

    /** What a round measured: transactions per second, and how long the middle one and the slow ones took. */
    record Round(double perSecond, double p50Ms, double p99Ms) {
        static Round of(double perSecond, long[] sortedNanos) {
            return new Round(perSecond, ms(sortedNanos, 50), ms(sortedNanos, 99));
        }

        private static double ms(long[] sortedNanos, int percent) {
            return sortedNanos.length == 0
                    ? Double.NaN
                    : sortedNanos[(int) ((sortedNanos.length - 1L) * percent / 100)] / 1e6;
        }
    }
}
