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
import myidc.inventory.InventoryRefusal;
import myidc.inventory.LocationCommand.ArrangeLocation;
import myidc.inventory.LocationCommand.CloseLocation;
import myidc.inventory.LocationCommand.OpenLocation;
import myidc.inventory.event.LocationKind;
import myidc.inventory.read.LocationView;
import myidc.inventory.read.Locations;
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
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Rooms and rows of racks. */
@Path("/admin/v1/locations")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class LocationsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Sites sites;
    private final Locations locations;

    LocationsResource(Commands commands, Sequences sequences, Sites sites, Locations locations) {
        this.commands = commands;
        this.sequences = sequences;
        this.sites = sites;
        this.locations = locations;
    }

    @GET
    public Page<LocationView> list(
            @QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return locations.list(siteId, AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return tagged(locations.find(new LocationId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id)));
    }

    @POST
    @Staff(Role.OPERATOR)
    public LocationView open(LocationRequest body) {
        SiteId site = new SiteId(Check.range("siteId", body.siteId(), 1, Long.MAX_VALUE));
        if (sites.find(site).isEmpty()) {
            throw Refused.field(InventoryRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        LocationId id = new LocationId(sequences.next("location"));
        OpenLocation command = new OpenLocation(
                id,
                site,
                parent(body),
                Check.oneOf("kind", body.kind(), LocationKind.class),
                Check.text("name", body.name(), 80));
        return commands.perform(
                () -> commands.send(command), () -> locations.find(id, null).orElseThrow());
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response arrange(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, LocationRequest body) {
        LocationId location = known(id);
        ArrangeLocation command = new ArrangeLocation(
                location, Versions.expected(ifMatch), parent(body), Check.text("name", body.name(), 80));
        return tagged(commands.perform(
                () -> commands.send(command),
                () -> locations.find(location, null).orElseThrow()));
    }

    @POST
    @Path("/{id}/close")
    @Staff(Role.OPERATOR)
    public LocationView close(@PathParam("id") long id) {
        LocationId location = known(id);
        LocationView before = locations.find(location, null).orElseThrow(() -> unknown(id));
        return commands.perform(() -> commands.send(new CloseLocation(location)), () -> before);
    }

    private LocationId known(long id) {
        LocationId location = new LocationId(id);
        if (locations.find(location, null).isEmpty()) {
            throw unknown(id);
        }
        return location;
    }

    private static @Nullable LocationId parent(LocationRequest body) {
        Long parent = body.parentId();
        return parent == null ? null : new LocationId(Check.range("parentId", parent, 1, Long.MAX_VALUE));
    }

    private static Response tagged(LocationView location) {
        return Response.ok(location).tag(Versions.tag(location.version)).build();
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.LOCATION_NOT_FOUND, "There is no location " + id);
    }

    /**
     * What a location is to be.
     *
     * @param parentId the room it lies in; absent when it lies in the site itself
     * @param kind ROOM or ROW; settled when it is opened
     */
    public record LocationRequest(
            @Nullable Long siteId,
            @Nullable Long parentId,
            @Nullable String kind,
            @Nullable String name) {}
}
