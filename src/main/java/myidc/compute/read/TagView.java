package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A tag that a tenant made by itself. */
@Entity
@Table(name = "tag_view")
public class TagView extends PanacheEntityBase {
    @Id
    public long id;

    public long tenantId;
    public String label = "";
    public Instant createdAt = Instant.EPOCH;
}
