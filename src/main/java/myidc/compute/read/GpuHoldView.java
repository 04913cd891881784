package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import myidc.compute.event.GpuPart;
import myidc.shared.id.GpuId;
import org.jspecify.annotations.Nullable;

/** A GPU, or a slice of one, that a guest has. */
@Entity
@Table(name = "gpu_hold_view")
public class GpuHoldView extends PanacheEntityBase {
    /** {@link GpuPart#key}. */
    @Id
    public String part = "";

    public long gpuId;
    public int slice;
    public long hostId;
    public long instanceId;
    public String address = "";
    public String model = "";
    public @Nullable String sliceType;

    /** Whether the guest has it; else it is only kept for its resize. */
    public boolean present;

    /** Whether the guest is to have it once it is resized. */
    public boolean wanted;

    public GpuPart fact() {
        return new GpuPart(new GpuId(gpuId), address, model, sliceType, slice);
    }
}
