package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.GuestConfig;
import myidc.shared.id.ConfigId;
import org.jspecify.annotations.Nullable;

/** How a guest may start. */
@Entity
@Table(name = "guest_config_view")
public class GuestConfigView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long instanceId;
    public String label = "";
    public String comments = "";
    public String kernel = "";
    public String rootDevice = "";
    public String runLevel = "";
    public String virtMode = "";
    public long memoryLimitMb;

    /** As {@link DeviceLines} has it. */
    public String devices = "";

    /** What its slots are to hold once a restore is done; null when none is under way. */
    public @Nullable String wantedDevices;

    public String[] helpers = {};

    /** Whether the guest starts by it; the first one when it does by none. */
    public boolean chosen;

    /** Whether it is to be only once a rebuild is done. */
    public boolean awaited;

    public Instant createdAt = Instant.EPOCH;
    public Instant updatedAt = Instant.EPOCH;

    public GuestConfig fact() {
        return new GuestConfig(
                new ConfigId(id),
                label,
                comments,
                kernel,
                rootDevice,
                runLevel,
                virtMode,
                memoryLimitMb,
                DeviceLines.read(devices),
                List.of(helpers));
    }
}
