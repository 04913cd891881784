package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A volume as screens show it. */
@Entity
@Table(name = "volume_view")
public class VolumeView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long tenantId;
    public String label = "";

    /** Name of its {@link myidc.storage.VolumeState}. */
    public String status = "";

    public long sizeGb;

    /** What it is being resized to. */
    public @Nullable Long wantedGb;

    public long siteId;
    public String region = "";
    public long poolId;

    /** The volume it began with the contents of. */
    public @Nullable Long sourceId;

    /** The guest it is attached to, or being attached to or detached from. */
    public @Nullable Long instanceId;

    /** Whether the guest has it by now. */
    public boolean attached;

    public String[] tags = {};

    /** What went wrong last; null once something went right. */
    public @Nullable String failure;

    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;
}
