package myidc.compute.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.InstanceEvent.Candidate;
import myidc.compute.event.Resources;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Something that waits for an operator, or did. */
@Entity
@Table(name = "approval_view")
public class ApprovalView extends PanacheEntityBase {
    @Id
    public long id;

    public long instanceId;
    public long tenantId;
    public String label = "";

    /** CREATE, RESIZE or MIGRATE. */
    public String deed = "";

    /** What the guest is to be. */
    public String plan = "";

    public long ruleId;
    public long siteId;

    /** Where it is to be. */
    public long hostId;

    /** Where its disk is to lie; null for the host itself. */
    public @Nullable Long poolId;

    /** What the guest is to be. */
    public int vcpus;

    public long memoryMb;
    public long diskMb;

    /** The host that was proposed before an operator chose another; null when none did. */
    public @Nullable Long overridden;

    /** What was weighed, as {@link CandidateLines} has it. */
    public String weighing = "";

    public int weighed;

    /** OPEN, GRANTED, REFUSED, EXPIRED or WITHDRAWN. */
    public String state = "";

    public Instant askedAt = Instant.EPOCH;
    public Instant endsAt = Instant.EPOCH;
    public @Nullable Instant decidedAt;
    public @Nullable String decidedBy;
    public @Nullable String reason;

    public ApprovalId approval() {
        return new ApprovalId(id);
    }

    public InstanceId guest() {
        return new InstanceId(instanceId);
    }

    public Resources size() {
        return new Resources(vcpus, memoryMb, diskMb);
    }

    public List<Candidate> candidates() {
        return CandidateLines.read(weighing);
    }
}
