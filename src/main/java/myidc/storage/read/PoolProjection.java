package myidc.storage.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.HostId;
import myidc.storage.event.PoolEvent;
import myidc.storage.event.PoolEvent.AgentAllowed;
import myidc.storage.event.PoolEvent.AgentRevoked;
import myidc.storage.event.PoolEvent.AlertCleared;
import myidc.storage.event.PoolEvent.AlertRaised;
import myidc.storage.event.PoolEvent.CollectionEnded;
import myidc.storage.event.PoolEvent.CollectionFailed;
import myidc.storage.event.PoolEvent.CollectionPlanned;
import myidc.storage.event.PoolEvent.DisksDescribed;
import myidc.storage.event.PoolEvent.OperationsCounted;
import myidc.storage.event.PoolEvent.PoolMeasured;
import myidc.storage.event.PoolEvent.PoolOffered;
import myidc.storage.event.PoolEvent.PoolRegistered;
import myidc.storage.event.PoolEvent.PoolReported;
import myidc.storage.event.PoolEvent.ThresholdsSet;
import myidc.storage.event.PoolFigures.Fill;
import myidc.storage.event.PoolFigures.Stored;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link PoolView}, what it showed before, and {@link PoolReportView}. */
@Singleton
@ProcessingGroup("storage.read")
public final class PoolProjection implements Projection {
    static final String HISTORY = "pool";

    private final Histories histories;

    PoolProjection(Histories histories) {
        this.histories = histories;
    }

    @Override
    public String name() {
        return "storage.pools";
    }

    @Override
    public List<String> tables() {
        return List.of("pool_view", "pool_report_view");
    }

    @Override
    public List<String> histories() {
        return List.of(HISTORY);
    }

    @EventHandler
    void on(PoolRegistered fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PoolView pool = new PoolView();
        pool.id = fact.poolId().value();
        pool.version = version;
        pool.siteId = fact.siteId().value();
        pool.name = fact.name();
        pool.kind = fact.kind().name();
        pool.registeredAt = at;
        pool.persist();
        histories.show(HISTORY, pool.id, at, pool);
    }

    @EventHandler
    void on(PoolOffered fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PoolView pool = PoolView.findById(fact.poolId().value());
        pool.version = version;
        pool.wholeSite = fact.wholeSite();
        pool.hostIds = fact.hostIds().stream().mapToLong(HostId::value).toArray();
        histories.show(HISTORY, pool.id, at, pool);
    }

    @EventHandler
    void on(PoolReported fact, @Timestamp Instant at, @SequenceNumber Long version) {
        PoolReportView report = new PoolReportView();
        report.poolId = fact.poolId().value();
        report.takenAt = fact.at();
        report.logicalBytes = fact.logicalBytes();
        report.physicalBytes = fact.physicalBytes();
        report.capacityBytes = fact.capacityBytes();
        report.stopBytes = fact.capacityBytes();
        report.inodesTotal = fact.inodesTotal();
        report.inodesUsed = fact.inodesUsed();
        report.persist();
        PoolView pool = PoolView.findById(fact.poolId().value());
        pool.version = version;
        pool.takenAt = fact.at();
        pool.logicalBytes = fact.logicalBytes();
        pool.physicalBytes = fact.physicalBytes();
        pool.capacityBytes = fact.capacityBytes();
        pool.stopBytes = fact.capacityBytes();
        pool.figures = null;
        pool.via = null;
        pool.inodesTotal = fact.inodesTotal();
        pool.inodesUsed = fact.inodesUsed();
        histories.show(HISTORY, pool.id, at, pool);
    }

    @EventHandler
    void on(PoolMeasured fact, @Timestamp Instant at, @SequenceNumber Long version) {
        Stored stored = fact.figures().stored();
        Fill inodes = fact.figures().inodes();
        PoolReportView report = new PoolReportView();
        report.poolId = fact.poolId().value();
        report.takenAt = fact.at();
        report.logicalBytes = fact.figures().written().logicalBytes();
        report.physicalBytes = stored.usedBytes();
        report.capacityBytes = stored.capacityBytes();
        report.stopBytes = stored.stopBytes();
        report.inodesTotal = inodes == null ? null : inodes.total();
        report.inodesUsed = inodes == null ? null : inodes.used();
        report.via = fact.via().name();
        report.figures = StoredJson.write(fact.figures());
        report.volumes = StoredJson.write(fact.volumes());
        report.persist();
        change(fact, at, version, pool -> {
            pool.takenAt = report.takenAt;
            pool.logicalBytes = report.logicalBytes;
            pool.physicalBytes = report.physicalBytes;
            pool.capacityBytes = report.capacityBytes;
            pool.stopBytes = report.stopBytes;
            pool.inodesTotal = report.inodesTotal;
            pool.inodesUsed = report.inodesUsed;
            pool.via = report.via;
            pool.figures = report.figures;
            settle(pool);
        });
    }

    @EventHandler
    void on(CollectionPlanned fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {
            pool.plan = StoredJson.write(fact.plan());
            settle(pool);
        });
    }

    @EventHandler
    void on(CollectionEnded fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {
            pool.plan = null;
            settle(pool);
        });
    }

    @EventHandler
    void on(CollectionFailed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {
            pool.failure = fact.reason().name();
            pool.failureDetail = fact.detail();
            pool.failedAt = fact.at();
        });
    }

    @EventHandler
    void on(AlertRaised fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {
            Set<String> raised = new TreeSet<>(List.of(pool.alerts));
            raised.add(fact.on().name());
            pool.alerts = raised.toArray(String[]::new);
        });
    }

    @EventHandler
    void on(AlertCleared fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {
            Set<String> raised = new TreeSet<>(List.of(pool.alerts));
            raised.remove(fact.on().name());
            pool.alerts = raised.toArray(String[]::new);
        });
    }

    @EventHandler
    void on(DisksDescribed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> pool.disks = StoredJson.write(fact.layout()));
    }

    /** Facts that show in other views only still move the version, which counts all of them. */
    @EventHandler
    void on(AgentAllowed fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {});
    }

    @EventHandler
    void on(AgentRevoked fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {});
    }

    @EventHandler
    void on(ThresholdsSet fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {});
    }

    @EventHandler
    void on(OperationsCounted fact, @Timestamp Instant at, @SequenceNumber Long version) {
        change(fact, at, version, pool -> {});
    }

    private void change(PoolEvent fact, Instant at, long version, Consumer<PoolView> change) {
        PoolView pool = PoolView.findById(fact.poolId().value());
        pool.version = version;
        change.accept(pool);
        histories.show(HISTORY, pool.id, at, pool);
    }

    private static void settle(PoolView pool) {
        pool.failure = null;
        pool.failureDetail = null;
        pool.failedAt = null;
    }
}
