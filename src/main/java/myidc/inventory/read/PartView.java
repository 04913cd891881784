package myidc.inventory.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A part as screens show it. */
@Entity
@Table(name = "part_view")
public class PartView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public String kind = "";
    public String manufacturer = "";
    public String model = "";
    public String serial = "";
    public @Nullable String capacity;

    /** IN_STORE, INSTALLED or RETIRED. */
    public String state = "";

    /** What it is as a module; null when it is none. */
    public @Nullable Long moduleTypeId;

    public @Nullable Long deviceId;
    public @Nullable String slot;
    public Instant receivedAt = Instant.EPOCH;
    public @Nullable Instant installedAt;
    public @Nullable Instant retiredAt;
}
