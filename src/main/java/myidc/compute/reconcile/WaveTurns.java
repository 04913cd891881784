package myidc.compute.reconcile;

import jakarta.inject.Singleton;
import java.util.Set;
import myidc.compute.ComputeRefusal;
import myidc.compute.FoundCommand.FollowFound;
import myidc.compute.FoundCommand.Seen;
import myidc.compute.InstanceCommand.BootInstance;
import myidc.compute.InstanceCommand.ShutDownInstance;
import myidc.compute.InstanceState;
import myidc.compute.MaintenancePolicy;
import myidc.compute.WaveCommand.BeginWaveGuest;
import myidc.compute.WaveCommand.Deed;
import myidc.compute.WaveCommand.Outcome;
import myidc.compute.placement.InstanceMigration;
import myidc.compute.placement.InstanceMigration.Goal;
import myidc.compute.port.MachineRoom;
import myidc.compute.port.MachineRoom.Power;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Waves.Turn;
import myidc.compute.read.Waves.Wave;
import myidc.compute.reconcile.WaveRunner.Ended;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refusal;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.SiteId;
import myidc.shared.id.WaveId;
import org.jspecify.annotations.Nullable;

/** What a guest's turn in a wave is: how it begins, and by what one sees that it is over. */
@Singleton
final class WaveTurns {
    private static final Caller WAVES = Caller.program("waves");
    private static final Set<Refusal> PASSING =
            Set.of(ComputeRefusal.INSTANCE_BUSY, CommonRefusal.BUSY, ComputeRefusal.WAVE_STATE);
    private static final Ended DONE = new Ended(Outcome.DONE, null);

    private final Commands commands;
    private final CurrentCaller callers;
    private final InstanceMigration migration;
    private final MachineRoom room;
    private final RoomCalls calls;

    WaveTurns(
            Commands commands, CurrentCaller callers, InstanceMigration migration, MachineRoom room, RoomCalls calls) {
        this.commands = commands;
        this.callers = callers;
        this.migration = migration;
        this.room = room;
        this.calls = calls;
    }

    /** Whether what was refused may be done a little later. */
    boolean mayPass(Refused refused) {
        return PASSING.contains(refused.refusal());
    }

    /** How the turn ended; null while it lasts. */
    @Nullable
    Ended ended(Wave wave, Turn turn, @Nullable InstanceView guest) {
        if (guest == null) {
            return new Ended(Outcome.LEFT_OUT, "it was deleted");
        }
        if (InstanceState.valueOf(guest.status).inTransition()) {
            return null;
        }
        boolean reached = switch (Deed.valueOf(wave.deed())) {
            case MIGRATE -> isElsewhere(guest, turn);
            case STOP -> guest.status.equals("OFFLINE");
            case BY_POLICY -> isElsewhere(guest, turn) || (stays(guest) && guest.status.equals("OFFLINE"));
            case BOOT -> guest.status.equals("RUNNING");
        };
        return reached ? DONE : new Ended(Outcome.FAILED, String.valueOf(guest.failure));
    }

    /** Begins it; how it ended when there was nothing to do. */
    @Nullable
    Ended begin(Wave wave, Turn turn, @Nullable InstanceView guest) {
        if (guest == null) {
            return new Ended(Outcome.LEFT_OUT, "it was deleted");
        }
        if (isElsewhere(guest, turn)) {
            return new Ended(Outcome.LEFT_OUT, "it is on another host");
        }
        return switch (Deed.valueOf(wave.deed())) {
            case MIGRATE -> migrate(wave, turn, guest);
            case STOP -> stop(wave, guest);
            case BY_POLICY -> stays(guest) ? stop(wave, guest) : migrate(wave, turn, guest);
            case BOOT -> boot(wave, turn, guest);
        };
    }

    private @Nullable Ended migrate(Wave wave, Turn turn, InstanceView guest) {
        Long goal = turn.goalId();
        Goal where = new Goal(new SiteId(guest.siteId), guest.region, false, goal == null ? null : new HostId(goal));
        callers.runAs(WAVES, () -> migration.begin(guest, where, () -> commands.send(begun(wave, guest))));
        return null;
    }

    private @Nullable Ended stop(Wave wave, InstanceView guest) {
        if (guest.status.equals("OFFLINE")) {
            return DONE;
        }
        perform(() -> {
            commands.send(begun(wave, guest));
            commands.send(new ShutDownInstance(new InstanceId(guest.id)));
        });
        return null;
    }

    /** The book says of a guest that lost its power that it runs; it follows before the guest starts. */
    private @Nullable Ended boot(Wave wave, Turn turn, InstanceView guest) {
        InstanceId id = new InstanceId(guest.id);
        Power power;
        try {
            power = calls.within(() -> room.state(new HostId(turn.hostId()), id));
        } catch (RoomFailed e) {
            return new Ended(Outcome.FAILED, String.valueOf(e.getMessage()));
        }
        if (power == Power.RUNNING) {
            return new Ended(Outcome.LEFT_OUT, "it runs already");
        }
        if (power == Power.ABSENT) {
            return new Ended(Outcome.FAILED, "it is not on its host any more");
        }
        perform(() -> {
            commands.send(begun(wave, guest));
            commands.send(new FollowFound(id, Seen.OFF));
            commands.send(new BootInstance(id, null));
        });
        return null;
    }

    private void perform(Runnable work) {
        callers.runAs(WAVES, () -> commands.perform(work, () -> Boolean.TRUE));
    }

    private static BeginWaveGuest begun(Wave wave, InstanceView guest) {
        return new BeginWaveGuest(new WaveId(wave.id()), new InstanceId(guest.id));
    }

    private static boolean stays(InstanceView guest) {
        return guest.maintenancePolicy.equals(MaintenancePolicy.POWER_OFF_ON.name());
    }

    private static boolean isElsewhere(InstanceView guest, Turn turn) {
        return guest.hostId == null || guest.hostId != turn.hostId();
    }
}
