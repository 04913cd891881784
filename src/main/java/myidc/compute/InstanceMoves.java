package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import myidc.compute.MigrationCommand.ConfirmMigrated;
import myidc.compute.MigrationCommand.MigrateInstance;
import myidc.compute.WeighingCommand.KeepWeighing;
import myidc.compute.event.GrowthEvent.FollowingDiskChosen;
import myidc.compute.event.GrowthEvent.GrowthAsked;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.InstanceEvent.InstanceResizeRequested;
import myidc.compute.event.InstanceEvent.WarmResizeAsked;
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

    @CommandHandler
    void decide(KeepWeighing command) {
        apply(command.weighed());
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
            GrowthAsked grows = growth;
            long disk = Objects.requireNonNull(size).diskMb();
            apply(new InstanceMigrated(
                    known(), owner(), label, Objects.requireNonNull(size).plan(), disk, from, to));
            if (grows != null && !(ran && grows.warm())) {
                resize(grows);
            } else if (ran) {
                apply(new InstanceBootRequested(known()));
            }
        }
    }

    /** What a resize makes of the guest's disks. */
    List<GuestDisk> resized(GuestSize wanted, boolean diskFollows) {
        Optional<GuestDisk> follower = follower(wanted, diskFollows);
        return follower.isPresent() ? GuestDisk.with(disks(), follower.get()) : disks();
    }

    private Optional<GuestDisk> follower(GuestSize wanted, boolean diskFollows) {
        long before = Objects.requireNonNull(size).diskMb();
        return diskFollows ? GuestDisk.follower(disks(), before, wanted.diskMb()) : Optional.empty();
    }

    void resize(GrowthAsked asked) {
        GuestSize wanted = asked.size();
        boolean warm = asked.warm() && state == InstanceState.RUNNING && wanted.holds(Objects.requireNonNull(size));
        Optional<GuestDisk> follower = follower(wanted, asked.diskFollows());
        apply(new InstanceResizeRequested(known(), wanted));
        apply(new FollowingDiskChosen(
                known(),
                follower.map(GuestDisk::diskId).orElse(null),
                follower.map(GuestDisk::sizeMb).orElse(0L)));
        if (warm) {
            apply(new WarmResizeAsked(known()));
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
        growth = null;
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
        growth = null;
        goal = null;
        origin = null;
        state = InstanceState.OFFLINE;
    }
}
