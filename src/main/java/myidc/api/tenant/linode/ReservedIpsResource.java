package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.linode.TenantAddresses.Held;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** A tenant's reserved addresses. */
@Path("/{api:v4|v4beta}/networking/reserved/ips")
@TenantScope("ips:read_write")
public final class ReservedIpsResource {
    private static final String READ = "ips:read_only";
    private static final Attributes<TypeJson> TYPES = new Attributes<TypeJson>().with("id", Kind.TEXT, TypeJson::id);

    private final Commands commands;
    private final OwnGuests guests;
    private final ReservedIps reserved;
    private final TenantAddresses addresses;

    ReservedIpsResource(Commands commands, OwnGuests guests, ReservedIps reserved, TenantAddresses addresses) {
        this.commands = commands;
        this.guests = guests;
        this.reserved = reserved;
        this.addresses = addresses;
    }

    @GET
    @TenantScope(READ)
    public Listed<IpJson> list(@BeanParam ListQuery query) {
        return NetworkingIpsResource.ATTRIBUTES.page(reserved.all(), query, ip -> ip);
    }

    @POST
    public IpJson make(ReserveRequest body) {
        return reserved.make(body.region(), body.tags());
    }

    /** Reserved addresses are not charged for here, beyond what an address costs. */
    @GET
    @Path("/types")
    @TenantScope(READ)
    public Listed<TypeJson> types(@BeanParam ListQuery query) {
        TypeJson only = new TypeJson("reserved-ipv4", "Reserved IPv4", new PriceJson(0.0, null), List.of(), 0);
        return TYPES.page(List.of(only), query, type -> type);
    }

    @GET
    @Path("/{address}")
    @TenantScope(READ)
    public IpJson one(@PathParam("address") String address) {
        return addresses.json(known(address));
    }

    @PUT
    @Path("/{address}")
    public IpJson tag(@PathParam("address") String address, TagRequest body) {
        return reserved.tag(guests.changeableWith(known(address)), body.tags());
    }

    /** The address is reserved no more: it goes back, or stays its guest's for as long as that is there. */
    @DELETE
    @Path("/{address}")
    public Map<String, String> remove(@PathParam("address") String address) {
        Held held = guests.changeableWith(known(address));
        return commands.perform(() -> reserved.set(held, false), Map::of);
    }

    private Held known(String address) {
        return reserved.find(address).orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** Body of POST /networking/reserved/ips. */
    public record ReserveRequest(
            @Nullable String region, @Nullable List<@Nullable String> tags) {}

    /** Body of PUT /networking/reserved/ips/{address}. */
    public record TagRequest(@Nullable List<@Nullable String> tags) {}

    /** What reserving costs. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TypeJson(String id, String label, PriceJson price, List<Object> regionPrices, int transfer) {}

    /** Its price; null for no monthly one. */
    public record PriceJson(double hourly, @Nullable Double monthly) {}
}
