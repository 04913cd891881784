package myidc.storage.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.platform.asof.Histories;
import myidc.platform.axon.Projection;
import myidc.shared.id.HostId;
import myidc.storage.event.PoolEvent.PoolOffered;
import myidc.storage.event.PoolEvent.PoolRegistered;
import myidc.storage.event.PoolEvent.PoolReported;
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
        report.inodesTotal = fact.inodesTotal();
        report.inodesUsed = fact.inodesUsed();
        report.persist();
        PoolView pool = PoolView.findById(fact.poolId().value());
        pool.version = version;
        pool.takenAt = fact.at();
        pool.logicalBytes = fact.logicalBytes();
        pool.physicalBytes = fact.physicalBytes();
        pool.capacityBytes = fact.capacityBytes();
        pool.inodesTotal = fact.inodesTotal();
        pool.inodesUsed = fact.inodesUsed();
        histories.show(HISTORY, pool.id, at, pool);
    }
}
