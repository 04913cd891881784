package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import myidc.compute.read.RackTenants;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.capacity.RackFill;
import myidc.inventory.capacity.RackFill.Depth;
import myidc.inventory.capacity.RackFill.Resource;
import myidc.inventory.capacity.RackFill.Typical;
import myidc.inventory.read.LocationView;
import myidc.inventory.read.Locations;
import myidc.inventory.read.RackFills;
import myidc.inventory.read.RackFills.Filled;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.inventory.read.Sites;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** A site's floor: rooms, rows and racks with sums that agree at every level. */
@Path("/admin/v1/floor")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class FloorResource {
    private static final int RACKS_MAX = 5_000;

    private final Views views;
    private final RackTenants tenants;

    FloorResource(Views views, RackTenants tenants) {
        this.views = views;
        this.tenants = tenants;
    }

    @GET
    public FloorJson floor(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        long site = Check.range("siteId", siteId, 1, Long.MAX_VALUE);
        if (views.sites().find(new SiteId(site)).isEmpty()) {
            throw Refused.field(InventoryRefusal.SITE_UNKNOWN, "siteId", "siteId names no site");
        }
        Instant at = AsOf.instant(asOf);
        List<RackView> racks = views.racks().ofSite(site, at, RACKS_MAX);
        Map<Long, Filled> fills = views.fills().of(racks, at);
        Typical typical = views.fills().typical();
        List<Long> devices =
                fills.values().stream().flatMap(fill -> fill.devices().stream()).toList();
        Map<Long, Map<Long, Integer>> guests = tenants.of(devices, at);
        List<FloorRackJson> shown = new ArrayList<>();
        Map<Long, TotalsJson> totals = new HashMap<>();
        TotalsJson all = TotalsJson.NONE;
        List<LocationView> locations = views.locations().ofSite(site, at);
        Map<Long, LocationView> byId = new HashMap<>();
        locations.forEach(location -> byId.put(location.id, location));
        for (RackView rack : racks) {
            Filled filled = java.util.Objects.requireNonNull(fills.get(rack.id));
            FloorRackJson json = FloorRackJson.of(rack, filled, typical, guestsOf(filled, guests));
            shown.add(json);
            TotalsJson one = TotalsJson.of(json);
            all = all.plus(one);
            Long location = rack.locationId;
            while (location != null) {
                totals.merge(location, one, TotalsJson::plus);
                LocationView found = byId.get(location);
                location = found == null ? null : found.parentId;
            }
        }
        List<FloorPlaceJson> places = locations.stream()
                .map(each -> new FloorPlaceJson(
                        each.id,
                        each.version,
                        each.parentId,
                        each.kind,
                        each.name,
                        totals.getOrDefault(each.id, TotalsJson.NONE)))
                .toList();
        return new FloorJson(site, at, typical, all, places, shown);
    }

    private static Map<Long, Integer> guestsOf(Filled filled, Map<Long, Map<Long, Integer>> guests) {
        Map<Long, Integer> sum = new TreeMap<>();
        for (Long device : filled.devices()) {
            guests.getOrDefault(device, Map.of()).forEach((tenant, count) -> sum.merge(tenant, count, Integer::sum));
        }
        return sum;
    }

    /** What this resource reads. */
    @Singleton
    record Views(Sites sites, Locations locations, Racks racks, RackFills fills) {}

    /**
     * A site's floor.
     *
     * @param typical what a unit draws and weighs in the middle, by which stranded units are reckoned
     */
    public record FloorJson(
            long siteId,
            @Nullable Instant asOf,
            Typical typical,
            TotalsJson totals,
            List<FloorPlaceJson> locations,
            List<FloorRackJson> racks) {}

    /** A room or row and the sums of all racks in it, at any depth. */
    public record FloorPlaceJson(
            long id, long version, @Nullable Long parentId, String kind, String name, TotalsJson totals) {}

    /** Sums over racks; devices whose figure nobody knows are counted beside the sum. */
    public record TotalsJson(
            int racks,
            int devices,
            int heightU,
            BigDecimal usedU,
            BigDecimal freeU,
            BigDecimal strandedU,
            BigDecimal weightKg,
            long maxWeightKg,
            int weightUnknown,
            long nameplateW,
            long maxPowerW,
            int nameplateUnknown,
            long budgetW,
            int budgetUnknown) {
        static final TotalsJson NONE = new TotalsJson(
                0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0, 0, 0, 0, 0);

        static TotalsJson of(FloorRackJson rack) {
            return new TotalsJson(
                    1,
                    rack.devices(),
                    rack.heightU(),
                    rack.usedU(),
                    rack.freeU(),
                    rack.strandedU(),
                    rack.weightKg(),
                    rack.maxWeightKg(),
                    rack.weightUnknown(),
                    rack.nameplateW(),
                    rack.maxPowerW(),
                    rack.nameplateUnknown(),
                    rack.budgetW(),
                    rack.budgetUnknown());
        }

        TotalsJson plus(TotalsJson other) {
            return new TotalsJson(
                    racks + other.racks,
                    devices + other.devices,
                    heightU + other.heightU,
                    usedU.add(other.usedU),
                    freeU.add(other.freeU),
                    strandedU.add(other.strandedU),
                    weightKg.add(other.weightKg),
                    maxWeightKg + other.maxWeightKg,
                    weightUnknown + other.weightUnknown,
                    nameplateW + other.nameplateW,
                    maxPowerW + other.maxPowerW,
                    nameplateUnknown + other.nameplateUnknown,
                    budgetW + other.budgetW,
                    budgetUnknown + other.budgetUnknown);
        }
    }

    /**
     * A rack on the floor.
     *
     * @param limiting UNITS, POWER or WEIGHT: what runs out first
     * @param strandedU free units of no use because {@code strandedBy} is missing
     * @param oldest the day the oldest device was bought or received; null when nobody knows any
     * @param guests guests by tenant
     */
    public record FloorRackJson(
            long id,
            String name,
            @Nullable Long locationId,
            @Nullable Integer positionInRow,
            @Nullable Integer xMm,
            @Nullable Integer yMm,
            @Nullable Integer outerWidthMm,
            @Nullable Integer outerDepthMm,
            int devices,
            int heightU,
            BigDecimal usedU,
            BigDecimal keptU,
            BigDecimal freeU,
            BigDecimal largestFrontU,
            BigDecimal largestRearU,
            BigDecimal largestWholeU,
            BigDecimal weightKg,
            int maxWeightKg,
            int weightUnknown,
            long nameplateW,
            int maxPowerW,
            int nameplateUnknown,
            long budgetW,
            int budgetUnknown,
            Resource limiting,
            BigDecimal strandedU,
            @Nullable Resource strandedBy,
            @Nullable LocalDate oldest,
            Map<Long, Integer> guests) {
        static FloorRackJson of(RackView rack, Filled filled, Typical typical, Map<Long, Integer> guests) {
            RackFill fill = filled.fill();
            RackFill.Stranded stranded = fill.stranded(typical);
            return new FloorRackJson(
                    rack.id,
                    rack.name,
                    rack.locationId,
                    rack.positionInRow,
                    rack.xMm,
                    rack.yMm,
                    rack.outerWidthMm,
                    rack.outerDepthMm,
                    fill.devices(),
                    rack.heightU,
                    fill.usedU(),
                    fill.keptU(),
                    fill.freeU(),
                    fill.largestU(Depth.FRONT),
                    fill.largestU(Depth.REAR),
                    fill.largestU(Depth.WHOLE),
                    fill.weightKg(),
                    rack.weightKgMax,
                    fill.weightUnknown(),
                    fill.nameplateW(),
                    rack.powerWMax,
                    fill.nameplateUnknown(),
                    fill.budgetW(),
                    fill.budgetUnknown(),
                    fill.limiting(),
                    stranded.units(),
                    stranded.by(),
                    filled.since().stream().min(LocalDate::compareTo).orElse(null),
                    guests);
        }
    }
}
