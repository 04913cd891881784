package myidc.inventory.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import myidc.inventory.ReservationCommand.ExpireSpace;
import myidc.inventory.read.Reservations;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;

/** Lets go of space in racks that was kept until an instant that has passed. */
@Singleton
final class SpaceExpiry {
    private static final int AT_ONCE_MAX = 200;
    private static final Caller PROGRAM = Caller.program("space-expiry");

    private final Reservations reservations;
    private final Commands commands;
    private final Clock clock;

    SpaceExpiry(Reservations reservations, Commands commands, Clock clock) {
        this.reservations = reservations;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        reservations.runOut(clock.instant(), AT_ONCE_MAX).forEach(id -> commands.sendAs(PROGRAM, new ExpireSpace(id)));
    }
}
