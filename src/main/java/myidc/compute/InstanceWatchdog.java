package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import myidc.compute.WatchdogCommand.FollowFallen;
import myidc.compute.WatchdogCommand.SetWatchdog;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.compute.event.WatchdogEvent.GuestFell;
import myidc.compute.event.WatchdogEvent.GuestLeftOff;
import myidc.compute.event.WatchdogEvent.GuestRevived;
import myidc.compute.event.WatchdogEvent.WatchdogSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** A guest that stops by itself is started again, unless its tenant does not want that or it does so all the time. */
abstract class InstanceWatchdog extends InstanceApprovals {
    private static final int STARTS_MAX = 5;
    private static final Duration WITHIN = Duration.ofHours(1);

    private boolean watched = true;

    /** The watchdog's last starts, at most as many as it does within an hour. */
    private List<Instant> starts = new ArrayList<>();

    @CommandHandler
    void decide(SetWatchdog command) {
        present();
        if (command.enabled() != watched) {
            apply(new WatchdogSet(known(), command.enabled()));
        }
    }

    /** What came between the look and this says better how the guest is. */
    @CommandHandler
    void decide(FollowFallen command, Clock clock) {
        if (state != InstanceState.RUNNING
                || !isFree()
                || !command.hostId().equals(host)
                || getVersion() != command.seenVersion()) {
            return;
        }
        apply(new GuestFell(known(), command.hostId(), command.crashed()));
        if (!watched) {
            return;
        }
        Instant since = clock.instant().minus(WITHIN);
        int lately = (int) starts.stream().filter(start -> start.isAfter(since)).count();
        if (lately >= STARTS_MAX) {
            apply(new GuestLeftOff(known(), owner(), label, lately));
        } else {
            apply(new InstanceBootRequested(known()));
            apply(new GuestRevived(known(), lately + 1));
        }
    }

    @EventSourcingHandler
    void evolve(WatchdogSet fact) {
        watched = fact.enabled();
    }

    @EventSourcingHandler
    void evolve(GuestFell fact) {
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(GuestRevived fact, @Timestamp Instant at) {
        starts.add(at);
        if (starts.size() > STARTS_MAX) {
            starts.removeFirst();
        }
    }

    @EventSourcingHandler
    void evolve(GuestLeftOff fact) {
        state = InstanceState.OFFLINE;
    }
}
