package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import myidc.compute.HostCommand.ReportHostLost;
import myidc.compute.HostCommand.ReportHostReturned;
import myidc.compute.port.HostProbe;
import myidc.compute.port.HostProbe.Seen;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.reconcile.HostSights.Before;
import myidc.compute.reconcile.HostSights.Due;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.id.HostId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at each connected host now and then. One that gives no answer so many times in a row is lost, and takes no guests,
 * until it answers again; a host that an operator called lost stays so until an operator says otherwise. No look waits for
 * that of another host.
 */
@Singleton
final class HostWatch {
    private static final Logger LOG = Logger.getLogger(HostWatch.class);
    private static final Caller WATCH = Caller.program("host-watch");
    private static final int AT_ONCE = 64;
    private static final int KEPT_AT_ONCE = 8;
    private static final int CAUSE_MAX = 180;

    private final HostSights sights;
    private final HostProbe probe;
    private final Commands commands;
    private final DeletionsAgain deletions;
    private final RunsAfterAll starts;
    private final Watchdog watchdog;
    private final int everySeconds;
    private final int lostAfter;
    private final Apart<HostId> looks = new Apart<>();
    private final Apart<HostId> follows = new Apart<>();

    /** What many hosts are seen to be at the same time leaves connections for others. */
    private final Semaphore keeping = new Semaphore(KEPT_AT_ONCE, true);

    private volatile boolean stopping;

    HostWatch(
            HostSights sights,
            HostProbe probe,
            Commands commands,
            DeletionsAgain deletions,
            RunsAfterAll starts,
            Watchdog watchdog,
            @ConfigProperty(name = "myidc.libvirt.look-every-seconds", defaultValue = "15") int everySeconds,
            @ConfigProperty(name = "myidc.libvirt.lost-after", defaultValue = "3") int lostAfter) {
        this.sights = sights;
        this.probe = probe;
        this.commands = commands;
        this.deletions = deletions;
        this.starts = starts;
        this.watchdog = watchdog;
        this.everySeconds = everySeconds;
        this.lostAfter = lostAfter;
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        stopping = true;
        looks.stop();
        follows.stop();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        List<Due> due = List.of();
        do {
            due = stopping ? List.of() : sights.due(AT_ONCE, everySeconds);
            due.forEach(one -> looks.begin(one.host(), () -> look(one)));
        } while (due.size() == AT_ONCE);
    }

    private void look(Due due) {
        kept(due.host(), () -> seen(due).ifPresent(seen -> answered(due.host(), seen)));
    }

    private void kept(HostId host, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.errorf(e, "What was seen of %s could not be kept", host);
            }
        }
    }

    private Optional<Seen> seen(Due due) {
        try {
            return Optional.of(probe.look(due.uri()));
        } catch (RoomFailed e) {
            keep(() -> failed(due.host(), brief(String.valueOf(e.getMessage()))));
            return Optional.empty();
        }
    }

    private void answered(HostId host, Seen seen) {
        Before before = keep(() -> {
            Before known = sights.answered(host, seen);
            if (known.lost()) {
                tell(host, false, new ReportHostReturned(host));
            }
            return known;
        });
        if (before.silent()) {
            deletions.again(host);
        }
        // Guests are asked for one by one: a host that hangs meanwhile is seen to by the next looks.
        follows.begin(
                host,
                () -> kept(host, () -> {
                    starts.follow(host);
                    watchdog.follow(host);
                }));
    }

    /** What the book did not take is told again at the next look. */
    private void tell(HostId host, boolean lost, Object command) {
        try {
            commands.sendAs(WATCH, command);
        } catch (RuntimeException e) {
            sights.untold(host, lost);
            throw e;
        }
    }

    private boolean failed(HostId host, String cause) {
        boolean lost = sights.failed(host, cause, lostAfter);
        if (lost) {
            LOG.warnf("%s is lost: %s", host, cause);
            tell(host, true, new ReportHostLost(host, "no answer: " + cause));
        }
        return lost;
    }

    private <R> R keep(Supplier<R> work) {
        keeping.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            keeping.release();
        }
    }

    private static String brief(String cause) {
        return cause.length() <= CAUSE_MAX ? cause : cause.substring(0, CAUSE_MAX);
    }
}
