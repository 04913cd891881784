package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import myidc.compute.port.MachineRoom.RoomFailed;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls of the machine room, each within its time. Of what waits for hosts there may be any number; few pieces of work are at
 * the desk meanwhile, which is everything else they do, so that connections to the database are left for others.
 */
@Singleton
class RoomCalls {
    private static final int AT_DESK = 24;
    private static final ScopedValue<Boolean> HAS_DESK = ScopedValue.newInstance();

    private final Duration limit;
    private final Semaphore desks = new Semaphore(AT_DESK, true);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    RoomCalls(@ConfigProperty(name = "myidc.room.call-limit", defaultValue = "60s") Duration limit) {
        this.limit = limit;
    }

    /** Does work that calls the room; it waits here for a desk, and calls without one. */
    void atDesk(Runnable work) {
        desks.acquireUninterruptibly();
        try {
            ScopedValue.where(HAS_DESK, Boolean.TRUE).run(work);
        } finally {
            desks.release();
        }
    }

    void call(Runnable deed) {
        within(() -> {
            deed.run();
            return Boolean.TRUE;
        });
    }

    <R> R within(Callable<R> call) {
        if (!HAS_DESK.isBound()) {
            return answered(call);
        }
        desks.release();
        try {
            return answered(call);
        } finally {
            desks.acquireUninterruptibly();
        }
    }

    /** A native call cannot be ended, so it is left behind when its time is over. */
    private <R> R answered(Callable<R> call) {
        Future<R> answer = calls.submit(call);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RoomFailed("no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RoomFailed failed) {
                throw failed;
            }
            throw new RoomFailed("unexpected: " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The portal is stopping", e);
        }
    }
}
