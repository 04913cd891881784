package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.read.Nics;
import myidc.inventory.read.SiteView;
import myidc.inventory.read.Sites;
import myidc.network.NetworkRefusal;
import myidc.network.VlanCommand.RetireVlan;
import myidc.network.VlanPicker;
import myidc.network.VlanPicker.Wanted;
import myidc.network.read.NetworkShelves;
import myidc.network.read.VlanRow;
import myidc.platform.asof.Stories;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import myidc.shared.id.VlanId;

/** A tenant's VLANs: those that its guests' interfaces named first, and those that operators gave it. */
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
    private final Commands commands;
    private final GrantGuard guard;
    private final Nics nics;
    private final VlanPicker picker;

    NetworkingVlansResource(CurrentCaller callers, NetworkShelves shelves, Sites sites, Stories stories, Deeds deeds) {
        this.commands = deeds.commands();
        this.guard = deeds.guard();
        this.nics = deeds.nics();
        this.picker = deeds.vlans();
        this.callers = callers;
        this.shelves = shelves;
        this.sites = sites;
        this.stories = stories;
    }

    @GET
    public Listed<VlanJson> list(@BeanParam ListQuery query) {
        Map<Long, SiteView> places =
                sites.all().stream().collect(Collectors.toMap(site -> site.id, Function.identity()));
        Map<Long, List<Long>> attached = nics.inVlans(callers.get().ownTenant()).stream()
                .collect(Collectors.groupingBy(
                        nic -> nic.vlanId == null ? 0 : nic.vlanId,
                        Collectors.mapping(nic -> nic.instanceId, Collectors.toList())));
        List<VlanJson> vlans = new ArrayList<>();
        for (VlanRow row : shelves.vlans()
                .list(Map.of("tenantId", callers.get().ownTenant().value()), null, ALL)
                .data()) {
            SiteView site = row.siteId() == null ? null : places.get(row.siteId());
            if (site != null) {
                List<Long> linodes = attached.getOrDefault(row.id(), List.of());
                vlans.add(new VlanJson(row.name(), site.region, linodes, WireTime.text(since(row))));
            }
        }
        return ATTRIBUTES.page(vlans, query, vlan -> vlan);
    }

    /** A VLAN that a guest is attached to stays. */
    @DELETE
    @Path("/{region}/{label}")
    @TenantScope("linodes:read_write")
    public Map<String, String> delete(@PathParam("region") String region, @PathParam("label") String label) {
        guard.unrestricted();
        SiteView site = sites.inRegion(region).orElseThrow(NetworkingVlansResource::notFound);
        Wanted wanted = new Wanted(callers.get().ownTenant(), new SiteId(site.id), label);
        return commands.perform(
                () -> {
                    VlanId vlan = picker.find(wanted)
                            .map(row -> new VlanId(row.id()))
                            .orElseThrow(NetworkingVlansResource::notFound);
                    nics.in(vlan).stream().findFirst().ifPresent(nic -> {
                        throw Refused.heldBy(
                                NetworkRefusal.VLAN_IN_USE,
                                "label",
                                "VLAN " + label + " is attached to Linode " + nic.instanceId,
                                "instance-" + nic.instanceId);
                    });
                    commands.send(new RetireVlan(vlan));
                },
                Map::of);
    }

    private static Refused notFound() {
        return Refused.because(CommonRefusal.NOT_FOUND, "Not found");
    }

    private Instant since(VlanRow vlan) {
        return stories.of(new VlanId(vlan.id()).text(), null, new Page.Ask(1, 1)).data().stream()
                .findFirst()
                .map(Stories.Told::at)
                .orElse(Instant.EPOCH);
    }

    /** What deleting a VLAN takes. */
    @Singleton
    record Deeds(Commands commands, GrantGuard guard, Nics nics, VlanPicker vlans) {}

    /** A VLAN in Linode's words. */
    public record VlanJson(String label, String region, List<Long> linodes, String created) {}
}
