package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant's own image, as screens show it. */
@Entity
@Table(name = "image_view")
public class ImageView extends PanacheEntityBase {
    /** Being copied from a guest's disk. */
    public static final String CREATING = "creating";

    /** Waits for its contents to be sent. */
    public static final String PENDING = "pending_upload";

    public static final String AVAILABLE = "available";

    @Id
    public long id;

    public long version;
    public long tenantId;

    /** Name of the user who made it. */
    public String author = "";

    public String label = "";
    public String description = "";
    public boolean cloudInit;
    public String[] tags = {};
    public String[] regions = {};

    /** In Linode's words. */
    public String status = CREATING;

    /** What a disk made from it needs, in MiB; 0 before it is there. */
    public long sizeMb;

    /** What it takes where it lies. */
    public long storedBytes;

    @Column(name = "sha256")
    public @Nullable String sha256;

    /** The guest that it was made of, which of its disks, and where that was. */
    public @Nullable Long instanceId;

    public @Nullable Long diskId;

    public @Nullable Long hostId;

    /** SHA-256 of the secret in the address that its contents are sent to. */
    public @Nullable String keyHash;

    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
}
