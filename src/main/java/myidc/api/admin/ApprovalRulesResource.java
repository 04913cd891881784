package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import myidc.compute.ApprovalRuleCommand.SetApprovalRule;
import myidc.compute.ApprovalRuleCommand.WithdrawApprovalRule;
import myidc.compute.ComputeRefusal;
import myidc.compute.catalog.Catalogue;
import myidc.compute.read.ApprovalRuleView;
import myidc.compute.read.Approvals;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.ApprovalRuleId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Whose guests wait for an operator before they run, from when on, and why. Without a rule none does. */
@Path("/admin/v1/placement/approval-rules")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ApprovalRulesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Approvals approvals;
    private final Named named;

    ApprovalRulesResource(Commands commands, Sequences sequences, Approvals approvals, Named named) {
        this.commands = commands;
        this.sequences = sequences;
        this.approvals = approvals;
        this.named = named;
    }

    @GET
    public Page<RuleJson> list(@BeanParam PageQuery page) {
        return approvals.rules(page.ask()).map(this::json);
    }

    @POST
    @Staff(Role.OPERATOR)
    public RuleJson set(RuleRequest body) {
        TenantId tenant = body.tenantId() == null ? null : new TenantId(body.tenantId());
        if (tenant != null && named.tenants().find(tenant).isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "tenantId", "tenantId must be the number of a tenant");
        }
        String plan = Check.optionalText("plan", body.plan(), 60);
        if (plan != null && named.plans().plan(plan).isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "plan", "plan must name a plan");
        }
        ApprovalRuleId id = new ApprovalRuleId(sequences.next("approvalrule"));
        SetApprovalRule command = new SetApprovalRule(
                id,
                tenant,
                plan,
                body.required() == null || body.required(),
                Check.range("minutes", body.minutes(), 1, 43_200),
                body.from(),
                Check.text("reason", body.reason(), 500));
        return commands.perform(() -> commands.send(command), () -> json(known(id.value())));
    }

    @DELETE
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public void withdraw(@PathParam("id") long id) {
        commands.send(new WithdrawApprovalRule(known(id).ruleId()));
    }

    private ApprovalRuleView known(long id) {
        return approvals
                .rule(new ApprovalRuleId(id))
                .orElseThrow(() ->
                        Refused.because(ComputeRefusal.APPROVAL_RULE_NOT_FOUND, "There is no approval rule " + id));
    }

    private RuleJson json(ApprovalRuleView rule) {
        Long tenant = rule.tenantId;
        return new RuleJson(
                rule.id,
                tenant,
                tenant == null
                        ? null
                        : named.tenants()
                                .find(new TenantId(tenant))
                                .map(known -> known.name)
                                .orElse(null),
                rule.plan,
                rule.required,
                rule.minutes,
                rule.beginsAt,
                rule.reason,
                rule.setAt);
    }

    /** Whom and what a rule names. */
    @Singleton
    record Named(Tenants tenants, Catalogue plans) {}

    /**
     * A rule to be.
     *
     * @param tenantId absent for all tenants
     * @param plan absent for all plans
     * @param required false takes out what a wider rule would hold; true when absent
     * @param minutes how long an operator has before what waits is refused, 1 to 43,200
     * @param from absent for at once
     */
    public record RuleRequest(
            @Nullable Long tenantId,
            @Nullable String plan,
            @Nullable Boolean required,
            @Nullable Integer minutes,
            @Nullable Instant from,
            @Nullable String reason) {}

    /** A rule. */
    public record RuleJson(
            long id,
            @Nullable Long tenantId,
            @Nullable String tenantName,
            @Nullable String plan,
            boolean required,
            int minutes,
            Instant from,
            String reason,
            Instant setAt) {}
}
