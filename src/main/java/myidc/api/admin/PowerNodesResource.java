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
import java.time.Instant;
import java.util.List;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.PowerNodeCommand;
import myidc.inventory.PowerNodeCommand.InstallPowerNode;
import myidc.inventory.PowerNodeCommand.RatePowerNode;
import myidc.inventory.PowerNodeCommand.RecordPower;
import myidc.inventory.PowerNodeCommand.RetirePowerNode;
import myidc.inventory.PowerNodeCommand.RewirePowerNode;
import myidc.inventory.PowerNodeCommand.Wiring;
import myidc.inventory.event.PowerAlarm;
import myidc.inventory.event.PowerKind;
import myidc.inventory.event.PowerNodeEvent.LegReading;
import myidc.inventory.event.PowerNodeEvent.PowerRating;
import myidc.inventory.read.PowerNodeView;
import myidc.inventory.read.PowerNodes;
import myidc.inventory.read.Racks;
import myidc.inventory.read.Sites;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PowerNodeId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Panels, UPSes, feeds, PDUs and banks. */
@Path("/admin/v1/power-nodes")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PowerNodesResource {
    private static final BigDecimal POWER_FACTOR = BigDecimal.ONE;
    private static final int DERATING_PERCENT = 80;

    private final Commands commands;
    private final Sequences sequences;
    private final Views views;

    PowerNodesResource(Commands commands, Sequences sequences, Views views) {
        this.commands = commands;
        this.sequences = sequences;
        this.views = views;
    }

    @GET
    public Page<PowerNodeView> list(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("alarm") @Nullable String alarm,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        PowerNodes.Wanted wanted = new PowerNodes.Wanted(
                kind,
                alarm == null
                        ? null
                        : Check.oneOf("alarm", alarm, PowerAlarm.class).name());
        return views.power().list(siteId, wanted, AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return tagged(
                views.power().find(new PowerNodeId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id)));
    }

    @POST
    @Staff(Role.OPERATOR)
    public PowerNodeView install(NodeRequest body) {
        SiteId site = new SiteId(Check.range("siteId", body.siteId(), 1, Long.MAX_VALUE));
        if (views.sites().find(site).isEmpty()) {
            throw Refused.field(InventoryRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        Long rack = body.rackId();
        if (rack != null
                && views.racks()
                        .find(new RackId(rack))
                        .filter(r -> r.siteId == site.value())
                        .isEmpty()) {
            throw Refused.field(InventoryRefusal.RACK_UNKNOWN, "rackId", "rackId names no rack of the site");
        }
        PowerNodeId id = new PowerNodeId(sequences.next("powernode"));
        InstallPowerNode command = new InstallPowerNode(
                id,
                site,
                new Wiring(parent(body.parentId()), rack == null ? null : new RackId(rack)),
                Check.oneOf("kind", body.kind(), PowerKind.class),
                Check.text("name", body.name(), 80),
                body.rating());
        return commands.perform(
                () -> commands.send(command), () -> views.power().find(id, null).orElseThrow());
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response rate(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, NodeRequest body) {
        PowerNodeId node = known(id);
        return tagged(perform(
                node,
                new RatePowerNode(
                        node, Versions.expected(ifMatch), Check.text("name", body.name(), 80), body.rating())));
    }

    @POST
    @Path("/{id}/rewire")
    @Staff(Role.OPERATOR)
    public PowerNodeView rewire(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, WiringRequest body) {
        PowerNodeId node = known(id);
        return perform(node, new RewirePowerNode(node, Versions.expected(ifMatch), parent(body.parentId())));
    }

    @POST
    @Path("/{id}/readings")
    @Staff(Role.OPERATOR)
    public PowerNodeView measure(@PathParam("id") long id, ReadingRequest body) {
        PowerNodeId node = known(id);
        List<LegRequest> given = Check.present("legs", body.legs());
        Check.range("legs", given.size(), 1, 3);
        List<LegReading> legs = given.stream().map(LegRequest::reading).toList();
        return perform(node, new RecordPower(node, Check.present("measuredAt", body.measuredAt()), legs));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public PowerNodeView retire(@PathParam("id") long id) {
        PowerNodeId node = known(id);
        PowerNodeView before = views.power().find(node, null).orElseThrow(() -> unknown(id));
        return commands.perform(() -> commands.send(new RetirePowerNode(node)), () -> before);
    }

    private PowerNodeView perform(PowerNodeId id, PowerNodeCommand command) {
        return commands.perform(
                () -> commands.send(command), () -> views.power().find(id, null).orElseThrow());
    }

    private PowerNodeId known(long id) {
        PowerNodeId node = new PowerNodeId(id);
        if (views.power().find(node, null).isEmpty()) {
            throw unknown(id);
        }
        return node;
    }

    private static @Nullable PowerNodeId parent(@Nullable Long parent) {
        return parent == null ? null : new PowerNodeId(Check.range("parentId", parent, 1, Long.MAX_VALUE));
    }

    private static Response tagged(PowerNodeView node) {
        return Response.ok(node).tag(Versions.tag(node.version)).build();
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.POWER_NODE_NOT_FOUND, "There is no power node " + id);
    }

    /** What this resource reads. */
    @Singleton
    record Views(Sites sites, Racks racks, PowerNodes power) {}

    /**
     * What a node is to be; see {@link PowerRating}.
     *
     * @param deratingPercent 80 when absent
     * @param powerFactor 1 when absent
     */
    public record NodeRequest(
            @Nullable Long siteId,
            @Nullable Long parentId,
            @Nullable Long rackId,
            @Nullable String kind,
            @Nullable String name,
            @Nullable String side,
            @Nullable Integer volts,
            @Nullable Integer amps,
            @Nullable Integer phases,
            @Nullable String leg,
            @Nullable Integer deratingPercent,
            @Nullable BigDecimal powerFactor,
            @Nullable Integer outlets) {
        PowerRating rating() {
            return new PowerRating(
                    side,
                    Check.present("volts", volts),
                    Check.present("amps", amps),
                    phases == null ? 1 : phases,
                    leg,
                    deratingPercent == null ? DERATING_PERCENT : deratingPercent,
                    powerFactor == null ? POWER_FACTOR : powerFactor,
                    outlets == null ? 0 : outlets);
        }
    }

    /** What supplies a node; absent when it is supplied from outside. */
    public record WiringRequest(@Nullable Long parentId) {}

    /** What a meter said. */
    public record ReadingRequest(
            @Nullable Instant measuredAt, @Nullable List<LegRequest> legs) {}

    /** What one leg carried. */
    public record LegRequest(
            @Nullable String leg,
            @Nullable Integer watts,
            @Nullable Integer voltAmperes) {
        LegReading reading() {
            return new LegReading(
                    Check.text("legs.leg", leg, 2), Check.range("legs.watts", watts, 0, 10_000_000), voltAmperes);
        }
    }
}
