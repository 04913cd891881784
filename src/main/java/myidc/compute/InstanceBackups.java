package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import myidc.compute.BackupCommand.CancelBackups;
import myidc.compute.BackupCommand.ConfirmBackup;
import myidc.compute.BackupCommand.ConfirmRestored;
import myidc.compute.BackupCommand.EnableBackups;
import myidc.compute.BackupCommand.RestoreInstance;
import myidc.compute.BackupCommand.ScheduleBackups;
import myidc.compute.BackupCommand.TakeBackup;
import myidc.compute.event.BackupEvent.BackupFailed;
import myidc.compute.event.BackupEvent.BackupRemoved;
import myidc.compute.event.BackupEvent.BackupRequested;
import myidc.compute.event.BackupEvent.BackupScheduled;
import myidc.compute.event.BackupEvent.BackupTaken;
import myidc.compute.event.BackupEvent.BackupsCancelled;
import myidc.compute.event.BackupEvent.BackupsEnabled;
import myidc.compute.event.BackupEvent.BackupsWanted;
import myidc.compute.event.BackupEvent.InstanceRestoreFailed;
import myidc.compute.event.BackupEvent.InstanceRestoreRequested;
import myidc.compute.event.BackupEvent.InstanceRestored;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestDisk;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.BackupId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** A guest's backups: the last one by the calendar, those of the two weeks before it, and one that its tenant took. */
abstract class InstanceBackups extends InstanceStarts {
    private static final int WEEKS_KEPT = 2;
    private static final int LABEL_MAX = 255;
    private static final int HOUR_MAX = 22;

    boolean backupsOn;
    boolean backupsWanted;

    @Nullable
    String backupDay;

    @Nullable
    Integer backupHour;

    ZoneId backupZone = ZoneOffset.UTC;
    List<Kept> kept = List.of();

    @Nullable
    Kept taking;

    @Nullable
    BackupId restored;

    boolean overwrite;

    @CommandHandler
    void decide(EnableBackups command) {
        present();
        if (backupsOn || backupsWanted) {
            throw Refused.because(ComputeRefusal.BACKUPS_STATE, "Backups are already enabled for this Linode.");
        }
        if (state == InstanceState.PROVISIONING || state == InstanceState.AWAITING_APPROVAL) {
            apply(new BackupsWanted(known()));
        } else if (state == InstanceState.FAILED) {
            throw unfit("Linode " + known().value() + " could not be provisioned; delete it and create another.");
        } else {
            enable();
        }
    }

    void startBackups() {
        if (backupsWanted) {
            enable();
        }
    }

    private void enable() {
        apply(new BackupsEnabled(
                known(), owner(), label, Objects.requireNonNull(size).plan(), region));
    }

    @CommandHandler
    void decide(CancelBackups command) {
        needBackups();
        idle();
        dropBackups();
    }

    void dropBackups() {
        if (backupsOn) {
            kept.forEach(backup -> apply(new BackupRemoved(known(), backup.id())));
            apply(new BackupsCancelled(known(), owner()));
        }
    }

