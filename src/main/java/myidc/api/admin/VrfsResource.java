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
import java.util.Map;
import myidc.network.NetworkRefusal;
import myidc.network.VrfCommand.DefineVrf;
import myidc.network.VrfCommand.DescribeVrf;
import myidc.network.VrfCommand.RetireVrf;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VrfRow;
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
import myidc.shared.id.VrfId;
import org.jspecify.annotations.Nullable;

/** Routing tables. */
@Path("/admin/v1/vrfs")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class VrfsResource {
    private final Commands commands;
    private final Sequences sequences;
    private final NetworkShelves shelves;

    VrfsResource(Commands commands, Sequences sequences, NetworkShelves shelves) {
        this.commands = commands;
        this.sequences = sequences;
        this.shelves = shelves;
    }

    @GET
    public Page<VrfRow> list(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return shelves.vrfs().list(Map.of(), AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return tagged(known(id, AsOf.instant(asOf)));
    }

    @POST
    @Staff(Role.OPERATOR)
    public VrfRow define(VrfRequest body) {
        VrfId id = new VrfId(sequences.next("vrf"));
        DefineVrf command = new DefineVrf(
                id,
                Check.text("name", body.name(), 60),
                body.routeDistinguisher(),
                Boolean.TRUE.equals(body.duplicates()),
                body.description());
        return commands.perform(() -> commands.send(command), () -> known(id.value(), null));
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response describe(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, VrfRequest body) {
        VrfRow before = known(id, null);
        if (body.duplicates() != null && body.duplicates() != before.duplicates()) {
            throw Refused.field(
                    NetworkRefusal.VRF_IN_USE, "duplicates", "duplicates cannot be changed; define another VRF");
        }
        DescribeVrf command = new DescribeVrf(
                new VrfId(id),
                Check.text("name", body.name(), 60),
                body.routeDistinguisher(),
                body.description(),
                Versions.expected(ifMatch));
        return tagged(commands.perform(() -> commands.send(command), () -> known(id, null)));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public VrfRow retire(@PathParam("id") long id) {
        VrfRow before = known(id, null);
        return commands.perform(() -> commands.send(new RetireVrf(new VrfId(id))), () -> before);
    }

    private VrfRow known(long id, @Nullable Instant asOf) {
        return shelves.vrfs()
                .find(id, asOf)
                .orElseThrow(() -> Refused.because(NetworkRefusal.VRF_NOT_FOUND, "There is no VRF " + id));
    }

    private static Response tagged(VrfRow row) {
        return Response.ok(row).tag(Versions.tag(row.version())).build();
    }

    /**
     * What a VRF is to be.
     *
     * @param routeDistinguisher such as 65000:12
     * @param duplicates whether the same prefix and address may be in it more than once
     */
    public record VrfRequest(
            @Nullable String name,
            @Nullable String routeDistinguisher,
            @Nullable Boolean duplicates,
            @Nullable String description) {}
}
