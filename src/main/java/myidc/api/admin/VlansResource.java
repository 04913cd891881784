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
import java.util.HashMap;
import java.util.Map;
import myidc.network.NetworkRefusal;
import myidc.network.VlanCommand.DescribeVlan;
import myidc.network.VlanCommand.RetireVlan;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VlanRow;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.TenantId;
import myidc.shared.id.VlanId;
import org.jspecify.annotations.Nullable;

/** VLANs. */
@Path("/admin/v1/vlans")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class VlansResource {
    private final Commands commands;
    private final NetworkShelves shelves;

    VlansResource(Commands commands, NetworkShelves shelves) {
        this.commands = commands;
        this.shelves = shelves;
    }

    @GET
    public Page<VlanRow> list(
            @QueryParam("groupId") @Nullable Long groupId,
            @QueryParam("tenantId") @Nullable Long tenantId,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        Map<String, Long> where = new HashMap<>();
        if (groupId != null) {
            where.put("groupId", groupId);
        }
        if (tenantId != null) {
            where.put("tenantId", tenantId);
        }
        return shelves.vlans().list(where, AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return tagged(known(id, AsOf.instant(asOf)));
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response describe(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, VlanWords body) {
        known(id, null);
        Long tenant = body.tenantId();
        DescribeVlan command = new DescribeVlan(
                new VlanId(id),
                Check.text("name", body.name(), 60),
                tenant == null ? null : new TenantId(Check.range("tenantId", tenant, 1, Long.MAX_VALUE)),
                body.description(),
                Versions.expected(ifMatch));
        return tagged(commands.perform(() -> commands.send(command), () -> known(id, null)));
    }

    @POST
    @Path("/{id}/retire")
    @Staff(Role.OPERATOR)
    public VlanRow retire(@PathParam("id") long id) {
        VlanRow before = known(id, null);
        return commands.perform(() -> commands.send(new RetireVlan(new VlanId(id))), () -> before);
    }

    private VlanRow known(long id, @Nullable Instant asOf) {
        return shelves.vlans()
                .find(id, asOf)
                .orElseThrow(() -> Refused.because(NetworkRefusal.VLAN_NOT_FOUND, "There is no VLAN " + id));
    }

    private static Response tagged(VlanRow row) {
        return Response.ok(row).tag(Versions.tag(row.version())).build();
    }

    /** What is said anew of a VLAN. */
    public record VlanWords(
            @Nullable String name,
            @Nullable Long tenantId,
            @Nullable String description) {}
}
