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
    /** Null when it belongs to no single site. */
    public @Nullable Long siteId;

    public String cidr = "";

    /** 4 or 6. */
    public int family;

    public @Nullable String gateway;
    public boolean pool;
    public @Nullable Long vrfId;

    /** What it overlaps nothing in; see {@link myidc.network.event.PrefixEvent.PrefixFiled}. */
    public long space;

    /** Whether it holds prefixes instead of giving out addresses. */
    public boolean container;

    public @Nullable Long tenantId;

    /** Name of what it is for, such as {@code GUESTS}. */
    public String role = "GUESTS";

    public @Nullable String description;

    /** How long an address given back rests. */
    public long quarantineSeconds;

    public Instant allocatedAt = Instant.EPOCH;
}
