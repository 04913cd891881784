package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Instant;
import myidc.compute.ApprovalRuleCommand.SetApprovalRule;
import myidc.compute.ApprovalRuleCommand.WithdrawApprovalRule;
import myidc.compute.event.ApprovalRuleEvent.ApprovalRuleSet;
import myidc.compute.event.ApprovalRuleEvent.ApprovalRuleWithdrawn;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.ApprovalRuleId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Whose guests wait for an operator. A rule that has begun stays in the book; a later one overrules it. */
final class ApprovalRule {
    private static final int REASON_MAX = 500;
    private static final int MINUTES_MAX = 60 * 24 * 30;

    @AggregateIdentifier
    private @Nullable ApprovalRuleId id;

    private Instant from = Instant.EPOCH;
    private boolean withdrawn;

    ApprovalRule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(SetApprovalRule command, Clock clock) {
        Instant now = clock.instant();
        Instant begins = command.from() == null ? now : command.from();
        if (begins.isBefore(now)) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "from", "from must not be in the past: guests were made since");
        }
        apply(new ApprovalRuleSet(
                command.approvalRuleId(),
                command.tenantId(),
                Check.optionalText("plan", command.plan(), 60),
                command.required(),
                Check.range("minutes", command.minutes(), 1, MINUTES_MAX),
                begins,
                Check.text("reason", command.reason(), REASON_MAX)));
    }

    @CommandHandler
    void decide(WithdrawApprovalRule command, Clock clock) {
        if (withdrawn) {
            throw Refused.because(ComputeRefusal.APPROVAL_RULE_NOT_FOUND, "There is no such approval rule");
        }
        if (!clock.instant().isBefore(from)) {
            throw Refused.because(
                    ComputeRefusal.APPROVAL_RULE_BEGUN, "The rule began at " + from + "; set another one after it");
        }
        apply(new ApprovalRuleWithdrawn(command.approvalRuleId()));
    }

    @EventSourcingHandler
    void evolve(ApprovalRuleSet fact) {
        id = fact.approvalRuleId();
        from = fact.from();
    }

    @EventSourcingHandler
    void evolve(ApprovalRuleWithdrawn fact) {
        withdrawn = true;
    }
}
