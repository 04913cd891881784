package myidc.compute;

import java.time.Instant;
import myidc.shared.id.ApprovalRuleId;
import myidc.shared.id.TenantId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one may ask of an approval rule. */
public sealed interface ApprovalRuleCommand {
    /**
     * Sets a rule.
     *
     * @param tenantId null for all tenants
     * @param plan null for all plans
     * @param minutes how long an operator has
     * @param from null for at once
     */
    record SetApprovalRule(
            @TargetAggregateIdentifier ApprovalRuleId approvalRuleId,
            @Nullable TenantId tenantId,
            @Nullable String plan,
            boolean required,
            int minutes,
            @Nullable Instant from,
            String reason)
            implements ApprovalRuleCommand {}

    record WithdrawApprovalRule(@TargetAggregateIdentifier ApprovalRuleId approvalRuleId)
            implements ApprovalRuleCommand {}
}
