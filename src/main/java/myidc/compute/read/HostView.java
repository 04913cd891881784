package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A host as screens show it: what it has, what may be promised of it, what is. */
@Entity
@Table(name = "host_view")
public class HostView extends PanacheEntityBase {
    @Id
    public long id;

    public long version;
    public long deviceId;
    public long siteId;
    public String name = "";

    /** ACTIVE, CORDONED, DRAINING, DRAINED or LOST. */
    public String state = "";

    /** Where libvirt answers for it; null while its guests are simulated. */
    public @Nullable String uri;

    /** Why it is cordoned or lost. */
    public @Nullable String reason;

    /** Numbers of the tenants that it is kept for, in the order in which they were named; none when it is for all. */
    public Long[] pinnedTenants = {};

    /** Whether guests of {@link #pinnedTenants} go to hosts of the site kept for them alone. */
    public boolean pinnedOnly;

    /** Why it is kept for them. */
    public @Nullable String pinnedReason;

    /** Whether it is said to keep disks on encrypted storage. */
    public boolean encrypted;

    /** Why that was said, or unsaid; null when nothing ever was. */
    public @Nullable String encryptedReason;

    /** When that was. */
    public @Nullable Instant encryptedAt;

    /** How many guests were promised it. */
    public int encryptedInstances;

    /** Since when its guests are to leave it or to stop; null unless they are. */
    public @Nullable Instant drainingSince;

    /** What the state was when the host was lost; null unless it is. */
    public @Nullable String stateBeforeLoss;

    public int vcpus;
    public long memoryMb;
    public long diskMb;
    public BigDecimal overcommitVcpu = BigDecimal.ONE;
    public BigDecimal overcommitMemory = BigDecimal.ONE;
    public int vcpusMax;
    public long memoryMbMax;
    public long diskMbMax;
    public int vcpusReserved;
    public long memoryMbReserved;
    public long diskMbReserved;
    public int instances;
    public Instant enabledAt = Instant.EPOCH;
}
