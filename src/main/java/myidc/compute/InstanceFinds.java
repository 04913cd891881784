package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import myidc.compute.FoundCommand.ConfirmDeviationsUndone;
import myidc.compute.FoundCommand.ConfirmRestoredGuest;
import myidc.compute.FoundCommand.FollowFound;
import myidc.compute.FoundCommand.LeaveDeviations;
import myidc.compute.FoundCommand.Seen;
import myidc.compute.FoundCommand.SetDiskEncryption;
import myidc.compute.FoundCommand.SetMaintenancePolicy;
import myidc.compute.FoundCommand.SetStartPriority;
import myidc.compute.event.FoundEvent.DeviationsLeft;
import myidc.compute.event.FoundEvent.DeviationsUndone;
import myidc.compute.event.FoundEvent.DiskEncryptionSet;
import myidc.compute.event.FoundEvent.GuestFound;
import myidc.compute.event.FoundEvent.GuestRestored;
import myidc.compute.event.FoundEvent.MaintenancePolicySet;
import myidc.compute.event.FoundEvent.StartPrioritySet;
import myidc.platform.db.Claims;
import myidc.shared.Check;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** What was done to a guest behind the book's back, once somebody lets the book follow. */
abstract class InstanceFinds extends InstanceAlerts {
    private static final int PRIORITY_MAX = 100;

    int startPriority;
    private MaintenancePolicy policy = MaintenancePolicy.MIGRATE;
    private boolean encrypted;

    abstract void gone(Claims claims);

    @CommandHandler
    void decide(FollowFound command, Claims claims) {
        still();
        boolean runs = state == InstanceState.RUNNING;
        Seen seen = command.seen();
        if (seen == (runs ? Seen.RUNNING : Seen.OFF)) {
            return;
        }
        apply(new GuestFound(known(), Objects.requireNonNull(host), state.name(), seen.name()));
        if (seen == Seen.ABSENT) {
            withdraw();
            gone(claims);
        }
    }

    @CommandHandler
    void decide(ConfirmRestoredGuest command) {
        still();
        apply(new GuestRestored(known(), Objects.requireNonNull(host)));
    }

    @CommandHandler
    void decide(LeaveDeviations command) {
        still();
        apply(new DeviationsLeft(known(), Objects.requireNonNull(host), command.deviations()));
    }

    @CommandHandler
    void decide(ConfirmDeviationsUndone command) {
        still();
        apply(new DeviationsUndone(known(), Objects.requireNonNull(host), command.deviations()));
    }

    @CommandHandler
    void decide(SetStartPriority command) {
        present();
        int wanted = Check.range("priority", command.priority(), 0, PRIORITY_MAX);
        if (wanted != startPriority) {
            apply(new StartPrioritySet(known(), wanted));
        }
    }

    @CommandHandler
    void decide(SetMaintenancePolicy command) {
        present();
        if (command.policy() != policy) {
            apply(new MaintenancePolicySet(known(), command.policy().name()));
        }
    }

    @CommandHandler
    void decide(SetDiskEncryption command) {
        present();
        if (command.encrypted() != encrypted) {
            apply(new DiskEncryptionSet(known(), command.encrypted()));
        }
    }

    @EventSourcingHandler
    void evolve(DiskEncryptionSet fact) {
        encrypted = fact.encrypted();
    }

    @EventSourcingHandler
    void evolve(MaintenancePolicySet fact) {
        policy = MaintenancePolicy.valueOf(fact.policy());
    }

    @EventSourcingHandler
    void evolve(GuestFound fact) {
        state = fact.seen().equals("RUNNING") ? InstanceState.RUNNING : InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(GuestRestored fact) {
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(StartPrioritySet fact) {
        startPriority = fact.priority();
    }
}
