package myidc.compute.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import myidc.compute.AlertCommand.Alert;
import myidc.compute.AlertCommand.EndAlert;
import myidc.compute.AlertCommand.Measured;
import myidc.compute.AlertCommand.RaiseAlert;
import myidc.compute.event.AlertLevels;
import myidc.compute.read.GuestAverages;
import myidc.compute.read.GuestAverages.Average;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.axon.Commands;
import myidc.shared.Caller;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import org.jboss.logging.Logger;

/** Compares what guests used, by the averages of two hours, with the levels that their tenants set. */
@Singleton
class AlertWatch {
    private static final Logger LOG = Logger.getLogger(AlertWatch.class);
    private static final Caller WATCH = Caller.program("alert-watch");
    private static final Duration WINDOW = Duration.ofHours(2);

    private final GuestAverages averages;
    private final Instances instances;
    private final Commands commands;
    private final Clock clock;

    AlertWatch(GuestAverages averages, Instances instances, Commands commands, Clock clock) {
        this.averages = averages;
        this.instances = instances;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        look(clock.instant());
    }

    void look(Instant now) {
        Instant month = YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        Map<Long, Average> used = averages.of(now.minus(WINDOW), now, month);
        for (InstanceView guest : guests(List.copyOf(used.keySet()))) {
            Average average = used.get(guest.id);
            if (average != null) {
                judge(guest, average);
            }
        }
        guests(averages.silent(now.minus(WINDOW), now)).forEach(this::quiet);
    }

    @Transactional
    List<InstanceView> guests(List<Long> ids) {
        return List.copyOf(instances.byNumber(ids).values());
    }

    private void judge(InstanceView guest, Average average) {
        AlertLevels levels = guest.alertLevels();
        compare(guest, Alert.CPU, average.cpuPercent(), levels.cpuPercent());
        compare(guest, Alert.NETWORK_IN, average.inMbps(), levels.networkInMbps());
        compare(guest, Alert.NETWORK_OUT, average.outMbps(), levels.networkOutMbps());
        compare(guest, Alert.IO, average.ioPerSecond(), levels.ioPerSecond());
        compare(guest, Alert.TRANSFER_QUOTA, average.percentOf(guest.transferGb), levels.transferPercent());
    }

    private void compare(InstanceView guest, Alert alert, double measured, int level) {
        boolean above = level > 0 && measured > level;
        if (above != Set.of(guest.alerts).contains(alert.name())) {
            tell(guest, above, new Measured(alert, Math.round(measured), level));
        }
    }

    /** What is not counted any more, as a guest that is off, uses nothing; what it sent this month it sent. */
    private void quiet(InstanceView guest) {
        for (String raised : guest.alerts) {
            Alert alert = Alert.valueOf(raised);
            if (alert != Alert.TRANSFER_QUOTA) {
                tell(guest, false, new Measured(alert, 0, levelOf(guest.alertLevels(), alert)));
            }
        }
    }

    private static int levelOf(AlertLevels levels, Alert alert) {
        return switch (alert) {
            case CPU -> levels.cpuPercent();
            case NETWORK_IN -> levels.networkInMbps();
            case NETWORK_OUT -> levels.networkOutMbps();
            case TRANSFER_QUOTA -> levels.transferPercent();
            case IO -> levels.ioPerSecond();
        };
    }

    private void tell(InstanceView guest, boolean above, Measured measured) {
        InstanceId id = new InstanceId(guest.id);
        try {
            commands.sendAs(
                    WATCH, above ? new RaiseAlert(id, guest.label, measured) : new EndAlert(id, guest.label, measured));
        } catch (Refused refused) {
            LOG.infof("%s went meanwhile: %s", id, refused.getMessage());
        }
    }
}
