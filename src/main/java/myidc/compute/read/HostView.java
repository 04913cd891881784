package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import myidc.compute.event.Overcommit;
import myidc.compute.event.Resources;
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

    /** What was in force at the last fact that says how often it may be promised; {@link #inForce} tells what is. */
    public BigDecimal overcommitVcpu = BigDecimal.ONE;

    public BigDecimal overcommitMemory = BigDecimal.ONE;

    /** Since when that was; null where that is not known. */
    public @Nullable Instant overcommitFrom;

    /** Why, in the operator's words; null when it was said as the device became a host. */
    public @Nullable String overcommitReason;

    /** What was to begin after that, the first to begin first, as {@link OvercommitDate} tells it. */
    public String[] overcommitDates = {};

    /** By {@link #overcommitVcpu}; {@link #most} tells what holds. */
    public int vcpusMax;

    public long memoryMbMax;
    public long diskMbMax;
    public int vcpusReserved;
    public long memoryMbReserved;
    public long diskMbReserved;
    public int instances;
    public Instant enabledAt = Instant.EPOCH;

    /** How many times over it may be promised at an instant, as far as this row knows. */
    public OvercommitDate inForce(Instant at) {
        OvercommitDate last = OvercommitDate.last(overcommitDates, at);
        return last == null
                ? new OvercommitDate(
                        0, new Overcommit(overcommitVcpu, overcommitMemory), overcommitFrom, overcommitReason)
                : last;
    }

    /** What begins after an instant, the first to begin first. */
    public List<OvercommitDate> toCome(Instant at) {
        return Stream.of(overcommitDates)
                .map(OvercommitDate::of)
                .filter(date -> !date.begun(at))
                .toList();
    }

    /** The most that may be promised of it at an instant. */
    public Resources most(Instant at) {
        return inForce(at).overcommit().over(capacity());
    }

    public Resources capacity() {
        return new Resources(vcpus, memoryMb, diskMb);
    }

    public Resources reserved() {
        return new Resources(vcpusReserved, memoryMbReserved, diskMbReserved);
    }
}
