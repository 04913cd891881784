package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.read.InstanceView;
import myidc.network.Cidr;
import myidc.network.Filing;
import myidc.network.Ip;
import myidc.network.NetworkRefusal;
import myidc.network.PrefixCommand.AllocatePrefix;
import myidc.network.PrefixCommand.RetirePrefix;
import myidc.network.PrefixPicker;
import myidc.network.PrefixRole;
import myidc.network.read.PrefixPages;
import myidc.network.read.PrefixView;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.PrefixId;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** IPv6 blocks routed to a tenant's guests, cut out of a container of the guest's site that is kept for them. */
@Path("/{api:v4|v4beta}/networking/ipv6/ranges")
@TenantScope("ips:read_write")
public final class Ipv6RangesResource {
    private static final String READ = "ips:read_only";
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);
    private static final Attributes<RangeJson> ATTRIBUTES = new Attributes<RangeJson>()
            .with("range", Kind.TEXT, RangeJson::range)
            .with("prefix", Kind.NUMBER, RangeJson::prefix)
            .with("region", Kind.TEXT, RangeJson::region)
            .with("route_target", Kind.TEXT, RangeJson::routeTarget);

    private final Commands commands;
    private final CurrentCaller callers;
    private final OwnGuests guests;
    private final PrefixPicker picker;
    private final PrefixPages prefixes;

    Ipv6RangesResource(
            Commands commands, CurrentCaller callers, OwnGuests guests, PrefixPicker picker, PrefixPages prefixes) {
        this.commands = commands;
        this.callers = callers;
        this.guests = guests;
        this.picker = picker;
        this.prefixes = prefixes;
    }

    @GET
    @TenantScope(READ)
    public Listed<RangeJson> list(@BeanParam ListQuery query) {
        List<RangeJson> ranges = new ArrayList<>();
        for (PrefixView prefix : own()) {
            InstanceView guest = guestOf(prefix);
            if (guest != null) {
                Cidr cidr = Cidr.of("range", prefix.cidr);
                ranges.add(new RangeJson(cidr.network().text(), cidr.length(), guest.region, target(guest)));
            }
        }
        return ATTRIBUTES.page(ranges, query, range -> range);
    }

    @POST
    public Made make(RangeRequest body) {
        int length = Check.range("prefix_length", body.prefixLength(), 56, 64);
        if (length != 56 && length != 64) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "prefix_length", "prefix_length must be 56 or 64");
        }
        InstanceView guest = guests.changeable(Check.range("linode_id", body.linodeId(), 1, Long.MAX_VALUE));
        SiteId site = new SiteId(guest.siteId);
        List<PrefixId> containers = picker.routed(site, 6);
        if (containers.isEmpty()) {
            throw Refused.because(NetworkRefusal.NO_FREE_PREFIX, "IPv6 ranges are not available in this region");
        }
        Filing filing =
                new Filing(null, false, null, callers.get().ownTenant(), PrefixRole.ROUTED, "instance-" + guest.id, 0);
        return commands.perform(
                () -> {
                    AllocatePrefix command = picker.next(containers.getFirst(), length, site, filing);
                    commands.send(command);
                    return command.cidr();
                },
                cidr -> new Made(Cidr.of("range", cidr).network().text(), target(guest)));
    }

    @GET
    @Path("/{range}")
    @TenantScope(READ)
    public OneJson one(@PathParam("range") String range) {
        PrefixView prefix = own(range);
        InstanceView guest = guestOf(prefix);
        if (guest == null) {
            throw notFound();
        }
        Cidr cidr = Cidr.of("range", prefix.cidr);
        return new OneJson(cidr.network().text(), cidr.length(), guest.region, false, List.of(guest.id));
    }

    @DELETE
    @Path("/{range}")
    public Map<String, String> delete(@PathParam("range") String range) {
        PrefixView prefix = own(range);
        InstanceView guest = guestOf(prefix);
        if (guest != null) {
            guests.changeable(guest.id);
        }
        return commands.perform(() -> commands.send(new RetirePrefix(new PrefixId(prefix.id))), Map::of);
    }

    private List<PrefixView> own() {
        PrefixPages.Which which = new PrefixPages.Which(
                null, null, null, callers.get().ownTenant().value(), 6, null, false, null);
        return prefixes.list(which, null, ALL).data().stream()
                .map(PrefixPages.Placed::prefix)
                .filter(prefix -> prefix.role.equals(PrefixRole.ROUTED.name()) && !prefix.container)
                .toList();
    }

    private PrefixView own(String range) {
        String network = range.replaceFirst("/.*", "");
        return own().stream()
                .filter(prefix -> network.contains(":")
                        && Cidr.of("range", prefix.cidr).network().equals(Ip.of("range", network)))
                .findFirst()
                .orElseThrow(Ipv6RangesResource::notFound);
    }

    /** The guest it is routed to, if the caller may see it. */
    private @Nullable InstanceView guestOf(PrefixView prefix) {
        String holder = prefix.description;
        if (holder == null || !holder.matches("instance-[0-9]{1,18}")) {
            return null;
        }
        try {
            return guests.readable(Long.parseLong(holder.substring(9)));
        } catch (Refused gone) {
            return null;
        }
    }

    private static String target(InstanceView guest) {
        return LinkLocal.of(guest.id);
    }

    private static Refused notFound() {
        return Refused.because(CommonRefusal.NOT_FOUND, "Not found");
    }

    /** Body of POST /networking/ipv6/ranges. */
    public record RangeRequest(
            @JsonProperty("linode_id") @Nullable Long linodeId,
            @JsonProperty("prefix_length") @Nullable Integer prefixLength) {}

    /** What was made. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Made(String range, String routeTarget) {}

    /** A range in a list. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RangeJson(String range, int prefix, String region, String routeTarget) {}

    /** A range by itself. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OneJson(String range, int prefix, String region, boolean isBgp, List<Long> linodes) {}
}
