package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A plugged power cord as screens show it. */
@Entity
@Table(name = "cord_view")
public class CordView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long deviceId;
    public int psu;
    public long nodeId;
    public int outlet;
    public Instant pluggedAt = Instant.EPOCH;
}
