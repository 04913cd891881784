package myidc.storage.read;

import jakarta.inject.Singleton;
import java.util.List;
import myidc.platform.axon.Projection;
import myidc.platform.db.Sql;
import myidc.storage.event.PoolEvent.ChunkingsCompared;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Writes what scans made of ways of cutting; what {@link Comparisons} reads. */
@Singleton
@ProcessingGroup("storage.read")
public final class ComparisonProjection implements Projection {
    private final Sql sql;

    ComparisonProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "storage.comparisons";
    }

    @Override
    public List<String> tables() {
        return List.of("chunk_comparison_view");
    }

    @EventHandler
    void on(ChunkingsCompared fact, @SequenceNumber Long version) {
        sql.change(
                "insert into chunk_comparison_view (pool_id, version, at, label, compared) values (?, ?, ?, ?, ?)",
                fact.poolId().value(),
                version,
                fact.at(),
                fact.label(),
                StoredJson.write(fact));
    }
}
