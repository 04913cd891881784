package myidc.network.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A prefix as screens show it. */
@Entity
@Table(name = "prefix_view")
public class PrefixView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long siteId;
    public String cidr = "";

    /** 4 or 6. */
    public int family;

    public @Nullable String gateway;
    public boolean pool;
    public Instant allocatedAt = Instant.EPOCH;
}
