package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.linode.AddressSwaps.AssignRequest;
import myidc.api.tenant.linode.AddressSwaps.ShareRequest;
import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.read.InstanceView;
import myidc.network.AssignmentCommand.SetReverseName;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.AssignmentId;
import org.jspecify.annotations.Nullable;

/** A tenant's addresses, and moving them between its guests. */
@Path("/{api:v4|v4beta}/networking/ips")
@TenantScope("ips:read_write")
public final class NetworkingIpsResource {
    private static final String READ = "ips:read_only";
    static final Attributes<IpJson> ATTRIBUTES = new Attributes<IpJson>()
            .with("address", Kind.TEXT, IpJson::address)
            .with("gateway", Kind.TEXT, IpJson::gateway)
            .with("prefix", Kind.NUMBER, IpJson::prefix)
            .with("type", Kind.TEXT, IpJson::type)
            .with("public", Kind.FLAG, IpJson::open)
            .with("rdns", Kind.TEXT, IpJson::rdns)
            .with("region", Kind.TEXT, IpJson::region)
            .with("reserved", Kind.FLAG, IpJson::reserved)
            .with("tags", Kind.TEXTS, IpJson::tags)
            .with("linode_id", Kind.NUMBER, IpJson::linodeId);

    private final Commands commands;
    private final OwnGuests guests;
    private final TenantAddresses addresses;
    private final AddressMoves moves;
    private final AddressSwaps swaps;
    private final ReservedIps reserved;

    NetworkingIpsResource(
            Commands commands,
            OwnGuests guests,
            TenantAddresses addresses,
            AddressMoves moves,
            AddressSwaps swaps,
            ReservedIps reserved) {
        this.commands = commands;
        this.guests = guests;
        this.addresses = addresses;
        this.moves = moves;
        this.swaps = swaps;
        this.reserved = reserved;
    }

    @GET
    @TenantScope(READ)
    public Listed<IpJson> list(@BeanParam ListQuery query) {
        List<IpJson> all = addresses.json(addresses.all());
        return ATTRIBUTES.page(all, query, ip -> ip);
    }

    /** One more address of a guest, or a reserved one of a region. */
    @POST
    public IpJson add(IpRequest body) {
        InPlace.ipv4(body.type());
        boolean open = Check.present("public", body.open());
        boolean kept = Boolean.TRUE.equals(body.reserved());
        if (kept && !open) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "reserved", "reserved must be false for a private address");
        }
        Long linode = body.linodeId();
        if (linode == null && kept) {
            return reserved.make(body.region(), List.of());
        }
        InstanceView guest = guests.changeable(Check.range("linode_id", linode, 1, Long.MAX_VALUE));
        return commands.perform(
                () -> kept ? moves.addReserved(guest) : moves.add(guest, open).address(), this::one);
    }

    @GET
    @Path("/{address}")
    @TenantScope(READ)
    public IpJson one(@PathParam("address") String address) {
        return addresses.json(known(address));
    }

    /** Sets the name an address answers with, null for the house's own, and whether it stays when its guest goes. */
    @PUT
    @Path("/{address}")
    public IpJson change(@PathParam("address") String address, IpChange body) {
        Held held = guests.changeableWith(known(address));
        AssignmentId assignment = new AssignmentId(held.row().id);
        String name = Check.optionalText("rdns", body.rdns(), 254);
        Boolean kept = body.reserved();
        boolean free = held.guest() == null && Boolean.FALSE.equals(kept);
        IpJson before = one(address);
        return commands.perform(
                () -> {
                    if (kept == null || body.rdns() != null) {
                        commands.send(new SetReverseName(assignment, name));
                    }
                    if (kept != null) {
                        reserved.set(held, kept);
                    }
                },
                () -> free ? before : one(address));
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

    private Held known(String address) {
        return addresses.find(address).orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** Body of POST /networking/ips. */
    public record IpRequest(
            @Nullable String type,
            @JsonProperty("public") @Nullable Boolean open,
            @JsonProperty("linode_id") @Nullable Long linodeId,
            @Nullable Boolean reserved,
            @Nullable String region) {}

    /** Body of PUT /networking/ips/{address}. */
    public record IpChange(@Nullable String rdns, @Nullable Boolean reserved) {}
}
