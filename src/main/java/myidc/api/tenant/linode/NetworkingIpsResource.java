package myidc.api.tenant.linode;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import myidc.api.tenant.linode.PartJson.IpJson;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.HqlFilter;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;

/** Addresses of a tenant's guests. */
@Path("/{api:v4|v4beta}/networking/ips")
@TenantScope("ips:read_only")
public final class NetworkingIpsResource {
    private static final Attributes<InstanceView> ATTRIBUTES = new Attributes<InstanceView>()
            .with("address", Kind.TEXT, guest -> guest.address)
            .with("gateway", Kind.TEXT, guest -> guest.gateway)
            .with("prefix", Kind.NUMBER, "prefixLength", guest -> guest.prefixLength)
            .with("type", Kind.TEXT, "'ipv4'", guest -> "ipv4")
            .with("public", Kind.FLAG, "true", guest -> true)
            .with("rdns", Kind.TEXT, "cast(null as string)", guest -> null)
            .with("region", Kind.TEXT, guest -> guest.region)
            .with("linode_id", Kind.NUMBER, "id", guest -> guest.id);

    private final CurrentCaller callers;
    private final Instances instances;
    private final OwnGuests guests;

    NetworkingIpsResource(CurrentCaller callers, Instances instances, OwnGuests guests) {
        this.callers = callers;
        this.instances = instances;
        this.guests = guests;
    }

    @GET
    public Listed<IpJson> list(@BeanParam ListQuery query) {
        HqlFilter filter = HqlFilter.of(
                ATTRIBUTES, query.wanted(), "id", callers.get().ownTenant().value());
        Page<InstanceView> page = instances.list(
                guests.seen() + "address is not null and " + filter.where(),
                filter.orderBy(),
                filter.parameters(),
                query.ask());
        return Listed.of(page, guest -> IpJson.of(guest).getFirst());
    }

    @GET
    @Path("/{address}")
    public IpJson one(@PathParam("address") String address) {
        return instances
                .holding(callers.get().ownTenant(), address)
                .map(guest -> IpJson.of(guests.readable(guest.id)).getFirst())
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }
}
