package myidc.compute.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import myidc.compute.TransferCommand;
import myidc.compute.TransferCommand.ReportTransferFailed;
import myidc.compute.TransferCommand.ReportTransferStale;
import myidc.compute.read.Transfers;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.Refused;
import org.jboss.logging.Logger;

/** Ends offers of machines that nobody accepted in time, and those whose machines are gone. */
@Singleton
final class TransferWatch {
    private static final Logger LOG = Logger.getLogger(TransferWatch.class);
    private static final Caller WATCH = Caller.program("transfer-watch");

    private final Commands commands;
    private final Transfers transfers;
    private final Clock clock;

    TransferWatch(Commands commands, Transfers transfers, Clock clock) {
        this.commands = commands;
        this.transfers = transfers;
        this.clock = clock;
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        report(transfers.overdue(clock.instant()).stream()
                .map(ReportTransferStale::new)
                .toList());
        report(transfers.orphaned().stream()
                .map(id -> new ReportTransferFailed(id, "a machine is not in the account any more"))
                .toList());
    }

    private void report(List<? extends TransferCommand> commandsToSend) {
        for (TransferCommand command : commandsToSend) {
            try {
                commands.sendAs(WATCH, command);
            } catch (Refused refused) {
                LOG.infof("%s: %s", command.transferId(), refused.getMessage());
            }
        }
    }
}
