package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.RackCommand.RefitRack;
import myidc.inventory.RackCommand.RetireRack;
import myidc.inventory.read.Devices;
import myidc.inventory.read.RackView;
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
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Racks. */
@Path("/admin/v1/racks")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class RacksResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Racks racks;
    private final Sites sites;
    private final Devices devices;

    RacksResource(Commands commands, Sequences sequences, Racks racks, Sites sites, Devices devices) {
        this.commands = commands;
        this.sequences = sequences;
        this.racks = racks;
        this.sites = sites;
        this.devices = devices;
    }

    @GET
    public Page<RackJson> list(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return racks.list(siteId, AsOf.instant(asOf), page.ask()).map(RackJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        RackView rack = racks.find(new RackId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id));
        return Response.ok(RackJson.of(rack)).tag(Versions.tag(rack.version)).build();
    }

    @POST
    @Staff(Role.OPERATOR)
    public RackJson install(RackRequest body) {
        SiteId site = new SiteId(Check.range("siteId", body.siteId(), 1, Long.MAX_VALUE));
        if (sites.find(site).isEmpty()) {
            throw Refused.field(InventoryRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        RackId id = new RackId(sequences.next("rack"));
        InstallRack command = new InstallRack(
                id,
                site,
                Check.text("name", body.name(), 80),
                Check.present("heightU", body.heightU()),
                Check.present("maxWeightKg", body.maxWeightKg()),
                Check.present("maxPowerW", body.maxPowerW()));
        return commands.perform(
                () -> commands.send(command), () -> RackJson.of(racks.find(id).orElseThrow()));
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response refit(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, RackRequest body) {
        RackId rack = known(id);
        RefitRack command = new RefitRack(
                rack,
                Versions.expected(ifMatch),
                Check.text("name", body.name(), 80),
                Check.present("heightU", body.heightU()),
                Check.present("maxWeightKg", body.maxWeightKg()),
                Check.present("maxPowerW", body.maxPowerW()));
        RackJson refitted = commands.perform(
                () -> commands.send(command), () -> RackJson.of(racks.find(rack).orElseThrow()));
        return Response.ok(refitted).tag(Versions.tag(refitted.version())).build();
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public RackJson retire(@PathParam("id") long id) {
        RackId rack = known(id);
        RackJson before = RackJson.of(racks.find(rack).orElseThrow(() -> unknown(id)));
        return commands.perform(() -> commands.send(new RetireRack(rack)), () -> before);
    }

    @GET
    @Path("/{id}/elevation")
    public ElevationJson elevation(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        RackView rack = racks.find(new RackId(id), at).orElseThrow(() -> unknown(id));
        return ElevationJson.of(RackJson.of(rack), at, devices.inRack(new RackId(id), at));
    }

    private RackId known(long id) {
        RackId rack = new RackId(id);
        if (racks.find(rack).isEmpty()) {
            throw unknown(id);
        }
        return rack;
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.RACK_NOT_FOUND, "There is no rack " + id);
    }

    /** What a rack is to be. */
    public record RackRequest(
            @Nullable Long siteId,
            @Nullable String name,
            @Nullable Integer heightU,
            @Nullable Integer maxWeightKg,
            @Nullable Integer maxPowerW) {}

    /** A rack. */
    public record RackJson(
            long id,
            long version,
            long siteId,
            String name,
            int heightU,
            int maxWeightKg,
            int maxPowerW,
            Instant installedAt) {
        static RackJson of(RackView rack) {
            return new RackJson(
                    rack.id,
                    rack.version,
                    rack.siteId,
                    rack.name,
                    rack.heightU,
                    rack.weightKgMax,
                    rack.powerWMax,
                    rack.installedAt);
        }
    }
}
