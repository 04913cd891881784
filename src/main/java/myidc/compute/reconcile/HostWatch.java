package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import myidc.compute.HostCommand.ReportHostLost;
import myidc.compute.HostCommand.ReportHostReturned;
import myidc.compute.port.HostProbe;
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
 * until it answers again; a host that an operator called lost stays so until an operator says otherwise.
 */
@Singleton
final class HostWatch {
    private static final Logger LOG = Logger.getLogger(HostWatch.class);
    private static final Caller WATCH = Caller.program("host-watch");
    private static final int AT_ONCE = 64;
    private static final int CAUSE_MAX = 180;

    private final HostSights sights;
    private final HostProbe probe;
    private final Commands commands;
    private final DeletionsAgain deletions;
    private final RunsAfterAll starts;
    private final Watchdog watchdog;
    private final int everySeconds;
    private final int lostAfter;
    private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
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
        looks.shutdownNow();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() throws InterruptedException {
        List<Due> due = stopping ? List.of() : sights.due(AT_ONCE, everySeconds);
        List<Future<?>> begun = new ArrayList<>();
        due.forEach(one -> begun.add(looks.submit(() -> look(one))));
        for (Future<?> one : begun) {
            try {
                one.get();
            } catch (ExecutionException e) {
                if (!stopping) {
                    LOG.error("What was seen of a host could not be kept", e.getCause());
                }
            }
        }
    }

    private void look(Due due) {
        HostId host = due.host();
        try {
            Before before = sights.answered(host, probe.look(due.uri()));
            if (before.lost()) {
                commands.sendAs(WATCH, new ReportHostReturned(host));
            }
            if (before.silent()) {
                deletions.again(host);
            }
            starts.follow(host);
            watchdog.follow(host);
        } catch (RoomFailed e) {
            String cause = brief(String.valueOf(e.getMessage()));
            if (sights.failed(host, cause, lostAfter)) {
                LOG.warnf("%s is lost: %s", host, cause);
                commands.sendAs(WATCH, new ReportHostLost(host, "no answer: " + cause));
            }
        }
    }

    private static String brief(String cause) {
        return cause.length() <= CAUSE_MAX ? cause : cause.substring(0, CAUSE_MAX);
    }
}
