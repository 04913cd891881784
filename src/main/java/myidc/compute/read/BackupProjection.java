package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import myidc.compute.event.BackupEvent.BackupFailed;
import myidc.compute.event.BackupEvent.BackupRemoved;
import myidc.compute.event.BackupEvent.BackupRequested;
import myidc.compute.event.BackupEvent.BackupTaken;
import myidc.compute.event.HandoverEvent.InstanceChangedHands;
import myidc.compute.event.InstanceEvent.InstanceDeleted;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.BackupId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link BackupView} and what it showed before; of those that could not be taken each guest's last is shown. */
@Singleton
@ProcessingGroup("compute.read")
public final class BackupProjection implements Projection {
    static final String HISTORY = "backup";

    private final Histories histories;

    BackupProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "compute.backups";
    }

    @Override
    public List<String> tables() {
        return List.of("backup_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(BackupRequested fact, @Timestamp Instant at, @SequenceNumber Long version) {
        for (BackupView failed : BackupView.<BackupView>list(
                "instanceId = ?1 and status = 'FAILED'", fact.instanceId().value())) {
            remove(failed, at);
        }
        BackupView row = new BackupView();
        row.id = fact.backupId().value();
        row.instanceId = fact.instanceId().value();
        row.tenantId = fact.tenantId().value();
        row.label = fact.label();
        row.automatic = fact.automatic();
        row.status = "TAKING";
        row.poolId = fact.poolId().value();
        row.region = fact.region();
        row.configs = fact.configs().toArray(String[]::new);
        row.disks = fact.disks().stream()
                .map(disk -> new BackupView.Held(disk.diskId(), disk.sizeMb(), disk.filesystem(), disk.label()).line())
                .collect(Collectors.joining("\n"));
        row.createdAt = at;
        row.version = version;
        row.updatedAt = at;
        row.persist();
        histories.show(HISTORY, row.id, at, row);
    }

    @EventHandler
    void on(BackupTaken fact, @Timestamp Instant at, @SequenceNumber Long version) {
        BackupView row = row(fact.backupId());
        row.status = "KEPT";
        row.finishedAt = at;
        shown(row, at, version);
    }

    @EventHandler
    void on(BackupFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        BackupView row = row(fact.backupId());
        row.status = "FAILED";
        row.failure = fact.cause();
        row.finishedAt = at;
        shown(row, at, version);
    }

    @EventHandler
    void on(BackupRemoved fact, @Timestamp Instant at) {
        remove(row(fact.backupId()), at);
    }

    @EventHandler
    void on(InstanceChangedHands fact, @Timestamp Instant at, @SequenceNumber Long version) {
        for (BackupView backup :
                BackupView.<BackupView>list("instanceId = ?1", fact.instanceId().value())) {
            backup.tenantId = fact.toTenantId().value();
            shown(backup, at, version);
        }
    }

    @EventHandler
    void on(InstanceDeleted fact, @Timestamp Instant at) {
        for (BackupView left :
                BackupView.<BackupView>list("instanceId = ?1", fact.instanceId().value())) {
            remove(left, at);
        }
    }

    private void shown(BackupView row, Instant at, Long version) {
        row.version = version;
        row.updatedAt = at;
        histories.show(HISTORY, row.id, at, row);
    }

    private void remove(BackupView row, Instant at) {
        row.delete();
        histories.end(HISTORY, row.id, at);
    }

    private static BackupView row(BackupId id) {
        return BackupView.<BackupView>findByIdOptional(id.value()).orElseThrow();
    }
}
