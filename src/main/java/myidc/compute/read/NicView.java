package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A network interface of a guest as screens show it; see {@link myidc.compute.event.Nic} for its parts. */
@Entity
@Table(name = "nic_view")
public class NicView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long instanceId;
    public long tenantId;

    /** Place among the guest's interfaces, from 0 on. */
    public int position;

    public String purpose = "PUBLIC";

    /** SQL keeps the word for itself. */
    @Column(name = "is_primary")
    public boolean primary;

    public @Nullable String label;
    public @Nullable String ipamAddress;
    public @Nullable Long vlanId;
    public @Nullable Long vpcId;
    public @Nullable Long subnetId;
    public @Nullable Long segment;
    public @Nullable Long assignmentId;
    public @Nullable String address;
    public @Nullable Integer prefixLength;
    public @Nullable String natAddress;

    /** Since when the guest has it. */
    public Instant attachedAt = Instant.EPOCH;
}
