package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.compute.ComputeRefusal;
import myidc.compute.StackScriptCommand.TakeDownStackScript;
import myidc.compute.read.StackScriptView;
import myidc.compute.read.StackScripts;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.StackScriptId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Scripts that tenants show to all tenants; staff read them, and operators may take one away. */
@Path("/admin/v1/stackscripts")
@Staff({Role.OPERATOR, Role.AUDITOR})
public final class StackScriptsResource {
    /** What tenants keep to themselves is no business of staff. */
    private static final String SHOWN = "(isPublic = true or takenDown is not null)";

    private final Commands commands;
    private final StackScripts scripts;
    private final Tenants tenants;

    StackScriptsResource(Commands commands, StackScripts scripts, Tenants tenants) {
        this.commands = commands;
        this.scripts = scripts;
        this.tenants = tenants;
    }

    /** Those that are public or were until staff took them away; what was changed last stands first. */
    @GET
    public Page<PublicScriptJson> list(@BeanParam PageQuery page) {
        Page<StackScriptView> rows = scripts.page(SHOWN, "updatedAt desc, id desc", page.ask());
        Map<Long, String> owners = tenants.names(
                rows.data().stream().map(row -> row.tenantId).distinct().toList());
        return rows.map(row -> PublicScriptJson.of(row, owners));
    }

    /** A script that is public or was. */
    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id) {
        return answer(json(known(id)));
    }

    /** No other tenant sees it or may run it from now on; guests that ran it stay as they are. */
    @POST
    @Path("/{id}/take-down")
    @Staff(Role.OPERATOR)
    public Response takeDown(@PathParam("id") long id, TakeDownRequest body) {
        known(id);
        TakeDownStackScript command =
                new TakeDownStackScript(new StackScriptId(id), Check.text("reason", body.reason(), 500));
        return answer(commands.perform(() -> commands.send(command), () -> json(known(id))));
    }

    private PublicScriptJson json(StackScriptView row) {
        return PublicScriptJson.of(row, tenants.names(List.of(row.tenantId)));
    }

    private static Response answer(PublicScriptJson json) {
        return Response.ok(json).tag(Versions.tag(json.version())).build();
    }

    private StackScriptView known(long id) {
        return scripts.find(new StackScriptId(id))
                .filter(row -> row.isPublic || row.takenDown != null)
                .orElseThrow(() ->
                        Refused.because(ComputeRefusal.STACKSCRIPT_NOT_FOUND, "There is no public StackScript " + id));
    }

    /** Why a script is taken away; its owner reads it. */
    public record TakeDownRequest(@Nullable String reason) {}

    /**
     * A script that tenants show to all.
     *
     * @param takenDown why staff took it away; null while it is public
     */
    public record PublicScriptJson(
            long id,
            long version,
            long tenantId,
            @Nullable String tenantName,
            String author,
            String label,
            String description,
            List<String> images,
            String script,
            int deployments,
            int deploymentsActive,
            @Nullable String takenDown,
            Instant updatedAt) {
        static PublicScriptJson of(StackScriptView row, Map<Long, String> owners) {
            return new PublicScriptJson(
                    row.id,
                    row.version,
                    row.tenantId,
                    owners.get(row.tenantId),
                    row.author,
                    row.label,
                    row.description,
                    List.of(row.images),
                    row.script,
                    row.deployments,
                    row.deploymentsActive,
                    row.takenDown,
                    row.updatedAt);
        }
    }
}
