package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.DiskLayout;
import myidc.storage.event.PoolFigures;
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

    /** The use at which writes stop; the capacity where nobody said otherwise. */
    public @Nullable Long stopBytes;

    /** What tools told, as JSON; null where the latest figures were told by hand. */
    public @Nullable String figures;

    /** Who ran the tools. */
    public @Nullable String via;

    /** The disks below, as JSON. */
    public @Nullable String disks;

    /** How the tools are run, as JSON; null when nobody does. */
    public @Nullable String plan;

    /** Why the last try told nothing; null when it did. */
    public @Nullable String failure;

    public @Nullable String failureDetail;
    public @Nullable Instant failedAt;

    /** What is filling up, by {@link myidc.storage.event.AlertOn}. */
    public String[] alerts = {};

    public @Nullable PoolFigures toolFigures() {
        return StoredJson.read(figures, PoolFigures.class);
    }

    public @Nullable DiskLayout diskLayout() {
        return StoredJson.read(disks, DiskLayout.class);
    }

    public @Nullable CollectionPlan collectionPlan() {
        return StoredJson.read(plan, CollectionPlan.class);
    }
}
