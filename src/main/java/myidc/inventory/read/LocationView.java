package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A room or row as screens show it. */
@Entity
@Table(name = "location_view")
public class LocationView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long siteId;
    public @Nullable Long parentId;

    /** ROOM or ROW. */
    public String kind = "";

    public String name = "";
    public Instant openedAt = Instant.EPOCH;
}
