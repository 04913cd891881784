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
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import myidc.compute.read.Hosts;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.RackCommand.FrameRack;
import myidc.inventory.RackCommand.InstallRack;
import myidc.inventory.RackCommand.RackFrame;
import myidc.inventory.RackCommand.RefitRack;
import myidc.inventory.RackCommand.RetireRack;
import myidc.inventory.RackCommand.SiteRack;
import myidc.inventory.RackCommand.Spot;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Elevations;
import myidc.inventory.read.RackLoads;
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
import myidc.shared.id.LocationId;
import myidc.shared.id.RackId;
import myidc.shared.id.SiteId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Racks. */
@Path("/admin/v1/racks")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class RacksResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Views views;
    private final Hosts hosts;

    RacksResource(Commands commands, Sequences sequences, Views views, Hosts hosts) {
        this.commands = commands;
        this.sequences = sequences;
        this.views = views;
        this.hosts = hosts;
    }

    @GET
    public Page<RackJson> list(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        Instant at = AsOf.instant(asOf);
        Page<RackView> found = views.racks().list(siteId, at, page.ask());
        Map<Long, RackLoads.Load> loads = views.loads().of(found.data(), at);
        return found.map(rack -> RackJson.of(rack, loads.getOrDefault(rack.id, RackLoads.Load.NONE)));
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        return tagged(json(views.racks().find(new RackId(id), at).orElseThrow(() -> unknown(id)), at));
    }

    @POST
    @Staff(Role.OPERATOR)
    public RackJson install(RackRequest body) {
        SiteId site = new SiteId(Check.range("siteId", body.siteId(), 1, Long.MAX_VALUE));
        if (views.sites().find(site).isEmpty()) {
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
                () -> commands.send(command), () -> json(views.racks().find(id).orElseThrow(), null));
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
        return tagged(commands.perform(
                () -> commands.send(command),
                () -> json(views.racks().find(rack).orElseThrow(), null)));
    }

    @POST
    @Path("/{id}/place")
    @Staff(Role.OPERATOR)
    public Response place(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, SpotRequest body) {
        RackId rack = known(id);
        Long location = body.locationId();
        SiteRack command = new SiteRack(
                rack,
                Versions.expected(ifMatch),
                location == null ? null : new LocationId(Check.range("locationId", location, 1, Long.MAX_VALUE)),
                new Spot(body.positionInRow(), body.xMm(), body.yMm()));
        return tagged(commands.perform(
                () -> commands.send(command),
                () -> json(views.racks().find(rack).orElseThrow(), null)));
    }

    @POST
    @Path("/{id}/frame")
    @Staff(Role.OPERATOR)
    public Response frame(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, FrameRequest body) {
        RackId rack = known(id);
        FrameRack command = new FrameRack(
                rack,
                Versions.expected(ifMatch),
                new RackFrame(
                        Boolean.TRUE.equals(body.numberedTopDown()),
                        body.widthIn() == null ? 19 : body.widthIn(),
                        body.outerWidthMm(),
                        body.outerDepthMm()));
        return tagged(commands.perform(
                () -> commands.send(command),
                () -> json(views.racks().find(rack).orElseThrow(), null)));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public RackJson retire(@PathParam("id") long id) {
        RackId rack = known(id);
        RackJson before = json(views.racks().find(rack).orElseThrow(() -> unknown(id)), null);
        return commands.perform(() -> commands.send(new RetireRack(rack)), () -> before);
    }

    @GET
    @Path("/{id}/elevation")
    public ElevationJson elevation(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        Elevations.Elevation found = views.elevations().of(new RackId(id), at).orElseThrow(() -> unknown(id));
        List<DeviceView> devices = found.devices();
        Map<Long, Long> hostIds =
                hosts.byDevice(devices.stream().map(device -> device.id).toList(), at);
        return ElevationJson.of(found.rack(), at, devices, hostIds).keeping(found.kept(), owners(devices));
    }

    private Map<Long, String> owners(List<DeviceView> devices) {
        return views.tenants()
                .names(devices.stream()
                        .map(device -> device.tenantId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private RackId known(long id) {
        RackId rack = new RackId(id);
        if (views.racks().find(rack).isEmpty()) {
            throw unknown(id);
        }
        return rack;
    }

    private RackJson json(RackView rack, @Nullable Instant asOf) {
        return RackJson.of(rack, views.loads().of(List.of(rack), asOf).getOrDefault(rack.id, RackLoads.Load.NONE));
    }

    private static Response tagged(RackJson rack) {
        return Response.ok(rack).tag(Versions.tag(rack.version())).build();
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.RACK_NOT_FOUND, "There is no rack " + id);
    }

    /** What this resource reads. */
    @Singleton
    record Views(Sites sites, Racks racks, RackLoads loads, Elevations elevations, Tenants tenants) {}

    /** What a rack is to be. */
    public record RackRequest(
            @Nullable Long siteId,
            @Nullable String name,
            @Nullable Integer heightU,
            @Nullable Integer maxWeightKg,
            @Nullable Integer maxPowerW) {}

    /** Where a rack stands; what is absent is not said any more. */
    public record SpotRequest(
            @Nullable Long locationId,
            @Nullable Integer positionInRow,
            @Nullable Integer xMm,
            @Nullable Integer yMm) {}

    /** How a rack is built; numbered from the bottom and 19 inches wide when absent. */
    public record FrameRequest(
            @Nullable Boolean numberedTopDown,
            @Nullable Integer widthIn,
            @Nullable Integer outerWidthMm,
            @Nullable Integer outerDepthMm) {}

    /**
     * A rack and how full it is.
     *
     * @param devices how many stand in it or hang beside its units
     * @param usedU units in which at least one face is taken
     * @param weightKg sum of the known weights
     * @param powerW sum of the known nameplate powers
     */
    public record RackJson(
            long id,
            long version,
            long siteId,
            String name,
            int heightU,
            int maxWeightKg,
            int maxPowerW,
            Instant installedAt,
            int devices,
            BigDecimal usedU,
            BigDecimal weightKg,
            long powerW,
            @Nullable Long locationId,
            @Nullable Integer positionInRow,
            @Nullable Integer xMm,
            @Nullable Integer yMm,
            boolean numberedTopDown,
            int widthIn,
            @Nullable Integer outerWidthMm,
            @Nullable Integer outerDepthMm) {
        static RackJson of(RackView rack, RackLoads.Load load) {
            return new RackJson(
                    rack.id,
                    rack.version,
                    rack.siteId,
                    rack.name,
                    rack.heightU,
                    rack.weightKgMax,
                    rack.powerWMax,
                    rack.installedAt,
                    load.devices(),
                    load.usedU(),
                    load.weightKg(),
                    load.powerW(),
                    rack.locationId,
                    rack.positionInRow,
                    rack.xMm,
                    rack.yMm,
                    rack.numberedTopDown,
                    rack.widthIn,
                    rack.outerWidthMm,
                    rack.outerDepthMm);
        }
    }
}
