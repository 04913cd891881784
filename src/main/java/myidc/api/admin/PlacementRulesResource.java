package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import myidc.compute.ComputeRefusal;
import myidc.compute.PlacementRuleCommand.SetPlacementRule;
import myidc.compute.PlacementRuleCommand.WithdrawPlacementRule;
import myidc.compute.packing.Policy;
import myidc.compute.read.PlacementRuleView;
import myidc.compute.read.PlacementRules;
import myidc.inventory.read.Sites;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PlacementRuleId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** By what new guests' hosts are chosen, from when on, and why. Without a rule it is best fit. */
@Path("/admin/v1/placement/rules")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PlacementRulesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final PlacementRules rules;
    private final Sites sites;

    PlacementRulesResource(Commands commands, Sequences sequences, PlacementRules rules, Sites sites) {
        this.commands = commands;
        this.sequences = sequences;
        this.rules = rules;
        this.sites = sites;
    }

    @GET
    public Page<RuleJson> list(@BeanParam PageQuery page) {
        return rules.list(page.ask()).map(RuleJson::of);
    }

    @POST
    @Staff(Role.OPERATOR)
    public RuleJson set(RuleRequest body) {
        SiteId site = body.siteId() == null ? null : new SiteId(body.siteId());
        if (site != null && sites.find(site).isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "siteId", "siteId must be the number of a site");
        }
        PlacementRuleId id = new PlacementRuleId(sequences.next("placementrule"));
        SetPlacementRule command = new SetPlacementRule(
                id, site, policy(body.policy()), body.from(), Check.text("reason", body.reason(), 500));
        return commands.perform(() -> commands.send(command), () -> RuleJson.of(known(id.value())));
    }

    @DELETE
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public void withdraw(@PathParam("id") long id) {
        commands.send(new WithdrawPlacementRule(known(id).ruleId()));
    }

    private static Policy policy(@Nullable String wanted) {
        return Arrays.stream(Policy.values())
                .filter(policy -> policy.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "policy",
                        "policy must be one of "
                                + Arrays.stream(Policy.values())
                                        .map(Policy::name)
                                        .collect(Collectors.joining(", "))));
    }

    private PlacementRuleView known(long id) {
        return rules.find(new PlacementRuleId(id))
                .orElseThrow(() ->
                        Refused.because(ComputeRefusal.PLACEMENT_RULE_NOT_FOUND, "There is no placement rule " + id));
    }

    /**
     * A rule to be.
     *
     * @param siteId absent for all sites without a rule of their own
     * @param from absent for at once
     */
    public record RuleRequest(
            @Nullable Long siteId,
            @Nullable String policy,
            @Nullable Instant from,
            @Nullable String reason) {}

    /** A rule. */
    public record RuleJson(long id, @Nullable Long siteId, String policy, Instant from, String reason, Instant setAt) {
        static RuleJson of(PlacementRuleView rule) {
            return new RuleJson(rule.id, rule.siteId, rule.policy, rule.beginsAt, rule.reason, rule.setAt);
        }
    }
}
