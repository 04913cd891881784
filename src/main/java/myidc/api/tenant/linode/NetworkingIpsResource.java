package myidc.api.tenant.linode;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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
import myidc.network.AssignmentCommand.SetReverseName;
import myidc.network.read.AddressNames;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import org.jspecify.annotations.Nullable;

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
    private final AddressNames names;
    private final Commands commands;

    NetworkingIpsResource(
            CurrentCaller callers, Instances instances, OwnGuests guests, AddressNames names, Commands commands) {
        this.names = names;
        this.commands = commands;
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
        return Listed.of(page, guest -> json(guest));
    }

    @GET
    @Path("/{address}")
    public IpJson one(@PathParam("address") String address) {
        return instances
                .holding(callers.get().ownTenant(), address)
                .map(guest -> json(guests.readable(guest.id)))
                .orElseThrow(NetworkingIpsResource::notFound);
    }

    /** Sets the name an address answers with; null gives it back the house's own. */
    @PUT
    @Path("/{address}")
    @TenantScope("ips:read_write")
    public IpJson change(@PathParam("address") String address, IpChange body) {
        InstanceView guest = instances
                .holding(callers.get().ownTenant(), address)
                .map(found -> guests.changeable(found.id))
                .orElseThrow(NetworkingIpsResource::notFound);
        Long assignment = guest.assignmentId;
        if (assignment == null) {
            throw notFound();
        }
        if (Boolean.TRUE.equals(body.reserved())) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "reserved", "reserved addresses are not available in this region");
        }
        String name = Check.optionalText("rdns", body.rdns(), 254);
        return commands.perform(
                () -> commands.send(new SetReverseName(new AssignmentId(assignment), name)), () -> json(guest));
    }

    private IpJson json(InstanceView guest) {
        return IpJson.of(guest, names.of(guest.assignmentId)).getFirst();
    }

    private static Refused notFound() {
        return Refused.because(CommonRefusal.NOT_FOUND, "Not found");
    }

    /** Body of PUT /networking/ips/{address}. */
    public record IpChange(@Nullable String rdns, @Nullable Boolean reserved) {}
}
