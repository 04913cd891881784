package myidc.compute.policy;

import jakarta.inject.Singleton;
import java.util.Objects;
import myidc.compute.WaveCommand.Deed;
import myidc.compute.event.HostEvent.HostUncordoned;
import myidc.compute.event.WaveEvent.Pace;
import myidc.compute.event.WaveEvent.WaveEnded;
import myidc.compute.event.WaveEvent.WaveGuestEnded;
import myidc.compute.placement.WaveStarts;
import myidc.compute.placement.WaveStarts.Said;
import myidc.compute.read.Hosts;
import myidc.compute.read.Waves;
import myidc.platform.axon.Handler;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.WaveId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jboss.logging.Logger;

/**
 * Guests that a wave shut down on a host for the time of its work start again once the host takes guests; where the
 * wave still runs, once all of it is over. Told twice, they are under way already.
 */
@Singleton
@ProcessingGroup("compute.policy")
public final class WhenHostUncordonedThenStartGuests implements Handler {
    private static final Logger LOG = Logger.getLogger(WhenHostUncordonedThenStartGuests.class);
    private static final Caller WAVES = Caller.program("waves");
    private static final Pace PACE = new Pace(4, 30);

    private final CurrentCaller callers;
    private final Hosts hosts;
    private final Waves waves;
    private final WaveStarts starts;

    WhenHostUncordonedThenStartGuests(CurrentCaller callers, Hosts hosts, Waves waves, WaveStarts starts) {
        this.callers = callers;
        this.hosts = hosts;
        this.waves = waves;
        this.starts = starts;
    }

    @EventHandler
    void react(HostUncordoned fact) {
        start(fact.hostId());
    }

    @EventHandler
    void react(WaveEnded fact) {
        startAfter(fact.waveId());
    }

    /** What was under way in a wave that was cancelled ends after it. */
    @EventHandler
    void react(WaveGuestEnded fact) {
        startAfter(fact.waveId());
    }

    private void startAfter(WaveId id) {
        waves.find(id)
                .filter(wave -> wave.deed().equals(Deed.BY_POLICY.name()))
                .ifPresent(wave -> start(new HostId(Objects.requireNonNull(wave.hostId()))));
    }

    private boolean lasts(HostId host) {
        return waves.underWay().stream().anyMatch(wave -> Objects.equals(wave.hostId(), host.value()));
    }

    private void start(HostId id) {
        if (lasts(id)) {
            return;
        }
        hosts.find(id).filter(host -> host.state.equals("ACTIVE")).ifPresent(host -> {
            Said said = new Said(PACE, "the work on " + host.name + " is over");
            try {
                callers.runAs(WAVES, () -> starts.bootAfterWork(host, said));
            } catch (Refused refused) {
                LOG.infof("Guests that were shut down on %s are not started: %s", id, refused.detail());
            }
        });
    }
}
