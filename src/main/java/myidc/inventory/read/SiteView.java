package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A site as screens show it. */
@Entity
@Table(name = "site_view")
public class SiteView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public String name = "";
    public String region = "";
    public String country = "";
    public String timeZone = "";
    public Instant openedAt = Instant.EPOCH;
}
