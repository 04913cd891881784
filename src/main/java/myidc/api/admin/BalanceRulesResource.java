package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import myidc.compute.BalanceRuleCommand.SetBalanceRule;
import myidc.compute.BalanceRuleCommand.WithdrawBalanceRule;
import myidc.compute.ComputeRefusal;
import myidc.compute.event.BalanceTerms;
import myidc.compute.read.BalanceRounds;
import myidc.compute.read.BalanceRounds.Round;
import myidc.compute.read.BalanceRuleView;
import myidc.compute.read.BalanceRules;
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
import myidc.shared.id.BalanceRuleId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** How hosts' measured loads are judged, from when on, and the rounds in which they were. */
@Path("/admin/v1/rebalancing")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class BalanceRulesResource {
    private static final int ROUNDS_USUAL = 50;
    private static final int ROUNDS_MAX = 500;

    private final Commands commands;
    private final Sequences sequences;
    private final Known known;

    BalanceRulesResource(Commands commands, Sequences sequences, Known known) {
        this.commands = commands;
        this.sequences = sequences;
        this.known = known;
    }

    @GET
    @Path("/rules")
    public Page<BalanceRuleJson> list(@BeanParam PageQuery page) {
        return known.rules().list(page.ask()).map(BalanceRuleJson::of);
    }

    @POST
    @Path("/rules")
    @Staff(Role.OPERATOR)
    public BalanceRuleJson set(BalanceRuleRequest body) {
        BalanceRuleId id = new BalanceRuleId(sequences.next("balancerule"));
        SetBalanceRule command = new SetBalanceRule(
                id,
                body.siteId() == null ? null : site(body.siteId()),
                body.terms(),
                body.from(),
                Check.text("reason", body.reason(), 500));
        return commands.perform(() -> commands.send(command), () -> BalanceRuleJson.of(rule(id.value())));
    }

    @DELETE
    @Path("/rules/{id}")
    @Staff(Role.OPERATOR)
    public void withdraw(@PathParam("id") long id) {
        commands.send(new WithdrawBalanceRule(new BalanceRuleId(rule(id).id)));
    }

    /**
     * The rounds of a site, the latest first.
     *
     * @param most how many, 1 to 500; 50 when absent
     */
    @GET
    @Path("/rounds")
    public RoundsJson rounds(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("most") @Nullable Integer most,
            @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        int wanted = most == null ? ROUNDS_USUAL : Check.range("most", most, 1, ROUNDS_MAX);
        return new RoundsJson(at, known.rounds().of(site(siteId), at, wanted));
    }

    private SiteId site(@Nullable Long id) {
        SiteId site = new SiteId(Check.range("siteId", id, 1, Long.MAX_VALUE));
        if (known.sites().find(site).isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "siteId", "siteId must be the number of a site");
        }
        return site;
    }

    private BalanceRuleView rule(long id) {
        return known.rules()
                .find(new BalanceRuleId(id))
                .orElseThrow(() ->
                        Refused.because(ComputeRefusal.BALANCE_RULE_NOT_FOUND, "There is no balancing rule " + id));
    }

    /** What this resource reads. */
    @Singleton
    record Known(BalanceRules rules, BalanceRounds rounds, Sites sites) {}

    /** Rounds, the latest first. */
    public record RoundsJson(@Nullable Instant asOf, List<Round> data) {}

    /**
     * A rule to be.
     *
     * @param siteId absent for all sites without a rule of their own
     * @param judged false to hold no rounds any more; the figures are then of no account
     * @param threshold imbalance that is let be, in points, 1 to 100; 10 when absent
     * @param rounds how many in a row have to be above it, 1 to 100; 3 when absent
     * @param everyMinutes how far they are apart, 5 to 1,440; 15 when absent
     * @param linkMbps how fast guests go from host to host; 10,000 when absent
     * @param pointsPerMinute what a minute of copying must gain; 5 when absent
     * @param moves at once at most; 10 when absent
     * @param propose whether a wave is proposed; false when absent: advice alone
     * @param from absent for at once
     */
    public record BalanceRuleRequest(
            @Nullable Long siteId,
            @Nullable Boolean judged,
            @Nullable Integer threshold,
            @Nullable Integer rounds,
            @Nullable Integer everyMinutes,
            @Nullable Integer linkMbps,
            @Nullable Integer pointsPerMinute,
            @Nullable Integer moves,
            @Nullable Boolean propose,
            @Nullable Instant from,
            @Nullable String reason) {
        @Nullable
        BalanceTerms terms() {
            return Boolean.FALSE.equals(judged)
                    ? null
                    : new BalanceTerms(
                            threshold == null ? 10 : threshold,
                            rounds == null ? 3 : rounds,
                            everyMinutes == null ? 15 : everyMinutes,
                            linkMbps == null ? 10_000 : linkMbps,
                            pointsPerMinute == null ? 5 : pointsPerMinute,
                            moves == null ? 10 : moves,
                            Boolean.TRUE.equals(propose));
        }
    }

    /** A rule; without terms no rounds are held. */
    public record BalanceRuleJson(
            long id, @Nullable Long siteId, @Nullable BalanceTerms terms, Instant from, String reason, Instant setAt) {
        static BalanceRuleJson of(BalanceRuleView rule) {
            return new BalanceRuleJson(rule.id, rule.siteId, rule.terms(), rule.beginsAt, rule.reason, rule.setAt);
        }
    }
}
