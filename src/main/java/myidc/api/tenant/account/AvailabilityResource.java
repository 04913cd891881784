package myidc.api.tenant.account;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.stream.Stream;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.inventory.read.SiteView;
import myidc.inventory.read.Sites;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import myidc.storage.read.Volumes;

/** What the account may use where. */
@Path("/{api:v4|v4beta}/account/availability")
@TenantScope("account:read_only")
public final class AvailabilityResource {
    private static final List<String> SERVICES =
            List.of("Linodes", "Cloud Firewall", "Placement Group", "VPCs", "Vlans");
    private static final List<String> IN_POOLS = List.of("Block Storage", "Backups");
    private static final List<String> WITH_VOLUMES =
            Stream.concat(SERVICES.stream(), IN_POOLS.stream()).toList();
    private static final Attributes<AvailableJson> ATTRIBUTES =
            new Attributes<AvailableJson>().with("region", Kind.TEXT, AvailableJson::region);

    private final GrantGuard guard;
    private final Sites sites;
    private final Volumes volumes;

    AvailabilityResource(GrantGuard guard, Sites sites, Volumes volumes) {
        this.volumes = volumes;
        this.guard = guard;
        this.sites = sites;
    }

    @GET
    public Listed<AvailableJson> list(@BeanParam ListQuery query) {
        guard.mayReadAccount();
        return ATTRIBUTES.page(all(), query, row -> row);
    }

    @GET
    @Path("/{id}")
    public AvailableJson one(@PathParam("id") String id) {
        guard.mayReadAccount();
        return sites.inRegion(id)
                .map(this::at)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    private List<AvailableJson> all() {
        return sites.all().stream().map(this::at).toList();
    }

    private AvailableJson at(SiteView site) {
        return volumes.isOfferedAt(new SiteId(site.id))
                ? new AvailableJson(site.region, WITH_VOLUMES, List.of())
                : new AvailableJson(site.region, SERVICES, IN_POOLS);
    }

    /** Services that may be used in a region, and those that may not. */
    public record AvailableJson(String region, List<String> available, List<String> unavailable) {}
}
