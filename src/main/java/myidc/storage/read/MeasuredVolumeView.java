package myidc.storage.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A volume of a pool as it was last measured. */
@Entity
@Table(name = "measured_volume_view")
@IdClass(MeasuredVolumeView.Key.class)
public class MeasuredVolumeView extends PanacheEntityBase {
    @Id
    public long poolId;

    @Id
    public String name = "";

    public long sketchId;
    public Instant measuredAt = Instant.EPOCH;
    public @Nullable String host;
    public @Nullable Long tenantId;

    /** One a line. */
    public String tags = "";

    public long logicalBytes;
    public long zeroBytes;
    public long holeBytes;
    public long standaloneBytes;
    public long reclaimableBytes;
    public long attributedBytes;
    public long standalonePlusMinus;
    public long reclaimablePlusMinus;
    public long attributedPlusMinus;

    public List<String> tagList() {
        return tags.isEmpty() ? List.of() : List.of(tags.split("\n"));
    }

    /** Which volume of which pool. */
    public record Key(long poolId, String name) implements Serializable {}
}
