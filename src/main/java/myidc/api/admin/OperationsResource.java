package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import myidc.platform.axon.DeadLetters;
import myidc.platform.axon.Processors;
import myidc.platform.axon.Projection;
import myidc.platform.axon.ProjectionRebuild;
import myidc.platform.http.PageQuery;
import myidc.platform.ops.RebuildRuns;
import myidc.platform.security.Staff;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** The portal's own machinery: processors, dead letters, projections. */
@Path("/admin/v1/operations")
@Staff({Role.OPERATOR, Role.AUDITOR})
public final class OperationsResource {
    private final Processors processors;
    private final DeadLetters letters;
    private final ProjectionRebuild rebuilds;
    private final RebuildRuns runs;

    OperationsResource(Processors processors, DeadLetters letters, ProjectionRebuild rebuilds, RebuildRuns runs) {
        this.processors = processors;
        this.letters = letters;
        this.rebuilds = rebuilds;
        this.runs = runs;
    }

    @GET
    @Path("/processors")
    public Map<String, List<Processors.Processor>> processors() {
        return Map.of("data", processors.list());
    }

    /** How much is in the book. */
    @GET
    @Path("/book")
    public Map<String, Long> book() {
        return Map.of("facts", processors.facts());
    }

    @GET
    @Path("/dead-letters")
    public Page<DeadLetters.Letter> deadLetters(@BeanParam PageQuery page) {
        return letters.list(page.ask());
    }

    /** Handles a letter's sequence once more. */
    @POST
    @Path("/dead-letters/{id}/retry")
    @Staff(Role.OPERATOR)
    public Map<String, Boolean> retry(@PathParam("id") String id) {
        return Map.of("handled", letters.retry(letter(id)));
    }

    @DELETE
    @Path("/dead-letters/{id}")
    @Staff(Role.OPERATOR)
    public Map<String, Boolean> drop(@PathParam("id") String id) {
        letters.drop(letter(id));
        return Map.of("dropped", true);
    }

    @GET
    @Path("/projections")
    public Map<String, List<ProjectionJson>> projections() {
        return Map.of("data", rebuilds.all().stream().map(this::shown).toList());
    }

    /** A projection with its latest rebuild: how far it is, in whichever process it runs. */
    @GET
    @Path("/projections/{name}")
    public ProjectionJson projectionNamed(@PathParam("name") String name) {
        return shown(projection(name));
    }

    private ProjectionJson shown(Projection projection) {
        return new ProjectionJson(
                projection.name(),
                projection.tables(),
                projection.histories(),
                runs.find(projection.name()).orElse(null));
    }

    /** Starts a rebuild; its progress is read from the projection. */
    @POST
    @Path("/projections/{name}/rebuild")
    @Staff(Role.OPERATOR)
    public Response rebuild(@PathParam("name") String name) {
        Projection projection = projection(name);
        if (!runs.start(projection)) {
            throw Refused.because(CommonRefusal.BUSY, "A rebuild of " + name + " is under way");
        }
        return Response.accepted(runs.find(name).orElseThrow()).build();
    }

    /** Whether a rebuild would give the rows that are there now. */
    @POST
    @Path("/projections/{name}/verify")
    @Staff(Role.OPERATOR)
    public VerdictJson verify(@PathParam("name") String name) {
        ProjectionRebuild.Verdict verdict = rebuilds.verify(projection(name));
        return new VerdictJson(
                verdict.projection(), verdict.same(), verdict.facts(), verdict.live(), verdict.rebuilt());
    }

    private Projection projection(String name) {
        return rebuilds.find(name)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "There is no projection " + name));
    }

    private DeadLetters.Letter letter(String id) {
        return letters.find(id)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "There is no dead letter " + id));
    }

    /** A projection and its latest rebuild. */
    public record ProjectionJson(
            String name, List<String> tables, List<String> histories, RebuildRuns.@Nullable Run lastRebuild) {}

    /** Live rows against rebuilt rows. */
    public record VerdictJson(String projection, boolean same, long facts, List<String> live, List<String> rebuilt) {}
}
