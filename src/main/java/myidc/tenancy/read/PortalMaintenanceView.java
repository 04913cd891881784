package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A span in which the portal itself is worked on, as screens show it. */
@Entity
@Table(name = "portal_maintenance_view")
public class PortalMaintenanceView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public Instant beginsAt = Instant.EPOCH;
    public Instant endsAt = Instant.EPOCH;
    public String textEn = "";
    public String textZh = "";
    public boolean readOnly;
    public Instant announcedAt = Instant.EPOCH;

    /** When it was ended before its time. */
    public @Nullable Instant endedAt;
}
