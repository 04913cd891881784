package myidc.compute.catalog;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A public image that guests may start from. */
@Entity
@Table(name = "image")
public class ImageRow extends PanacheEntityBase {
    @Id
    public String id = "";

    @Version
    public long version;

    public String label = "";
    public String description = "";
    public String vendor = "";
    public int sizeMb;
    public boolean deprecated;
    public Instant createdAt = Instant.EPOCH;

    /** When its maker ceases to care for it. */
    public @Nullable Instant eolAt;
}
