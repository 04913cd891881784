package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A program that may post what a pool's tools print. */
@Entity
@Table(name = "pool_agent_view")
public class PoolAgentView extends PanacheEntityBase {
    @Id
    public long id;

    public long poolId;
    public String label = "";
    public String tokenHash = "";
    public Instant allowedAt = Instant.EPOCH;
    public @Nullable Instant expiry;
    public @Nullable Instant revokedAt;
}
