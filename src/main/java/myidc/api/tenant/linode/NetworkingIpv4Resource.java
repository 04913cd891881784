package myidc.api.tenant.linode;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import myidc.api.tenant.linode.AddressSwaps.AssignRequest;
import myidc.api.tenant.linode.AddressSwaps.ShareRequest;
import myidc.platform.security.TenantScope;

/** The older names of moving and sharing addresses, which clients still use. */
@Path("/{api:v4|v4beta}/networking/ipv4")
@TenantScope("ips:read_write")
public final class NetworkingIpv4Resource {
    private final AddressSwaps swaps;

    NetworkingIpv4Resource(AddressSwaps swaps) {
        this.swaps = swaps;
    }

    @POST
    @Path("/assign")
    public Map<String, String> assign(AssignRequest body) {
        return swaps.assign(body);
    }

    @POST
    @Path("/share")
    public Map<String, String> share(ShareRequest body) {
        return swaps.share(body);
    }
}
