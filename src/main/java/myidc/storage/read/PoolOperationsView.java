package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a host counted of its guests' disks in a pool, and how much that is more than the time before. */
@Entity
@Table(name = "pool_operations_view")
@IdClass(PoolOperationsView.Key.class)
public class PoolOperationsView extends PanacheEntityBase {
    @Id
    public long poolId;

    @Id
    public String host = "";

    @Id
    public Instant takenAt = Instant.EPOCH;

    /** The counts themselves, which the next are compared with. */
    public String disks = "[]";

    /** Null for the first count of a host, which there is nothing to compare with. */
    public @Nullable Instant since;

    public @Nullable Long reads;
    public @Nullable Long writes;

    /** Which host's count of when. */
    public record Key(long poolId, String host, Instant takenAt) implements Serializable {}
}
