package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.compute.ComputeRefusal;
import myidc.compute.PlacementRuleCommand.SetPlacementRule;
import myidc.compute.PlacementRuleCommand.WithdrawPlacementRule;
import myidc.compute.packing.Policy;
import myidc.compute.packing.Weights;
import myidc.compute.packing.Weights.Weight;
import myidc.compute.read.PlacementRuleView;
import myidc.compute.read.PlacementRules;
import myidc.inventory.read.Sites;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
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
    private final Clock clock;

    PlacementRulesResource(Commands commands, Sequences sequences, PlacementRules rules, Sites sites, Clock clock) {
        this.clock = clock;
        this.commands = commands;
        this.sequences = sequences;
        this.rules = rules;
        this.sites = sites;
    }

    @GET
    public Page<RuleJson> list(@BeanParam PageQuery page) {
        return rules.list(page.ask()).map(RuleJson::of);
    }

    /** What is in force at an instant: for sites without a rule of their own first, then for each site that has one. */
    @GET
    @Path("/in-force")
    public InForceJson inForce(@QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        Instant then = at == null ? clock.instant() : at;
        return new InForceJson(
                then, rules.inForce(then).stream().map(RuleJson::of).toList());
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
                id,
                site,
                policy(body.policy()),
                body.weighing(),
                body.from(),
                Check.text("reason", body.reason(), 500));
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
     * @param weights of the policy's; those left out are as usual
     * @param from absent for at once
     */
    public record RuleRequest(
            @Nullable Long siteId,
            @Nullable String policy,
            @Nullable WeightsJson weights,
            @Nullable Instant from,
            @Nullable String reason) {
        Map<Weight, BigDecimal> weighing() {
            return weights == null ? Map.of() : weights.set();
        }
    }

    /**
     * What a policy weighs by; what it does not weigh by is absent.
     *
     * @param free the free shares of processors and memory, 0.01 to 100
     * @param lost what guests to come could use no more, 0.01 to 100
     * @param imbalance how far processors and memory get out of proportion, 0 to 100
     * @param large the power of its share of a host that a size counts by in the demand, 0 to 6
     * @param days over how many days the demand is looked at, 1 to 90
     */
    public record WeightsJson(
            @Nullable BigDecimal free,
            @Nullable BigDecimal lost,
            @Nullable BigDecimal imbalance,
            @Nullable BigDecimal large,
            @Nullable BigDecimal days) {
        static WeightsJson of(Weights weights) {
            Map<Weight, BigDecimal> all = weights.all();
            return new WeightsJson(
                    all.get(Weight.FREE),
                    all.get(Weight.LOST),
                    all.get(Weight.IMBALANCE),
                    all.get(Weight.LARGE),
                    all.get(Weight.DAYS));
        }

        Map<Weight, BigDecimal> set() {
            Map<Weight, BigDecimal> set = new EnumMap<>(Weight.class);
            put(set, Weight.FREE, free);
            put(set, Weight.LOST, lost);
            put(set, Weight.IMBALANCE, imbalance);
            put(set, Weight.LARGE, large);
            put(set, Weight.DAYS, days);
            return set;
        }

        private static void put(Map<Weight, BigDecimal> set, Weight weight, @Nullable BigDecimal value) {
            if (value != null) {
                set.put(weight, value);
            }
        }
    }

    /** A rule. */
    public record RuleJson(
            long id,
            @Nullable Long siteId,
            String policy,
            WeightsJson weights,
            Instant from,
            String reason,
            Instant setAt) {
        static RuleJson of(PlacementRuleView rule) {
            return new RuleJson(
                    rule.id,
                    rule.siteId,
                    rule.policy,
                    WeightsJson.of(rule.weighing()),
                    rule.beginsAt,
                    rule.reason,
                    rule.setAt);
        }
    }

    /** Rules in force at an instant. */
    public record InForceJson(Instant asOf, List<RuleJson> data) {}
}
