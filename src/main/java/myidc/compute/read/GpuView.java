package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A GPU of a host as screens show it. */
@Entity
@Table(name = "gpu_view")
public class GpuView extends PanacheEntityBase {
    @Id
    public long id;

    public long hostId;
    public String model = "";
    public String address = "";
    public long memoryMb;

    /** Type of its slices; null while it is offered whole. */
    public @Nullable String sliceType;

    /** How many slices it gives; 0 while it is offered whole. */
    public int slices;

    /** Numbers of the guests that have its parts, in the order of these; 0 for a part that is free. */
    public Long[] holders = {};

    /** How many of its parts no guest has. */
    public int free() {
        return (int) Arrays.stream(holders).filter(holder -> holder == 0).count();
    }
}
