package myidc.api.export;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import myidc.api.NetworkFiles;
import myidc.platform.security.Staff;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Files about addresses for DHCP servers, name servers, packet filters and hosts. */
@Path("/export/v1/network")
@Staff({Role.OPERATOR, Role.AUDITOR})
public final class NetworkExportResource {
    private final NetworkFiles files;

    NetworkExportResource(NetworkFiles files) {
        this.files = files;
    }

    /** A file by its name; see docs/network.md for the names. */
    @GET
    @Path("/{name}")
    @Produces({"text/plain;charset=UTF-8", "application/json"})
    public Response file(
            @PathParam("name") String name,
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("prefixId") @Nullable Long prefixId,
            @QueryParam("vpcId") @Nullable Long vpcId,
            @QueryParam("by") @Nullable String by,
            @QueryParam("zone") @Nullable String zone,
            @QueryParam("peer") List<String> peer) {
        String text = files.make(name, new NetworkFiles.Asked(siteId, prefixId, vpcId, by, zone, peer));
        return Response.ok(text, name.endsWith(".json") ? "application/json" : "text/plain;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
