package myidc.compute.catalog;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.List;
import myidc.compute.GpuWish;
import myidc.compute.event.GuestSize;
import org.jspecify.annotations.Nullable;

/** A size that guests may have, with the price that holds where no price book says otherwise. */
@Entity
@Table(name = "plan")
public class PlanRow extends PanacheEntityBase {
    @Id
    public String id = "";

    @Version
    public long version;

    public String label = "";

    /** After Linode's classes: nanode, standard, dedicated, highmem, premium, gpu. */
    @Column(name = "class")
    public String category = "";

    public int vcpus;
    public long memoryMb;
    public long diskMb;
    public int transferGb;
    public int networkOutMbps;

    /** Operations a second its disk is promised; null when nothing is. */
    public @Nullable Integer iopsPromised;

    /** Price of a started hour, and the most for a calendar month. */
    public BigDecimal hourly = BigDecimal.ZERO;

    public BigDecimal monthly = BigDecimal.ZERO;
    public @Nullable String successor;

    /** How many GPUs, or slices of GPUs, it has. */
    public int gpus;

    /** Of which model; null for any. */
    public @Nullable String gpuModel;

    /** Of which type its slices are; null for whole cards. */
    public @Nullable String gpuSliceType;

    /** Whether new guests may have it. */
    public boolean offered;

    /** What of a host's GPUs it takes. */
    public List<GpuWish> gpuWishes() {
        return gpus == 0 ? List.of() : List.of(new GpuWish(gpus, gpuModel, gpuSliceType));
    }

    public GuestSize size() {
        return new GuestSize(id, vcpus, memoryMb, diskMb, transferGb);
    }
}
