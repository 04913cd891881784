package myidc.compute.reconcile;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import myidc.compute.BackupCalendar;
import myidc.compute.BackupCommand.TakeBackup;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.Caller;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.BackupId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.shared.id.SiteId;
import myidc.shared.id.VolumeId;
import myidc.storage.read.Volumes;
import org.jboss.logging.Logger;

/**
 * Begins each guest's backup of the day within its window. A guest that something else is done to is looked at again a
 * minute later; one whose backup failed waits for the next day.
 */
@Singleton
class BackupSchedule {
    private static final Logger LOG = Logger.getLogger(BackupSchedule.class);
    private static final Caller CALENDAR = Caller.program("backup-calendar");

    private final Commands commands;
    private final Sequences sequences;
    private final Volumes pools;
    private final Clock clock;

    BackupSchedule(Commands commands, Sequences sequences, Volumes pools, Clock clock) {
        this.commands = commands;
        this.sequences = sequences;
        this.pools = pools;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Instant now = clock.instant();
        long after = 0;
        List<InstanceView> some = some(after);
        while (!some.isEmpty()) {
            some.stream().filter(guest -> isDue(guest, now)).forEach(this::begin);
            after = some.getLast().id;
            some = some(after);
        }
    }

    static boolean isDue(InstanceView guest, Instant now) {
        boolean still = guest.work == null && (guest.status.equals("RUNNING") || guest.status.equals("OFFLINE"));
        BackupCalendar calendar =
                BackupCalendar.of(guest.id, guest.backupDay, guest.backupHour, ZoneId.of(guest.backupZone));
        Instant last = guest.backupBegunAt;
        return still
                && calendar.windowAt(now)
                        .filter(begun -> last == null || last.isBefore(begun))
                        .isPresent();
    }

    private void begin(InstanceView guest) {
        BackupId id = new BackupId(sequences.next("backup"));
        Optional<PoolId> pool = pools.poolFor(new SiteId(guest.siteId), new VolumeId(id.value()));
        if (pool.isEmpty()) {
            LOG.warnf("No pool of site-%d takes backups: instance-%d has none today", guest.siteId, guest.id);
            return;
        }
        try {
            commands.sendAs(CALENDAR, new TakeBackup(new InstanceId(guest.id), id, null, pool.get()));
        } catch (Refused refused) {
            LOG.infof("The backup of instance-%d waits: %s", guest.id, refused.getMessage());
        }
    }

    @Transactional
    List<InstanceView> some(long after) {
        return InstanceView.<InstanceView>find("backups = true and id > ?1 order by id", after)
                .page(0, Page.SIZE_MAX)
                .list();
    }
}