    @CommandHandler
    void decide(ScheduleBackups command) {
        present();
        String day = command.day();
        Integer hour = command.startHour();
        if (day != null) {
            BackupCalendar.day("backups.schedule.day", day);
        }
        if (hour != null && Check.range("backups.schedule.window", hour, 0, HOUR_MAX) % 2 != 0) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "backups.schedule.window",
                    "backups.schedule.window must begin at an even hour, W0 to W22");
        }
        boolean same = Objects.equals(day, backupDay)
                && Objects.equals(hour, backupHour)
                && command.zone().equals(backupZone);
        if (!same) {
            apply(new BackupScheduled(known(), day, hour, command.zone()));
        }
    }

    @CommandHandler
    void decide(TakeBackup command) {
        needBackups();
        still();
        String wanted = command.label();
        apply(new BackupRequested(
                known(),
                owner(),
                command.backupId(),
                wanted == null ? null : Check.text("label", wanted, LABEL_MAX),
                wanted == null,
                command.poolId(),
                region,
                disks(),
                configs().stream().map(GuestConfig::label).toList()));
    }

    @CommandHandler
    void decide(ConfirmBackup command) {
        Kept fresh = taking;
        if (fresh == null || !fresh.id().equals(command.backupId())) {
            return;
        }
        List<Kept> others = kept;
        apply(new BackupTaken(known(), fresh.id()));
        List<Kept> staying = staying(fresh, others);
        others.stream()
                .filter(old -> !staying.contains(old))
                .forEach(old -> apply(new BackupRemoved(known(), old.id())));
    }

    /** Of the backups there were before a fresh one, those that stay beside it. */
    private List<Kept> staying(Kept fresh, List<Kept> others) {
        if (!fresh.automatic()) {
            return others.stream().filter(Kept::automatic).toList();
        }
        BackupCalendar calendar = BackupCalendar.of(known().value(), backupDay, backupHour, backupZone);
        Stream<Kept> weekly = others.stream()
                .filter(Kept::automatic)
                .filter(old -> calendar.isOfTheWeek(old.at()))
                .sorted(Comparator.comparing(Kept::at).reversed())
                .limit(WEEKS_KEPT);
        return Stream.concat(weekly, others.stream().filter(old -> !old.automatic()))
                .toList();
    }

    @Override
    void workFailed(String cause) {
        Kept failed = taking;
        if (failed == null) {
            super.workFailed(cause);
        } else {
            apply(new BackupFailed(known(), failed.id(), cause));
        }
    }

    @CommandHandler
    void decide(RestoreInstance command) {
        still();
        List<GuestDisk> wanted = restoredDisks(command.disks(), command.overwrite());
        fits(wanted, Objects.requireNonNull(size), "linode_id");
        apply(new InstanceRestoreRequested(known(), command.backupId(), command.disks(), command.overwrite()));
    }

    private List<GuestDisk> restoredDisks(List<GuestDisk> fresh, boolean alone) {
        return alone ? fresh : Stream.concat(disks().stream(), fresh.stream()).toList();
    }

    @CommandHandler
    void decide(ConfirmRestored command) {
        if (state == InstanceState.RESTORING) {
            apply(new InstanceRestored(known(), Objects.requireNonNull(restored)));
        }
    }

    void restoreFailed(String cause) {
        apply(new InstanceRestoreFailed(known(), Objects.requireNonNull(restored), cause));
    }

    private void needBackups() {
        present();
        if (!backupsOn) {
            throw Refused.because(ComputeRefusal.BACKUPS_STATE, "Backups are not enabled for this Linode.");
        }
    }

    /** A backup that there is, or is to be. */
    record Kept(BackupId id, boolean automatic, Instant at) {}

    @EventSourcingHandler
    void evolve(BackupsWanted fact) {
        backupsWanted = true;
    }

    @EventSourcingHandler
    void evolve(BackupsEnabled fact) {
        backupsWanted = false;
        backupsOn = true;
    }

    @EventSourcingHandler
    void evolve(BackupsCancelled fact) {
        backupsOn = false;
    }

    @EventSourcingHandler
    void evolve(BackupScheduled fact) {
        backupDay = fact.day();
        backupHour = fact.startHour();
        backupZone = fact.zone();
    }

    @EventSourcingHandler
    void evolve(BackupRequested fact, @Timestamp Instant at) {
        taking = new Kept(fact.backupId(), fact.automatic(), at);
        worked = true;
    }

    @EventSourcingHandler
    void evolve(BackupTaken fact) {
        List<Kept> all = new ArrayList<>(kept);
        all.add(Objects.requireNonNull(taking));
        kept = List.copyOf(all);
        taking = null;
        worked = false;
    }

    @EventSourcingHandler
    void evolve(BackupFailed fact) {
        taking = null;
        worked = false;
    }

    @EventSourcingHandler
    void evolve(BackupRemoved fact) {
        kept = kept.stream().filter(old -> !old.id().equals(fact.backupId())).toList();
    }

    @EventSourcingHandler
    void evolve(InstanceRestoreRequested fact) {
        restored = fact.backupId();
        overwrite = fact.overwrite();
        wantedDisks = restoredDisks(fact.disks(), fact.overwrite());
        state = InstanceState.RESTORING;
    }

    @EventSourcingHandler
    void evolve(InstanceRestored fact) {
        GuestConfig started = current();
        settle(true);
        if (overwrite) {
            configs = List.of(started.with(
                    GuestConfig.inSlots(disks().stream().map(GuestDisk::diskId).toList())));
            chosen = null;
        }
        rescue = false;
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceRestoreFailed fact) {
        settle(false);
        state = InstanceState.OFFLINE;
    }
}
