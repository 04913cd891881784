package myidc.api.tenant.firewall;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import myidc.api.tenant.linode.OwnGuests;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.network.FirewallCommand.ReapplyFirewall;
import myidc.network.FirewallCommand.RemoveFirewallDevice;
import myidc.network.read.FirewallRow;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.id.FirewallId;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** The firewalls before one guest. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class GuestFirewallsResource {
    private static final int AT_ONCE_MAX = 25;
    private static final Attributes<FirewallRow> ATTRIBUTES = new Attributes<FirewallRow>()
            .with("id", Kind.NUMBER, row -> row.id)
            .with("label", Kind.TEXT, row -> row.label)
            .with("status", Kind.TEXT, FirewallJson::status)
            .with("tags", Kind.TEXTS, row -> row.tags);

    private final Commands commands;
    private final OwnFirewalls own;
    private final OwnGuests guests;

    GuestFirewallsResource(Commands commands, OwnFirewalls own, OwnGuests guests) {
        this.commands = commands;
        this.own = own;
        this.guests = guests;
    }

    @GET
    @Path("/{linodeId}/firewalls")
    @TenantScope("linodes:read_only")
    public Listed<FirewallJson> list(@PathParam("linodeId") long id, @BeanParam ListQuery query) {
        guests.readable(id);
        List<FirewallRow> rows = own.before(id);
        Map<Long, String> labels = own.labels(rows);
        return ATTRIBUTES.page(rows, query, row -> FirewallJson.of(row, labels));
    }

    /** These firewalls stand before the guest from now on, and no others. */
    @PUT
    @Path("/{linodeId}/firewalls")
    public Listed<FirewallJson> replace(
            @PathParam("linodeId") long id, @BeanParam ListQuery query, FirewallsRequest body) {
        guests.changeable(id);
        List<Long> wanted = body.wanted();
        wanted.forEach(firewall -> own.named("firewall_ids", firewall));
        InstanceId guest = new InstanceId(id);
        List<RemoveFirewallDevice> leaving = own.before(id).stream()
                .filter(row -> !wanted.contains(row.id))
                .map(row -> new RemoveFirewallDevice(new FirewallId(own.changeable(row.id).id), guest))
                .toList();
        return commands.perform(
                () -> {
                    leaving.forEach(commands::send);
                    wanted.forEach(firewall -> own.guard(new FirewallId(firewall), guest));
                },
                () -> list(id, query));
    }

    /** The guest's host is told once more what may pass. */
    @POST
    @Path("/{linodeId}/firewalls/apply")
    public Map<String, String> apply(@PathParam("linodeId") long id) {
        guests.changeable(id);
        List<ReapplyFirewall> asked = own.before(id).stream()
                .filter(row -> row.enabled)
                .map(row -> new ReapplyFirewall(new FirewallId(row.id), new InstanceId(id)))
                .toList();
        return commands.perform(() -> asked.forEach(commands::send), Map::of);
    }

    /** Body of PUT /linode/instances/{linodeId}/firewalls. */
    public record FirewallsRequest(
            @JsonProperty("firewall_ids") @Nullable List<@Nullable Long> firewallIds) {
        List<Long> wanted() {
            List<@Nullable Long> asked = Check.present("firewall_ids", firewallIds);
            Check.range("firewall_ids", asked.size(), 0, AT_ONCE_MAX);
            return asked.stream()
                    .map(number -> Check.present("firewall_ids", number))
                    .distinct()
                    .toList();
        }
    }
}
