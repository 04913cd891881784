package myidc.compute.reconcile;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.compute.port.HostProbe;
import myidc.compute.port.HostProbe.Counts;
import myidc.compute.port.HostProbe.Passed;
import myidc.compute.port.MachineRoom.RoomFailed;
import myidc.compute.port.RoomCounts;
import myidc.compute.reconcile.GuestLoadTable.Counted;
import myidc.metering.intake.Intake;
import myidc.metering.intake.Sample;
import myidc.metering.read.MeterPoints;
import myidc.shared.id.HostId;
import myidc.shared.id.MeterPointId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Counts now and then what guests use, for their charts and, of connected hosts, for the meter points of their interfaces: what
 * the simulated room invents is charged to nobody unless that is wanted. A host that does not answer is looked at again the
 * next time, and holds up no other.
 */
@Singleton
class GuestCounting {
    private static final Logger LOG = Logger.getLogger(GuestCounting.class);
    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private final HostProbe probe;
    private final Unconnected room;
    private final GuestLoadTable loads;
    private final Meters meters;
    private final Clock clock;
    private final Duration keep;
    private final Apart<HostId> looks = new Apart<>();

    GuestCounting(
            HostProbe probe,
            Unconnected room,
            GuestLoadTable loads,
            Meters meters,
            Clock clock,
            @ConfigProperty(name = "myidc.stats.keep-days", defaultValue = "93") int keepDays) {
        this.probe = probe;
        this.room = room;
        this.loads = loads;
        this.meters = meters;
        this.clock = clock;
        this.keep = Duration.ofDays(keepDays);
    }

    void stop(@Observes @Priority(100) ShutdownEvent event) {
        looks.stop();
    }

    @Scheduled(
            every = "${myidc.libvirt.count-every:30s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        for (Counted one : loads.hosts()) {
            looks.begin(one.host(), () -> look(one));
        }
    }

    @Scheduled(
            every = "${myidc.room.count-every:60s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAtRoom() {
        Set<HostId> connected = loads.connected();
        Instant now = clock.instant();
        room.guests().counts().forEach((host, counts) -> {
            if (!connected.contains(host)) {
                loads.take(host, now, counts);
                if (room.metered()) {
                    meters.take(host, now, counts);
                }
            }
        });
    }

    private void look(Counted one) {
        try {
            take(one.host(), probe.counts(one.uri()));
        } catch (RoomFailed e) {
            LOG.debugf("%s does not count: %s", one.host(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "What guests of %s use could not be kept", one.host());
        }
    }

    void take(HostId host, List<Counts> counts) {
        if (!counts.isEmpty()) {
            Instant now = clock.instant();
            loads.take(host, now, counts);
            meters.take(host, now, counts);
        }
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant before = clock.instant().minus(keep);
        boolean more = true;
        while (more) {
            more = loads.forget(before, FORGOTTEN_AT_ONCE);
        }
    }

    /** The room of hosts that are not connected. */
    @Singleton
    static final class Unconnected {
        private final RoomCounts guests;
        private final boolean metered;

        Unconnected(
                RoomCounts guests,
                @ConfigProperty(name = "myidc.room.metered", defaultValue = "false") boolean metered) {
            this.guests = guests;
            this.metered = metered;
        }

        RoomCounts guests() {
            return guests;
        }

        /** Whether meter points take what passes interfaces of its guests. */
        boolean metered() {
            return metered;
        }
    }

    /** Meter points of guests' interfaces, where there are any. */
    @Singleton
    record Meters(Intake intake, MeterPoints points) {
        void take(HostId host, Instant at, List<Counts> counts) {
            Map<String, Passed> seen = new HashMap<>();
            for (Counts guest : counts) {
                for (int index = 0; index < guest.interfaces().size(); index++) {
                    seen.put(
                            guest.id().text() + "/net." + index,
                            guest.interfaces().get(index));
                }
            }
            Map<String, List<MeterPointId>> known = points.countersOf(List.copyOf(seen.keySet()));
            List<Sample> samples = new ArrayList<>();
            known.forEach((name, of) -> {
                Passed passed = seen.get(name);
                if (passed != null) {
                    of.forEach(point -> samples.add(new Sample(
                            "libvirt/" + at,
                            point.value(),
                            at,
                            BigDecimal.valueOf(passed.in()),
                            BigDecimal.valueOf(passed.out()))));
                }
            });
            for (int from = 0; from < samples.size(); from += Intake.SAMPLES_MAX) {
                intake.take(host.text(), samples.subList(from, Math.min(samples.size(), from + Intake.SAMPLES_MAX)));
            }
        }
    }
}
