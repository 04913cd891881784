package myidc.compute.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import myidc.compute.placement.ApprovalDesk;
import myidc.compute.read.ApprovalView;
import myidc.compute.read.Approvals;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import org.jboss.logging.Logger;

/** Refuses what no operator decided in time. */
@Singleton
final class ApprovalWatch {
    private static final Logger LOG = Logger.getLogger(ApprovalWatch.class);
    private static final Caller WATCH = Caller.program("approval-watch");
    private static final int AT_ONCE = 100;

    private final Commands commands;
    private final CurrentCaller callers;
    private final Approvals approvals;
    private final ApprovalDesk desk;
    private final Clock clock;

    ApprovalWatch(Commands commands, CurrentCaller callers, Approvals approvals, ApprovalDesk desk, Clock clock) {
        this.commands = commands;
        this.callers = callers;
        this.approvals = approvals;
        this.desk = desk;
        this.clock = clock;
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        approvals.overdue(clock.instant(), AT_ONCE).forEach(this::refuse);
    }

    private void refuse(ApprovalView waits) {
        try {
            callers.runAs(
                    WATCH,
                    () -> commands.perform(
                            () -> desk.refuse(waits, "nobody decided until " + waits.endsAt, true),
                            () -> Boolean.TRUE));
        } catch (Refused refused) {
            LOG.infof("%s was decided meanwhile: %s", waits.approval(), refused.getMessage());
        }
    }
}
