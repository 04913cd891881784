package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.LayoutCommand;
import myidc.inventory.LayoutCommand.ApproveLayout;
import myidc.inventory.LayoutCommand.BeginLayout;
import myidc.inventory.LayoutCommand.Draft;
import myidc.inventory.LayoutCommand.DraftLayout;
import myidc.inventory.LayoutCommand.DropLayout;
import myidc.inventory.LayoutCommand.FinishLayout;
import myidc.inventory.LayoutCommand.ReturnLayout;
import myidc.inventory.LayoutCommand.ReviseLayout;
import myidc.inventory.LayoutCommand.SubmitLayout;
import myidc.inventory.event.Face;
import myidc.inventory.event.LayoutDeed;
import myidc.inventory.event.LayoutStep;
import myidc.inventory.read.LayoutView;
import myidc.inventory.read.Layouts;
import myidc.inventory.read.Sites;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DeviceId;
import myidc.shared.id.LayoutId;
import myidc.shared.id.RackId;
import myidc.shared.id.ReservationId;
import myidc.shared.id.SiteId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Plans of what is to stand where: tried against the inventory, approved, and done as a whole. */
@Path("/admin/v1/layouts")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class LayoutsResource {
    private final Parts parts;
    private final Layouts layouts;
    private final LayoutTrials trials;
    private final CurrentCaller callers;
    private final boolean byAnother;

    LayoutsResource(
            Parts parts,
            LayoutTrials trials,
            CurrentCaller callers,
            @ConfigProperty(name = "myidc.layouts.approved-by-another", defaultValue = "false") boolean byAnother) {
        this.parts = parts;
        this.layouts = parts.layouts();
        this.trials = trials;
        this.callers = callers;
        this.byAnother = byAnother;
    }

    @GET
    public Page<LayoutView> list(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        String wanted = state == null ? null : state.toUpperCase(Locale.ROOT);
        return layouts.list(siteId, wanted, AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return tagged(layouts.find(new LayoutId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id)));
    }

    /** What the plan would come to now; of one rack also how it would look. */
    @GET
    @Path("/{id}/trial")
    public LayoutTrials.Trial trial(@PathParam("id") long id, @QueryParam("rackId") @Nullable Long rackId) {
        return trials.of(known(id), rackId);
    }

    @POST
    @Staff(Role.OPERATOR)
    public Response draft(LayoutRequest body) {
        SiteId site = new SiteId(Check.range("siteId", body.siteId(), 1, Long.MAX_VALUE));
        if (parts.sites().find(site).isEmpty()) {
            throw Refused.field(InventoryRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        LayoutId id = new LayoutId(parts.sequences().next("layout"));
        return perform(id, new DraftLayout(id, site, body.draft(), who()));
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response revise(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, LayoutRequest body) {
        LayoutId layout = new LayoutId(known(id).id);
        return perform(layout, new ReviseLayout(layout, Versions.expected(ifMatch), body.draft(), who()));
    }

    /** Puts the plan up for approval on the ground of now; again, when the ground has changed. */
    @POST
    @Path("/{id}/submit")
    @Staff(Role.OPERATOR)
    public Response submit(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        LayoutView plan = known(id);
        LayoutId layout = new LayoutId(id);
        if (!plan.state.matches("APPLIED|DROPPED")) {
            refuseConflicts(plan);
        }
        return perform(layout, new SubmitLayout(layout, Versions.expected(ifMatch), who(), layouts.ground(plan)));
    }

    @POST
    @Path("/{id}/return")
    @Staff(Role.OPERATOR)
    public Response giveBack(@PathParam("id") long id, ReasonRequest body) {
        LayoutId layout = new LayoutId(known(id).id);
        return perform(layout, new ReturnLayout(layout, who(), body.reason()));
    }

    @POST
    @Path("/{id}/approve")
    @Staff(Role.OPERATOR)
    public Response approve(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        LayoutView plan = known(id);
        LayoutId layout = new LayoutId(id);
        return perform(
                layout, new ApproveLayout(layout, Versions.expected(ifMatch), who(), layouts.ground(plan), byAnother));
    }

    /** Does all steps in one call, or none. */
    @POST
    @Path("/{id}/apply")
    @Staff(Role.OPERATOR)
    public Response apply(@PathParam("id") long id) {
        LayoutView plan = known(id);
        LayoutId layout = new LayoutId(id);
        if (plan.state.equals("APPROVED")) {
            refuseConflicts(plan);
        }
        Commands commands = parts.commands();
        return tagged(commands.perform(
                () -> {
                    commands.send(new BeginLayout(layout, layouts.ground(plan)));
                    List<String> made = parts.work()
                            .run(plan, false, step -> true, step -> {})
                            .made();
                    commands.send(new FinishLayout(layout, who(), made));
                },
                () -> found(layout)));
    }

    @POST
    @Path("/{id}/drop")
    @Staff(Role.OPERATOR)
    public Response drop(@PathParam("id") long id, ReasonRequest body) {
        LayoutId layout = new LayoutId(known(id).id);
        return perform(layout, new DropLayout(layout, who(), body.reason()));
    }

    private void refuseConflicts(LayoutView plan) {
        List<LayoutTrials.Conflict> conflicts = trials.of(plan, null).conflicts();
        if (!conflicts.isEmpty()) {
            LayoutTrials.Conflict first = conflicts.getFirst();
            String field = first.field();
            throw Refused.heldBy(
                    InventoryRefusal.LAYOUT_CONFLICTS,
                    "steps[" + first.step() + "]" + (field == null ? "" : "." + field),
                    first.detail(),
                    first.holder() == null ? first.code() : first.holder());
        }
    }

    private Response perform(LayoutId id, LayoutCommand command) {
        Commands commands = parts.commands();
        return tagged(commands.perform(() -> commands.send(command), () -> found(id)));
    }

    private LayoutView found(LayoutId id) {
        return layouts.find(id, null).orElseThrow();
    }

    private LayoutView known(long id) {
        return layouts.find(new LayoutId(id), null).orElseThrow(() -> unknown(id));
    }

    private String who() {
        return callers.get().who();
    }

    private static Response tagged(LayoutView layout) {
        return Response.ok(layout).tag(Versions.tag(layout.version)).build();
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.LAYOUT_NOT_FOUND, "There is no plan " + id);
    }

    /** What this resource works with. */
    @Singleton
    record Parts(Commands commands, Sequences sequences, Layouts layouts, Sites sites, LayoutWork work) {}

    /** What a plan says; its steps are done in their order. */
    public record LayoutRequest(
            @Nullable Long siteId,
            @Nullable String name,
            @Nullable String note,
            @Nullable List<StepRequest> steps) {
        Draft draft() {
            List<LayoutStep> read = new ArrayList<>();
            for (StepRequest step : steps == null ? List.<StepRequest>of() : steps) {
                read.add(Check.present("steps", step).step("steps[" + read.size() + "]."));
            }
            return new Draft(name == null ? "" : name, note, read);
        }
    }

    /**
     * One step.
     *
     * @param deed MOVE, INSTALL, REMOVE, RETIRE (of {@code deviceId}), ORDER (of {@code deviceTypeId}, as {@code name}),
     *     ADD_RACK ({@code rackName}, heightU, maxWeightKg, maxPowerW) or REMOVE_RACK
     * @param rackName in place of {@code rackId}: a rack that an earlier step sets up
     */
    public record StepRequest(
            @Nullable String deed,
            @Nullable Long deviceId,
            @Nullable Long deviceTypeId,
            @Nullable Long rackId,
            @Nullable String rackName,
            @Nullable String face,
            @Nullable BigDecimal positionU,
            @Nullable Long reservationId,
            @Nullable String name,
            @Nullable Integer heightU,
            @Nullable Integer maxWeightKg,
            @Nullable Integer maxPowerW) {
        LayoutStep step(String at) {
            return new LayoutStep(
                    Check.oneOf(at + "deed", deed, LayoutDeed.class),
                    deviceId == null ? null : new DeviceId(Check.range(at + "deviceId", deviceId, 1, Long.MAX_VALUE)),
                    deviceTypeId,
                    rackId == null ? null : new RackId(Check.range(at + "rackId", rackId, 1, Long.MAX_VALUE)),
                    rackName,
                    face == null ? null : Check.oneOf(at + "face", face, Face.class),
                    positionU,
                    reservationId == null
                            ? null
                            : new ReservationId(Check.range(at + "reservationId", reservationId, 1, Long.MAX_VALUE)),
                    name,
                    heightU,
                    maxWeightKg,
                    maxPowerW);
        }
    }

    /** Why. */
    public record ReasonRequest(@Nullable String reason) {}
}
