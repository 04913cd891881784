package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import myidc.compute.AlertCommand.Alert;
import myidc.compute.AlertCommand.EndAlert;
import myidc.compute.AlertCommand.Measured;
import myidc.compute.AlertCommand.RaiseAlert;
import myidc.compute.AlertCommand.SetAlertLevels;
import myidc.compute.event.AlertEvent.AlertEnded;
import myidc.compute.event.AlertEvent.AlertLevelsSet;
import myidc.compute.event.AlertEvent.AlertRaised;
import myidc.compute.event.AlertLevels;
import myidc.shared.Check;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** Above what use of a guest its tenant is told, once until it ends. */
abstract class InstanceAlerts extends InstanceWatchdog {
    private static final int CPU_MAX = 4_800;
    private static final int NETWORK_MAX = 40_000;
    private static final int TRANSFER_MAX = 400;
    private static final int IO_MAX = 1_000_000;

    private Set<Alert> raised = new HashSet<>();
    private @Nullable AlertLevels levels;

    @CommandHandler
    void decide(SetAlertLevels command) {
        present();
        AlertLevels wanted = command.levels();
        Check.range("alerts.cpu", wanted.cpuPercent(), 0, CPU_MAX);
        Check.range("alerts.network_in", wanted.networkInMbps(), 0, NETWORK_MAX);
        Check.range("alerts.network_out", wanted.networkOutMbps(), 0, NETWORK_MAX);
        Check.range("alerts.transfer_quota", wanted.transferPercent(), 0, TRANSFER_MAX);
        Check.range("alerts.io", wanted.ioPerSecond(), 0, IO_MAX);
        if (!wanted.equals(levels)) {
            apply(new AlertLevelsSet(known(), wanted));
        }
    }

    @CommandHandler
    void decide(RaiseAlert command) {
        present();
        Measured measured = command.measured();
        if (!raised.contains(measured.alert())) {
            apply(new AlertRaised(
                    known(),
                    Objects.requireNonNull(tenant),
                    command.label(),
                    measured.alert().name(),
                    measured.value(),
                    measured.level()));
        }
    }

    @CommandHandler
    void decide(EndAlert command) {
        present();
        Measured measured = command.measured();
        if (raised.contains(measured.alert())) {
            apply(new AlertEnded(
                    known(),
                    Objects.requireNonNull(tenant),
                    command.label(),
                    measured.alert().name(),
                    measured.value(),
                    measured.level()));
        }
    }

    @EventSourcingHandler
    void evolve(AlertLevelsSet fact) {
        levels = fact.levels();
    }

    @EventSourcingHandler
    void evolve(AlertRaised fact) {
        raised.add(Alert.valueOf(fact.alert()));
    }

    @EventSourcingHandler
    void evolve(AlertEnded fact) {
        raised.remove(Alert.valueOf(fact.alert()));
    }
}
