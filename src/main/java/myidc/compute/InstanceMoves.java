package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import myidc.compute.MigrationCommand.ConfirmMigrated;
import myidc.compute.MigrationCommand.MigrateInstance;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.MigrationEvent.InstanceMigrated;
import myidc.compute.event.MigrationEvent.InstanceMigrationFailed;
import myidc.compute.event.MigrationEvent.InstanceMigrationRequested;
import myidc.compute.event.MigrationEvent.Place;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** Where a guest is. It goes to another host running where the room can do that, and is switched off for it and on again otherwise. */
abstract class InstanceMoves extends InstanceBackups {
    @Nullable
    Place origin;

    @Nullable
    Place goal;

    @CommandHandler
    void decide(MigrateInstance command) {
        movable(command.to());
        apply(new InstanceMigrationRequested(
                known(), command.from(), command.to(), command.candidates(), command.weighed()));
    }

    void movable(Place to) {
        still();
        unproposed();
        if (to.hostId().equals(host)) {
            throw unfit("Linode " + known().value() + " is on " + host + " already.");
        }
    }

    @CommandHandler
    void decide(ConfirmMigrated command) {
        Place to = goal;
        Place from = origin;
        if (state == InstanceState.MIGRATING && to != null && from != null) {
            boolean ran = bootWanted;
            long disk = Objects.requireNonNull(size).diskMb();
            apply(new InstanceMigrated(
                    known(), owner(), label, Objects.requireNonNull(size).plan(), disk, from, to));
            if (ran) {
                apply(new InstanceBootRequested(known()));
            }
        }
    }

    void migrationFailed(String cause) {
        boolean ran = bootWanted;
        apply(new InstanceMigrationFailed(known(), Objects.requireNonNull(goal), cause));
        if (ran) {
            apply(new InstanceBootRequested(known()));
        }
    }

    @EventSourcingHandler
    void evolve(InstanceMigrationRequested fact) {
        origin = fact.from();
        goal = fact.to();
        bootWanted = state == InstanceState.RUNNING;
        state = InstanceState.MIGRATING;
    }

    @EventSourcingHandler
    void evolve(InstanceMigrated fact) {
        host = fact.to().hostId();
        pool = fact.to().poolId();
        region = fact.to().region();
        goal = null;
        origin = null;
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceMigrationFailed fact) {
        goal = null;
        origin = null;
        state = InstanceState.OFFLINE;
    }
}
