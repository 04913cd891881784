package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.RackCommand.InstallRack;
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

    RacksResource(Commands commands, Sequences sequences, Racks racks, Sites sites) {
        this.commands = commands;
        this.sequences = sequences;
        this.racks = racks;
        this.sites = sites;
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
                Check.present("weightKgMax", body.weightKgMax()),
                Check.present("powerWMax", body.powerWMax()));
        return commands.perform(
                () -> commands.send(command), () -> RackJson.of(racks.find(id).orElseThrow()));
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.RACK_NOT_FOUND, "There is no rack " + id);
    }

    /** What a rack is to be. */
    public record RackRequest(
            @Nullable Long siteId,
            @Nullable String name,
            @Nullable Integer heightU,
            @Nullable Integer weightKgMax,
            @Nullable Integer powerWMax) {}

    /** A rack. */
    public record RackJson(
            long id,
            long version,
            long siteId,
            String name,
            int heightU,
            int weightKgMax,
            int powerWMax,
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
