package myidc.compute.event;

import java.time.Instant;
import myidc.shared.id.ApprovalRuleId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** The life of an approval rule: whose guests wait for an operator before they run, from an instant on. */
public sealed interface ApprovalRuleEvent {
    ApprovalRuleId approvalRuleId();

    /**
     * A rule was set. A tenant's rule for a plan goes before one for the tenant, that before one for the plan, and that
     * before one for all.
     *
     * @param tenantId whose guests; null for all tenants'
     * @param plan of which size; null for all
     * @param required false takes out what a wider rule would hold
     * @param minutes how long an operator has, until what waits is refused
     * @param reason why, in the operator's words
     */
    record ApprovalRuleSet(
            ApprovalRuleId approvalRuleId,
            @Nullable TenantId tenantId,
            @Nullable String plan,
            boolean required,
            int minutes,
            Instant from,
            String reason)
            implements ApprovalRuleEvent {}

    /** A rule that had not begun was taken back. */
    record ApprovalRuleWithdrawn(ApprovalRuleId approvalRuleId) implements ApprovalRuleEvent {}
}
