package myidc.compute.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.reconcile.Wishes.Wish;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import org.jboss.logging.Logger;

/**
 * Works off wishes, so many of each host at once, and tells the book; few reports run at once, so that connections are left.
 */
final class Crew {
    private static final Logger LOG = Logger.getLogger(Crew.class);
    private static final Caller RECONCILER = Caller.program("reconciler");
    private static final int OF_ONE_HOST = 4;

    /** More than hosts have something to do at the same time, else they take turns. */
    private static final int LEASED_AT_ONCE = 512;

    private static final int REPORTS_AT_ONCE = 4;
    private static final int DOUBLINGS_MAX = 6;

    private final Wishes wishes;
    private final RoomCalls calls;
    private final Commands commands;
    private final int attemptsMax;
    private final Duration retryPause;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HostShares shares = new HostShares(OF_ONE_HOST);
    private final Semaphore reports = new Semaphore(REPORTS_AT_ONCE);
    private volatile boolean stopping;

    Crew(Wishes wishes, RoomCalls calls, Commands commands, int attemptsMax, Duration retryPause) {
        this.wishes = wishes;
        this.calls = calls;
        this.commands = commands;
        this.attemptsMax = attemptsMax;
        this.retryPause = retryPause;
    }

    void stop() {
        stopping = true;
        workers.shutdownNow();
    }

    /** Begins what is due, as far as hosts have hands left for it; what hangs is not waited for. */
    void work(Consumer<Wish> each) {
        List<Wish> due = List.of();
        do {
            due = stopping ? List.of() : wishes.lease(LEASED_AT_ONCE, shares);
            due.forEach(wish -> workers.execute(() -> perform(wish, each)));
        } while (due.size() == LEASED_AT_ONCE);
    }

    private void perform(Wish wish, Consumer<Wish> each) {
        try {
            calls.atDesk(() -> each.accept(wish));
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.error("Work for the machine room ended in an error and will be tried again", e);
            }
        } finally {
            shares.give(wish.share());
        }
    }

    void report(Object command) {
        reports.acquireUninterruptibly();
        try {
            commands.sendAs(RECONCILER, command);
        } finally {
            reports.release();
        }
    }

    /** Whether this was the attempt after which a failure is reported. */
    boolean isLast(Wish wish, RoomFailed failed) {
        return !failed.isUnderWay() && wish.attempts() == attemptsMax;
    }

    /** Tries again after a pause that grows with each attempt; what the room is still at counts as none. */
    void again(Wish wish, RoomFailed failed) {
        String cause = String.valueOf(failed.getMessage());
        if (failed.isUnderWay()) {
            await(wish, cause);
            return;
        }
        int doublings = Math.min(wish.attempts() - 1, DOUBLINGS_MAX);
        wishes.postpone(wish, retryPause.toMillis() << doublings, cause);
    }

    /** Waits for something else to be done first. */
    void await(Wish wish, String cause) {
        wishes.await(wish, retryPause.toMillis(), cause);
    }
}
