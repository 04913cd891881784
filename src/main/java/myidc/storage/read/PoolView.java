package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A storage pool and its latest report as screens show them; figures are null until the first report. */
@Entity
@Table(name = "pool_view")
public class PoolView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long siteId;
    public String name = "";
    public String kind = "";
    public Instant registeredAt = Instant.EPOCH;

    /** Whether it takes disks of new guests on every host of its site that no pool names. */
    public boolean wholeSite;

    /** Hosts it is named for. */
    public long[] hostIds = {};

    /** When the latest figures were taken. */
    public @Nullable Instant takenAt;

    public @Nullable Long logicalBytes;
    public @Nullable Long physicalBytes;
    public @Nullable Long capacityBytes;
    public @Nullable Long inodesTotal;
    public @Nullable Long inodesUsed;
}
