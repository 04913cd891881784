package myidc.compute.catalog;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
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

    /** Whether new guests may have it. */
    public boolean offered;

    public GuestSize size() {
        return new GuestSize(id, vcpus, memoryMb, diskMb, transferGb);
    }
}
