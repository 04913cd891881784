package myidc.network.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import myidc.network.AssignmentCommand.ReleaseAddress;
import myidc.network.Quarantine;
import myidc.network.read.AddressView;
import myidc.network.read.Addresses;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.id.AssignmentId;

/** Gives reserved addresses back when their reservation ends, and ends quarantines, a few at a time. */
@Singleton
public class AddressKeeper {
    private static final Caller KEEPER = Caller.program("address-keeper");
    private static final int AT_ONCE = 100;
    private static final int ROUNDS_MAX = 100;

    private final Commands commands;
    private final Addresses addresses;
    private final Quarantine quarantine;
    private final Clock clock;

    AddressKeeper(Commands commands, Addresses addresses, Quarantine quarantine, Clock clock) {
        this.commands = commands;
        this.addresses = addresses;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /** Each address is a transaction of its own, so that one that fails holds up no other. */
    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void keep() {
        for (long assignment : lapsed()) {
            commands.sendAs(KEEPER, new ReleaseAddress(new AssignmentId(assignment)));
        }
        for (int round = 0; round < ROUNDS_MAX && quarantine.endSome(); round++) {
            Thread.onSpinWait();
        }
    }

    @Transactional
    List<Long> lapsed() {
        return addresses.lapsed(clock.instant(), AT_ONCE).stream()
                .map((AddressView address) -> address.id)
                .toList();
    }
}
