package myidc.platform.axon;

import io.quarkus.scheduler.spi.JobInstrumenter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Knows which scheduled work is under way, so that a portal that ends lets it finish before Axon and the database go. */
@Singleton
public final class ScheduledWork implements JobInstrumenter {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int running;
    private volatile boolean ending;

    @Override
    public CompletionStage<Void> instrument(JobInstrumentationContext context) {
        count(1);
        try {
            return context.executeJob().whenComplete((nothing, failure) -> count(-1));
        } catch (RuntimeException e) {
            count(-1);
            throw e;
        }
    }

    /** True once the portal ends: work of many parts stops before its next part and goes on after the next start. */
    public boolean ending() {
        return ending;
    }

    /** Tells all work to come to its end and waits for that, at most so long; whether all of it ended. */
    boolean end(Duration atMost) {
        ending = true;
        long nanosLeft = atMost.toNanos();
        lock.lock();
        try {
            while (running > 0 && nanosLeft > 0) {
                nanosLeft = idle.awaitNanos(nanosLeft);
            }
            return running == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void count(int more) {
        lock.lock();
        try {
            running += more;
            if (running == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
