package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import myidc.compute.port.MachineRoom.RoomFailed;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls of the machine room, each within its time. */
@Singleton
class RoomCalls {
    private final Duration limit;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    RoomCalls(@ConfigProperty(name = "myidc.room.call-limit", defaultValue = "60s") Duration limit) {
        this.limit = limit;
    }

    void call(Runnable deed) {
        within(() -> {
            deed.run();
            return Boolean.TRUE;
        });
    }

    /** A native call cannot be ended, so it is left behind when its time is over. */
    <R> R within(Callable<R> call) {
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
