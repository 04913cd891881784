package myidc.api.tenant.firewall;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.firewall.RulesJson.RuleJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.network.NetworkRefusal;
import myidc.network.RulesetCommand.CreateRuleset;
import myidc.network.RulesetCommand.DeleteRuleset;
import myidc.network.RulesetCommand.DescribeRuleset;
import myidc.network.RulesetCommand.SetRulesetRules;
import myidc.network.read.Firewalls;
import myidc.network.read.RulesetRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.RulesetId;
import org.jspecify.annotations.Nullable;

/** Sets of rules that firewalls name in place of rules of their own. */
@Path("/{api:v4|v4beta}/networking/firewalls/rulesets")
@TenantScope("firewall:read_write")
public final class RulesetsResource {
    private static final String READ = "firewall:read_only";
    private static final Attributes<RulesetRow> ATTRIBUTES = new Attributes<RulesetRow>()
            .with("id", Kind.NUMBER, RulesetRow::id)
            .with("label", Kind.TEXT, RulesetRow::label)
            .with("type", Kind.TEXT, RulesetJson::type)
            .with("created", Kind.TIME, RulesetRow::created)
            .with("updated", Kind.TIME, RulesetRow::updated);

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Firewalls firewalls;

    RulesetsResource(
            Commands commands, Sequences sequences, CurrentCaller callers, GrantGuard guard, Firewalls firewalls) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.firewalls = firewalls;
    }

    @GET
    @TenantScope(READ)
    public Listed<RulesetJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(firewalls.rulesets(callers.get().ownTenant(), null), query, RulesetJson::of);
    }

    @POST
    public RulesetJson create(RulesetRequest body) {
        guard.mayDo("add_firewalls");
        if (firewalls.rulesets(callers.get().ownTenant(), null).size() >= Firewalls.MOST) {
            throw Refused.because(
                    NetworkRefusal.FIREWALL_FULL, "An account may have at most " + Firewalls.MOST + " sets of rules");
        }
        String type = Check.text("type", body.type(), 20);
        if (!type.equals("inbound") && !type.equals("outbound")) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "type", "type must be inbound or outbound");
        }
        RulesetId id = new RulesetId(sequences.next("ruleset"));
        CreateRuleset command = new CreateRuleset(
                id,
                callers.get().ownTenant(),
                Check.text("label", body.label(), 64),
                body.description(),
                type.equals("inbound"),
                RuleJson.read("rules", Check.present("rules", body.rules())));
        return commands.perform(() -> commands.send(command), () -> one(id.value()));
    }

    @GET
    @Path("/{rulesetId}")
    @TenantScope(READ)
    public RulesetJson one(@PathParam("rulesetId") long id) {
        return RulesetJson.of(known(id));
    }

    /** What is absent stays; rules come all at once. */
    @PUT
    @Path("/{rulesetId}")
    public RulesetJson change(@PathParam("rulesetId") long id, RulesetChange body) {
        guard.mayDo("add_firewalls");
        RulesetId set = new RulesetId(known(id).id());
        List<@Nullable RuleJson> rules = body.rules();
        SetRulesetRules ruled = rules == null ? null : new SetRulesetRules(set, RuleJson.read("rules", rules));
        return commands.perform(
                () -> {
                    commands.send(new DescribeRuleset(set, body.label(), body.description()));
                    if (ruled != null) {
                        commands.send(ruled);
                    }
                },
                () -> one(id));
    }

    @DELETE
    @Path("/{rulesetId}")
    public Map<String, String> delete(@PathParam("rulesetId") long id) {
        guard.mayDo("add_firewalls");
        DeleteRuleset command = new DeleteRuleset(new RulesetId(known(id).id()));
        return commands.perform(() -> commands.send(command), Map::of);
    }

    private RulesetRow known(long id) {
        return firewalls
                .ruleset(callers.get().ownTenant(), new RulesetId(id), null)
                .orElseThrow(() -> Refused.because(NetworkRefusal.RULESET_NOT_FOUND, "Not found"));
    }

    /** Body of POST /networking/firewalls/rulesets. */
    public record RulesetRequest(
            @Nullable String label,
            @Nullable String description,
            @Nullable String type,
            @Nullable List<@Nullable RuleJson> rules) {}

    /** Body of PUT /networking/firewalls/rulesets/{rulesetId}. */
    public record RulesetChange(
            @Nullable String label,
            @Nullable String description,
            @Nullable List<@Nullable RuleJson> rules) {}

    /**
     * Linode's rule set object.
     *
     * @param deleted always null: a set that is deleted is shown no more
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RulesetJson(
            long id,
            long version,
            String label,
            String description,
            String type,
            boolean isServiceDefined,
            List<RuleJson> rules,
            String created,
            String updated,
            @Nullable String deleted) {
        static RulesetJson of(RulesetRow row) {
            return new RulesetJson(
                    row.id(),
                    row.ruleVersion(),
                    row.label(),
                    row.description(),
                    type(row),
                    false,
                    RuleJson.of(row.rules()),
                    WireTime.text(row.created()),
                    WireTime.text(row.updated()),
                    null);
        }

        static String type(RulesetRow row) {
            return row.inbound() ? "inbound" : "outbound";
        }
    }
}
