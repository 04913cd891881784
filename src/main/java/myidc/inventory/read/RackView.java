package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A rack as screens show it. */
@Entity
@Table(name = "rack_view")
public class RackView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long siteId;
    public String name = "";

    @Column(name = "height_u")
    public int heightU;

    public int weightKgMax;

    @Column(name = "power_w_max")
    public int powerWMax;

    public Instant installedAt = Instant.EPOCH;
}
