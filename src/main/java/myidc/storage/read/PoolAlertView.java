package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert of a pool, from its raising to its clearing. */
@Entity
@Table(name = "pool_alert_view")
@IdClass(PoolAlertView.Key.class)
public class PoolAlertView extends PanacheEntityBase {
    @Id
    public long poolId;

    /** By {@link myidc.storage.event.AlertOn}. */
    @Id
    public String raisedOn = "";

    @Id
    public Instant raisedAt = Instant.EPOCH;

    public BigDecimal value = BigDecimal.ZERO;
    public BigDecimal threshold = BigDecimal.ZERO;
    public @Nullable Instant clearedAt;
    public @Nullable BigDecimal clearedValue;

    /** Which pool's alert on what, of when. */
    public record Key(long poolId, String raisedOn, Instant raisedAt) implements Serializable {}
}
