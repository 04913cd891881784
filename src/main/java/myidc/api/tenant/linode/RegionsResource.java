package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import myidc.api.tenant.linode.Regions.Region;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.catalog.Catalogue;
import myidc.compute.read.Hosts;
import myidc.compute.read.PlacementGroups;
import myidc.platform.security.Open;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import myidc.storage.read.Volumes;
import org.jspecify.annotations.Nullable;

/** Regions: the sites, as tenants know them. */
@Path("/{api:v4|v4beta}/regions")
@Open
public final class RegionsResource {
    private static final Attributes<RegionJson> ATTRIBUTES = new Attributes<RegionJson>()
            .with("id", Kind.TEXT, RegionJson::id)
            .with("label", Kind.TEXT, RegionJson::label)
            .with("country", Kind.TEXT, RegionJson::country)
            .with("status", Kind.TEXT, RegionJson::status)
            .with("site_type", Kind.TEXT, RegionJson::siteType)
            .with("capabilities", Kind.TEXTS, RegionJson::capabilities);
    private static final Attributes<AvailabilityJson> AVAILABILITY = new Attributes<AvailabilityJson>()
            .with("region", Kind.TEXT, AvailabilityJson::region)
            .with("plan", Kind.TEXT, AvailabilityJson::plan)
            .with("available", Kind.FLAG, AvailabilityJson::available);

    private static final Attributes<VpcAvailabilityJson> VPC_AVAILABILITY = new Attributes<VpcAvailabilityJson>()
            .with("region", Kind.TEXT, VpcAvailabilityJson::region)
            .with("available", Kind.FLAG, VpcAvailabilityJson::available);

    private static final List<String> ALWAYS =
            List.of("Linodes", "Cloud Firewall", "Vlans", "VPCs", "Placement Group", "Metadata");

    private final Regions regions;
    private final Catalogue catalogue;
    private final Volumes volumes;
    private final Hosts hosts;

    RegionsResource(Regions regions, Catalogue catalogue, Volumes volumes, Hosts hosts) {
        this.hosts = hosts;
        this.volumes = volumes;
        this.regions = regions;
        this.catalogue = catalogue;
    }

    @GET
    public Listed<RegionJson> list(@BeanParam ListQuery query) {
        Set<Long> encrypt = hosts.encryptedSites();
        return ATTRIBUTES.page(
                regions.all().stream().map(region -> shown(region, encrypt)).toList(), query, region -> region);
    }

    @GET
    @Path("/{id}")
    public RegionJson one(@PathParam("id") String id) {
        return shown(known(id), hosts.encryptedSites());
    }

    /** Which plans are offered where; every offered plan is offered in every region. */
    @GET
    @Path("/availability")
    public Listed<AvailabilityJson> availability(@BeanParam ListQuery query) {
        return AVAILABILITY.page(
                regions.all().stream()
                        .flatMap(region -> availabilityOf(region).stream())
                        .toList(),
                query,
                row -> row);
    }

    @GET
    @Path("/{id}/availability")
    public List<AvailabilityJson> availabilityIn(@PathParam("id") String id) {
        return availabilityOf(known(id));
    }

    /** Where private networks may be made: everywhere, over IPv4. */
    @GET
    @Path("/vpc-availability")
    @TenantScope("vpc:read_only")
    public Listed<VpcAvailabilityJson> vpcAvailability(@BeanParam ListQuery query) {
        return VPC_AVAILABILITY.page(
                regions.all().stream().map(VpcAvailabilityJson::of).toList(), query, row -> row);
    }

    @GET
    @Path("/{id}/vpc-availability")
    @TenantScope("vpc:read_only")
    public VpcAvailabilityJson vpcAvailabilityIn(@PathParam("id") String id) {
        return VpcAvailabilityJson.of(known(id));
    }

    private List<AvailabilityJson> availabilityOf(Region region) {
        return catalogue.plans().stream()
                .map(plan -> new AvailabilityJson(region.id(), plan.id, plan.offered))
                .toList();
    }

    private RegionJson shown(Region region, Set<Long> encrypt) {
        List<String> capabilities = new ArrayList<>(ALWAYS);
        if (volumes.isOfferedAt(new SiteId(region.site().id))) {
            capabilities.add("Block Storage");
            capabilities.add("Backups");
        }
        if (encrypt.contains(region.site().id)) {
            capabilities.add("Disk Encryption");
        }
        return RegionJson.of(region, capabilities);
    }

    private Region known(String id) {
        return regions.find(id).orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** A region. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RegionJson(
            String id,
            String label,
            String country,
            List<String> capabilities,
            String status,
            Resolvers resolvers,
            String siteType,
            Monitors monitors,
            Limits placementGroupLimits) {
        static RegionJson of(Region region, List<String> capabilities) {
            return new RegionJson(
                    region.id(),
                    region.site().name,
                    region.site().country.toLowerCase(Locale.ROOT),
                    capabilities,
                    "ok",
                    new Resolvers("", ""),
                    "core",
                    new Monitors(List.of(), List.of()),
                    new Limits(PlacementGroups.GROUPS_MAX, PlacementGroups.MEMBERS_MAX, PlacementGroups.MEMBERS_MAX));
        }
    }

    /** Name servers of the region, separated by commas; empty where it has none of its own. */
    public record Resolvers(String ipv4, String ipv6) {}

    /** What is watched for alerts and metrics. */
    public record Monitors(List<String> alerts, List<String> metrics) {}

    /** How far placement groups go. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Limits(
            @Nullable Integer maximumPgsPerCustomer, int maximumLinodesPerPg, int maximumLinodesPerFlexiblePg) {}

    /** Whether a plan is offered in a region. */
    public record AvailabilityJson(String region, String plan, boolean available) {}

    /** Whether private networks may be made in a region, and with which prefixes of IPv6: none. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record VpcAvailabilityJson(String region, boolean available, List<Integer> availableIpv6PrefixLengths) {
        static VpcAvailabilityJson of(Region region) {
            return new VpcAvailabilityJson(region.id(), true, List.of());
        }
    }
}
