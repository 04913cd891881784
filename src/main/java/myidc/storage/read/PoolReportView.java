package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.VolumeFigures;
import org.jspecify.annotations.Nullable;

/** One report of a storage pool as screens show it. */
@Entity
@Table(name = "pool_report_view")
@IdClass(PoolReportView.Key.class)
public class PoolReportView extends PanacheEntityBase {
    @Id
    public long poolId;

    @Id
    public Instant takenAt = Instant.EPOCH;

    /** Null where no tool says it. */
    public @Nullable Long logicalBytes;

    public long physicalBytes;
    public long capacityBytes;
    public @Nullable Long inodesTotal;
    public @Nullable Long inodesUsed;

    public @Nullable Long stopBytes;
    public @Nullable String via;
    public @Nullable String figures;
    public @Nullable String volumes;

    public @Nullable PoolFigures toolFigures() {
        return StoredJson.read(figures, PoolFigures.class);
    }

    public List<VolumeFigures> toolVolumes() {
        return StoredJson.volumes(volumes);
    }

    /** Which pool's report of when. */
    public record Key(long poolId, Instant takenAt) implements Serializable {}
}
