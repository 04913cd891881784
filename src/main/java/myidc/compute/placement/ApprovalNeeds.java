package myidc.compute.placement;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import myidc.compute.ApprovalCommand.Wait;
import myidc.compute.read.Approvals;
import myidc.platform.db.Sequences;
import myidc.shared.id.ApprovalId;
import myidc.shared.id.TenantId;

/** Which guests have to wait for an operator, and how long. */
@Singleton
final class ApprovalNeeds {
    private final Sequences sequences;
    private final Approvals approvals;
    private final Clock clock;

    ApprovalNeeds(Sequences sequences, Approvals approvals, Clock clock) {
        this.sequences = sequences;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** By what a tenant's guest of a plan has to wait; empty when it need not. */
    Optional<Wait> of(TenantId tenant, String plan) {
        return approvals
                .holding(tenant, plan)
                .map(rule -> new Wait(
                        new ApprovalId(sequences.next("approval")),
                        rule.ruleId(),
                        clock.instant().plus(Duration.ofMinutes(rule.minutes))));
    }
}
