package myidc.api.tenant.linode;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.platform.security.TenantScope;

/** IPv6 pools, of which the house has none: ranges are routed to one guest each. */
@Path("/{api:v4|v4beta}/networking/ipv6/pools")
@TenantScope("ips:read_only")
public final class Ipv6PoolsResource {
    private static final Attributes<Object> NOTHING = new Attributes<Object>().with("region", Kind.TEXT, row -> null);

    @GET
    public Listed<Object> list(@BeanParam ListQuery query) {
        return NOTHING.page(List.of(), query, row -> row);
    }
}
