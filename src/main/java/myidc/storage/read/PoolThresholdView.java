package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** Thresholds that hold for a pool from an instant on. */
@Entity
@Table(name = "pool_threshold_view")
@IdClass(PoolThresholdView.Key.class)
public class PoolThresholdView extends PanacheEntityBase {
    @Id
    public long poolId;

    @Id
    public Instant effectiveFrom = Instant.EPOCH;

    /** As JSON. */
    public String thresholds = "";

    /** Which pool's, from when on. */
    public record Key(long poolId, Instant effectiveFrom) implements Serializable {}
}
