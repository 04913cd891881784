package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import myidc.compute.reconcile.RoomLeases.Leased;
import myidc.compute.reconcile.RoomWork.Job;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the machine room match what was decided. One thread leases work, virtual threads do it, so many of them for each
 * host as are allowed.
 * It is woken after a commit and looks by itself now and then, so that a lost wake-up or another process's death costs
 * seconds, never a guest.
 */
@Singleton
final class GuestReconciler {
    private static final Logger LOG = Logger.getLogger(GuestReconciler.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** More than hosts have something to do at the same time, else they take turns. */
    private static final int LEASED_AT_ONCE = 512;

    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final RoomWork queue;
    private final RoomLeases leases;
    private final GuestWork work;
    private final RoomCalls calls;
    private final HostShares shares;
    private final Semaphore woken = new Semaphore(0);
    private final String worker = UUID.randomUUID().toString();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;
    private @Nullable Thread dispatcher;

    GuestReconciler(
            RoomWork queue,
            RoomLeases leases,
            GuestWork work,
            RoomCalls calls,
            @ConfigProperty(name = "myidc.room.workers-of-one-host", defaultValue = "8") int ofOneHost) {
        this.queue = queue;
        this.leases = leases;
        this.work = work;
        this.calls = calls;
        this.shares = new HostShares(ofOneHost);
    }

    /** After Axon, which the reports need. */
    void start(@Observes @Priority(5_000) StartupEvent event) {
        queue.onWork(() -> {
            if (woken.availablePermits() == 0) {
                woken.release();
            }
        });
        dispatcher = Thread.ofVirtual().name("room-dispatcher").start(this::dispatch);
    }

    /** Before Axon: what is under way is left as it is, another process or the next start goes on with it. */
    void stop(@Observes @Priority(100) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        woken.release();
        Thread running = dispatcher;
        if (running != null) {
            running.join(STOP_WITHIN);
        }
        workers.shutdownNow();
        if (!workers.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("Work for the machine room was left under way");
        }
    }

    @Scheduled(every = "3s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renew() {
        if (!stopping && shares.isAnyTaken()) {
            leases.renew(worker);
        }
    }

    @Scheduled(every = "30s", delayed = "0s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void heal() {
        if (!stopping && queue.heal() > 0) {
            woken.release();
        }
    }

    private void dispatch() {
        while (!stopping) {
            try {
                if (!leaseAndStart()) {
                    woken.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.error("Work for the machine room could not be leased", e);
                    pause();
                }
            }
        }
    }

    /** Whether there may be more to lease at once. */
    private boolean leaseAndStart() {
        List<Leased> jobs = leases.lease(worker, LEASED_AT_ONCE, shares);
        for (Leased job : jobs) {
            workers.execute(() -> run(job));
        }
        return !jobs.isEmpty();
    }

    private void run(Leased leased) {
        Job first = leased.job();
        try {
            calls.atDesk(() -> perform(first));
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.errorf(e, "Work for instance-%d ended in an error and will be tried again", first.instance());
                postpone(first, e);
            }
        } finally {
            shares.give(leased.share());
            woken.release();
        }
    }

    private void perform(Job first) {
        Optional<Job> job = Optional.of(first);
        while (job.isPresent() && !stopping) {
            job = work.perform(job.get()) ? leases.next(worker, first.instance()) : Optional.empty();
        }
    }

    private void postpone(Job job, RuntimeException e) {
        try {
            queue.postpone(job, LOOK_EVERY.toMillis(), String.valueOf(e.getMessage()));
        } catch (RuntimeException again) {
            LOG.debug("The lease runs out by itself", again);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
