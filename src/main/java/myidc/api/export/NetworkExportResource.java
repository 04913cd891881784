package myidc.api.export;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import myidc.api.NetworkFiles;
import myidc.platform.security.Staff;
import myidc.shared.Role;

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
    public Response file(@PathParam("name") String name, @BeanParam NetworkFiles.Asked asked) {
        return files.answer(name, asked);
    }
}
