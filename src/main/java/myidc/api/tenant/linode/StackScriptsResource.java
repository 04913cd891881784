package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.util.Objects;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.ComputeRefusal;
import myidc.compute.ScriptFields;
import myidc.compute.StackScriptCommand.CreateStackScript;
import myidc.compute.StackScriptCommand.DeleteStackScript;
import myidc.compute.StackScriptCommand.PublishStackScript;
import myidc.compute.StackScriptCommand.ReviseStackScript;
import myidc.compute.catalog.Catalogue;
import myidc.compute.event.StackScriptEvent.ScriptText;
import myidc.compute.read.StackScriptView;
import myidc.compute.read.StackScripts;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.People;
import org.jspecify.annotations.Nullable;

/** Scripts that run at a guest's first start: a tenant's own, and those that any tenant shows to all. */
@Path("/{api:v4|v4beta}/linode/stackscripts")
@TenantScope("stackscripts:read_write")
public final class StackScriptsResource {
    private static final String READ = "stackscripts:read_only";
    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final OwnScripts own;
    private final Catalogue catalogue;
    private final People people;

    StackScriptsResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            GrantGuard guard,
            OwnScripts own,
            Catalogue catalogue,
            People people) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.own = own;
        this.catalogue = catalogue;
        this.people = people;
    }

    @GET
    @TenantScope(READ)
    public Listed<StackScriptJson> list(@BeanParam ListQuery query) {
        return Listed.of(own.page(attributes(callers.get().ownTenant()), query), this::json);
    }

    @GET
    @Path("/{stackscriptId}")
    @TenantScope(READ)
    public StackScriptJson one(@PathParam("stackscriptId") long id) {
        return json(own.readable(id));
    }

    @POST
    public StackScriptJson create(StackScriptRequest body) {
        guard.mayDo("add_stackscripts");
        if (own.of(callers.get().ownTenant()).size() >= StackScripts.MOST) {
            throw Refused.because(
                    ComputeRefusal.STACKSCRIPTS_MOST,
                    "An account may have at most " + StackScripts.MOST + " StackScripts");
        }
        StackScriptId id = new StackScriptId(sequences.next("stackscript"));
        CreateStackScript command = new CreateStackScript(
                id,
                callers.get().ownTenant(),
                author(),
                new ScriptText(
                        Check.text("label", body.label(), 200),
                        Objects.requireNonNullElse(body.description(), ""),
                        images(Check.present("images", body.images())),
                        Check.present("script", body.script()),
                        Objects.requireNonNullElse(body.revNote(), "")));
        return commands.perform(
                () -> {
                    commands.send(command);
                    guard.made("stackscript", id.value());
                    if (Boolean.TRUE.equals(body.isPublic())) {
                        commands.send(new PublishStackScript(id));
                    }
                },
                () -> one(id.value()));
    }

    /** What is absent stays. */
    @PUT
    @Path("/{stackscriptId}")
    public StackScriptJson change(@PathParam("stackscriptId") long id, StackScriptRequest body) {
        StackScriptView row = own.changeable(id);
        body.refuseToHide(row);
        List<@Nullable String> images = body.images();
        ReviseStackScript command = new ReviseStackScript(
                new StackScriptId(id),
                new ScriptText(
                        Objects.requireNonNullElse(body.label(), row.label),
                        Objects.requireNonNullElse(body.description(), row.description),
                        images == null ? List.of(row.images) : images(images),
                        Objects.requireNonNullElse(body.script(), row.script),
                        Objects.requireNonNullElse(body.revNote(), row.revNote)));
        return commands.perform(
                () -> {
                    commands.send(command);
                    if (Boolean.TRUE.equals(body.isPublic())) {
                        commands.send(new PublishStackScript(command.stackScriptId()));
                    }
                },
                () -> one(id));
    }

    @DELETE
    @Path("/{stackscriptId}")
    public Map<String, String> delete(@PathParam("stackscriptId") long id) {
        DeleteStackScript command = new DeleteStackScript(new StackScriptId(own.changeable(id).id));
        return commands.perform(() -> commands.send(command), Map::of);
    }

    private List<String> images(List<@Nullable String> asked) {
        Check.range("images", asked.size(), 1, 100);
        return asked.stream()
                .map(image -> {
                    String known = Check.text("images", image, 100);
                    if (!known.equals(OwnScripts.ANY) && catalogue.image(known).isEmpty()) {
                        throw Refused.field(
                                ComputeRefusal.IMAGE_UNKNOWN, "images", "images has one that is not here: " + known);
                    }
                    return known;
                })
                .toList();
    }

    private StackScriptJson json(StackScriptView row) {
        return StackScriptJson.of(row, own.isMine(row));
    }

    private static Attributes<StackScriptView> attributes(TenantId tenant) {
        return new Attributes<StackScriptView>()
                .with("id", Kind.NUMBER, row -> row.id)
                .with("username", Kind.TEXT, "author", row -> row.author)
                .with("label", Kind.TEXT, row -> row.label)
                .with("description", Kind.TEXT, row -> row.description)
                .with("images", Kind.TEXTS, row -> List.of(row.images))
                .with("deployments_total", Kind.NUMBER, "deployments", row -> row.deployments)
                .with("deployments_active", Kind.NUMBER, row -> row.deploymentsActive)
                .with("is_public", Kind.FLAG, row -> row.isPublic)
                .with(
                        "mine",
                        Kind.FLAG,
                        "(case when tenantId = " + tenant.value() + " then true else false end)",
                        row -> row.tenantId == tenant.value())
                .with("rev_note", Kind.TEXT, row -> row.revNote)
                .with("created", Kind.TIME, "createdAt", row -> row.createdAt)
                .with("updated", Kind.TIME, "updatedAt", row -> row.updatedAt);
    }

    private String author() {
        PersonId person = callers.get().person();
        return person == null
                ? ""
                : people.find(person).map(known -> known.username).orElse("");
    }

    /** Body of POST /linode/stackscripts, and of PUT of one. */
    public record StackScriptRequest(
            @Nullable String label,
            @Nullable String description,
            @Nullable List<@Nullable String> images,
            @Nullable String script,
            @JsonProperty("rev_note") @Nullable String revNote,
            @JsonProperty("is_public") @Nullable Boolean isPublic) {
        void refuseToHide(StackScriptView row) {
            if (row.isPublic && Boolean.FALSE.equals(isPublic)) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        "is_public",
                        "is_public must be true: a public StackScript cannot be made private again");
            }
        }
    }

    /**
     * Linode's StackScript object.
     *
     * @param revision higher after each change; beyond Linode's contract, for {@code stackscript_revision} of what deploys it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record StackScriptJson(
            long id,
            String username,
            String userGravatarId,
            String label,
            String description,
            int ordinal,
            String logoUrl,
            List<String> images,
            int deploymentsTotal,
            int deploymentsActive,
            boolean isPublic,
            boolean mine,
            String created,
            String updated,
            String revNote,
            String script,
            List<FieldJson> userDefinedFields,
            long revision) {
        static StackScriptJson of(StackScriptView row, boolean mine) {
            return new StackScriptJson(
                    row.id,
                    row.author,
                    "",
                    row.label,
                    row.description,
                    0,
                    "",
                    List.of(row.images),
                    row.deployments,
                    row.deploymentsActive,
                    row.isPublic,
                    mine,
                    WireTime.text(row.createdAt),
                    WireTime.text(row.updatedAt),
                    row.revNote,
                    row.script,
                    ScriptFields.of(row.script).fields().stream()
                            .map(FieldJson::of)
                            .toList(),
                    row.version);
        }
    }

    /** Something that a script asks of whoever deploys it; what its tag does not say is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldJson(
            String name,
            String label,
            @JsonProperty("default") @Nullable String preset,
            @Nullable String example,
            @Nullable String oneof,
            @Nullable String manyof) {
        static FieldJson of(ScriptFields.Field field) {
            return new FieldJson(
                    field.name(), field.label(), field.preset(), field.example(), field.oneOf(), field.manyOf());
        }
    }
}
