package myidc.api.tenant.linode;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.inventory.read.SiteView;
import myidc.inventory.read.Sites;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VlanRow;
import myidc.platform.asof.Stories;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Page;
import myidc.shared.id.VlanId;

/** The VLANs that the house gave a tenant; they are made and given up by operators. */
@Path("/{api:v4|v4beta}/networking/vlans")
@TenantScope("linodes:read_only")
public final class NetworkingVlansResource {
    private static final Page.Ask ALL = new Page.Ask(1, Page.SIZE_MAX);
    private static final Attributes<VlanJson> ATTRIBUTES = new Attributes<VlanJson>()
            .with("label", Kind.TEXT, VlanJson::label)
            .with("region", Kind.TEXT, VlanJson::region);

    private final CurrentCaller callers;
    private final NetworkShelves shelves;
    private final Sites sites;
    private final Stories stories;

    NetworkingVlansResource(CurrentCaller callers, NetworkShelves shelves, Sites sites, Stories stories) {
        this.callers = callers;
        this.shelves = shelves;
        this.sites = sites;
        this.stories = stories;
    }

    @GET
    public Listed<VlanJson> list(@BeanParam ListQuery query) {
        Map<Long, SiteView> places =
                sites.list(ALL).data().stream().collect(Collectors.toMap(site -> site.id, Function.identity()));
        List<VlanJson> vlans = new ArrayList<>();
        for (VlanRow row : shelves.vlans()
                .list(Map.of("tenantId", callers.get().ownTenant().value()), null, ALL)
                .data()) {
            SiteView site = row.siteId() == null ? null : places.get(row.siteId());
            if (site != null) {
                vlans.add(new VlanJson(row.name(), site.region, List.of(), WireTime.text(since(row))));
            }
        }
        return ATTRIBUTES.page(vlans, query, vlan -> vlan);
    }

    private Instant since(VlanRow vlan) {
        return stories.of(new VlanId(vlan.id()).text(), null, new Page.Ask(1, 1)).data().stream()
                .findFirst()
                .map(Stories.Told::at)
                .orElse(Instant.EPOCH);
    }

    /** A VLAN in Linode's words; no guest is attached to it yet. */
    public record VlanJson(String label, String region, List<Long> linodes, String created) {}
}
