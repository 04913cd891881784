package myidc.compute.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.compute.event.ApprovalRuleEvent.ApprovalRuleSet;
import myidc.compute.event.ApprovalRuleEvent.ApprovalRuleWithdrawn;
import myidc.platform.axon.Projection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes {@link ApprovalRuleView}. */
@Singleton
@ProcessingGroup("compute.read")
public final class ApprovalRuleProjection implements Projection {
    @Override
    public String name() {
        return "compute.approval-rules";
    }

    @Override
    public List<String> tables() {
        return List.of("approval_rule_view");
    }

    @EventHandler
    void on(ApprovalRuleSet fact, @Timestamp Instant at) {
        ApprovalRuleView rule = new ApprovalRuleView();
        rule.id = fact.approvalRuleId().value();
        rule.tenantId = fact.tenantId() == null ? null : fact.tenantId().value();
        rule.plan = fact.plan();
        rule.required = fact.required();
        rule.minutes = fact.minutes();
        rule.beginsAt = fact.from();
        rule.reason = fact.reason();
        rule.setAt = at;
        rule.persist();
    }

    @EventHandler
    void on(ApprovalRuleWithdrawn fact) {
        ApprovalRuleView.deleteById(fact.approvalRuleId().value());
    }
}
