package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.api.tenant.linode.PartJson.LinkLocalJson;
import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.api.tenant.vpc.OwnVpcs;
import myidc.api.tenant.vpc.VpcIpJson;
import myidc.api.tenant.vpc.VpcIpv6Json;
import myidc.compute.read.InstanceView;
import myidc.network.AssignmentCommand.SetReverseName;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** A guest's addresses. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class LinodeIpsResource {
    private static final String READ = "linodes:read_only";

    private final Commands commands;
    private final OwnGuests guests;
    private final TenantAddresses addresses;
    private final AddressMoves moves;
    private final OwnVpcs vpcs;

    LinodeIpsResource(
            Commands commands, OwnGuests guests, TenantAddresses addresses, AddressMoves moves, OwnVpcs vpcs) {
        this.commands = commands;
        this.guests = guests;
        this.addresses = addresses;
        this.moves = moves;
        this.vpcs = vpcs;
    }

    @GET
    @Path("/{linodeId}/ips")
    @TenantScope(READ)
    public IpsJson ips(@PathParam("linodeId") long id) {
        InstanceView guest = guests.readable(id);
        List<Held> own = addresses.of(guest);
        return new IpsJson(
                new Ipv4Json(
                        own.stream()
                                .filter(held -> !held.internal())
                                .map(addresses::json)
                                .toList(),
                        own.stream().filter(Held::internal).map(addresses::json).toList(),
                        addresses.sharedWith(guest).stream()
                                .map(addresses::json)
                                .toList(),
                        own.stream()
                                .filter(held -> held.row().reserved)
                                .map(addresses::json)
                                .toList(),
                        vpcs.ipsOf(new InstanceId(id))),
                new Ipv6Json(null, LinkLocalJson.of(guest), List.of(), vpcs.ipv6sOf(new InstanceId(id))));
    }

    /** One more address: a public one, or, at a site that has such, a private one; or a reserved one by name. */
    @POST
    @Path("/{linodeId}/ips")
    public IpJson add(@PathParam("linodeId") long id, IpRequest body) {
        InstanceView guest = guests.changeable(id);
        String named = body.address();
        if (named != null) {
            Held held = addresses
                    .find(named)
                    .filter(found -> found.row().reserved && found.guest() == null)
                    .orElseThrow(() -> Refused.field(
                            CommonRefusal.INVALID_FIELD,
                            "address",
                            "address must be a reserved address that no Linode has"));
            InPlace.check(held, guest);
            return commands.perform(() -> moves.move(Map.of(held, guest)), () -> json(guest, named));
        }
        InPlace.ipv4(body.type());
        boolean open = Check.present("public", body.open());
        return commands.perform(() -> moves.add(guest, open).address(), address -> json(guest, address));
    }

    @GET
    @Path("/{linodeId}/ips/{address}")
    @TenantScope(READ)
    public IpJson one(@PathParam("linodeId") long id, @PathParam("address") String address) {
        return json(guests.readable(id), address);
    }

    /** Sets the name an address answers with; null gives it back the house's own. */
    @PUT
    @Path("/{linodeId}/ips/{address}")
    public IpJson name(@PathParam("linodeId") long id, @PathParam("address") String address, NameRequest body) {
        InstanceView guest = guests.changeable(id);
        Held held = own(guest, address);
        String name = Check.optionalText("rdns", body.rdns(), 254);
        return commands.perform(
                () -> commands.send(new SetReverseName(new AssignmentId(held.row().id), name)),
                () -> json(guest, address));
    }

    @DELETE
    @Path("/{linodeId}/ips/{address}")
    public Map<String, String> remove(@PathParam("linodeId") long id, @PathParam("address") String address) {
        InstanceView guest = guests.changeable(id);
        Held held = own(guest, address);
        return commands.perform(() -> moves.remove(guest, held), Map::of);
    }

    private IpJson json(InstanceView guest, String address) {
        return addresses.json(own(guest, address));
    }

    private Held own(InstanceView guest, String address) {
        return addresses.of(guest).stream()
                .filter(held -> Objects.equals(held.row().address, address))
                .findFirst()
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** All addresses of a guest. */
    public record IpsJson(Ipv4Json ipv4, Ipv6Json ipv6) {}

    /** IPv4 addresses of a guest by kind. */
    record Ipv4Json(
            @JsonProperty("public") List<IpJson> open,
            @JsonProperty("private") List<IpJson> internal,
            List<IpJson> shared,
            List<IpJson> reserved,
            List<VpcIpJson> vpc) {}

    /** IPv6 addresses of a guest by kind; no network announces itself to it, so it makes none by SLAAC. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Ipv6Json(@Nullable Object slaac, LinkLocalJson linkLocal, List<Object> global, List<VpcIpv6Json> vpc) {}

    /** Body of POST /linode/instances/{linodeId}/ips. */
    public record IpRequest(
            @Nullable String type,
            @JsonProperty("public") @Nullable Boolean open,
            @Nullable String address) {}

    /** Body of PUT /linode/instances/{linodeId}/ips/{address}. */
    public record NameRequest(@Nullable String rdns) {}
}
