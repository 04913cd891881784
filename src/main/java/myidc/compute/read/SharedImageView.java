package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An image in a group in which it is shared. */
@Entity
@Table(name = "shared_image_view")
public class SharedImageView extends PanacheEntityBase {
    /** What it is called there. */
    @Id
    public long number;

    public long shareGroupId;
    public long imageId;
    public String label = "";
    public String description = "";
    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
}
