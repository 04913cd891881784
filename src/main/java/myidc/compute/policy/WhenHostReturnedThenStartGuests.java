package myidc.compute.policy;

import jakarta.inject.Singleton;
import myidc.compute.event.HostEvent.HostReturned;
import myidc.compute.event.WaveEvent.Pace;
import myidc.compute.placement.WaveStarts;
import myidc.compute.placement.WaveStarts.Said;
import myidc.compute.read.HostView;
import myidc.compute.read.Hosts;
import myidc.platform.axon.Handler;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.SiteId;
import myidc.shared.id.WaveId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Guests of a host that came back start in a wave, or one is proposed: the host may have been without power. Those that ran on
 * meanwhile are left out when their turn comes. Told twice, a second wave finds all of them running.
 */
@Singleton
@ProcessingGroup("compute.policy")
public final class WhenHostReturnedThenStartGuests implements Handler {
    private static final Logger LOG = Logger.getLogger(WhenHostReturnedThenStartGuests.class);
    private static final Caller WAVES = Caller.program("waves");

    private final CurrentCaller callers;
    private final Hosts hosts;
    private final WaveStarts starts;
    private final Setting setting;

    WhenHostReturnedThenStartGuests(CurrentCaller callers, Hosts hosts, WaveStarts starts, Setting setting) {
        this.callers = callers;
        this.hosts = hosts;
        this.starts = starts;
        this.setting = setting;
    }

    @EventHandler
    void react(HostReturned fact) {
        HostId id = fact.hostId();
        if (setting.then() == Then.NOTHING || !starts.shouldStart(id)) {
            return;
        }
        hosts.find(id).ifPresent(host -> {
            try {
                callers.runAs(WAVES, () -> wave(host));
            } catch (Refused refused) {
                LOG.infof("%s came back and gets no wave: %s", id, refused.detail());
            }
        });
    }

    private void wave(HostView host) {
        WaveId wave = starts.next();
        HostId id = new HostId(host.id);
        Said said = new Said(setting.pace(), host.name + " answers again");
        if (setting.then() == Then.START) {
            starts.boot(wave, new SiteId(host.siteId), id, said);
        } else {
            starts.proposeBoot(wave, new SiteId(host.siteId), id, said);
        }
    }

    /** What a returned host's guests get. */
    enum Then {
        START,
        PROPOSE,
        NOTHING
    }

    /** Which of these, and how fast. */
    @Singleton
    static final class Setting {
        private final Then then;
        private final Pace pace;

        Setting(
                @ConfigProperty(name = "myidc.waves.on-return", defaultValue = "START") Then then,
                @ConfigProperty(name = "myidc.waves.on-return.at-once", defaultValue = "4") int atOnce,
                @ConfigProperty(name = "myidc.waves.on-return.per-minute", defaultValue = "30") int perMinute) {
            this.then = then;
            this.pace = new Pace(atOnce, perMinute);
        }

        Then then() {
            return then;
        }

        Pace pace() {
            return pace;
        }
    }
}
