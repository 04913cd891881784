package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A group in which a tenant shares images. */
@Entity
@Table(name = "share_group_view")
public class ShareGroupView extends PanacheEntityBase {
    @Id
    public long id;

    public long tenantId;

    /** What others know it by. */
    public String uuid = "";

    public String label = "";
    public String description = "";
    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
}
