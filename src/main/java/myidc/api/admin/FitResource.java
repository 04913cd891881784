package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.capacity.Fit;
import myidc.inventory.capacity.RackFill;
import myidc.inventory.catalog.DeviceType;
import myidc.inventory.catalog.DeviceTypes;
import myidc.inventory.read.RackFills;
import myidc.inventory.read.RackView;
import myidc.inventory.read.Racks;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Where so many devices of a model would go. */
@Path("/admin/v1/fit")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class FitResource {
    private static final int COUNT_MAX = 1_000;
    private static final int RACKS_MAX = 5_000;
    private static final int SHOWN_MAX = 100;

    private final Views views;

    FitResource(Views views) {
        this.views = views;
    }

    @GET
    public FitJson fit(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("deviceTypeId") @Nullable Long deviceTypeId,
            @QueryParam("count") @Nullable Integer count,
            @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        long site = Check.range("siteId", siteId, 1, Long.MAX_VALUE);
        int wanted = count == null ? 1 : Check.range("count", count, 1, COUNT_MAX);
        DeviceType type = views.types()
                .find(Check.range("deviceTypeId", deviceTypeId, 1, Long.MAX_VALUE))
                .orElseThrow(() -> Refused.field(
                        InventoryRefusal.DEVICE_TYPE_UNKNOWN, "deviceTypeId", "deviceTypeId names no device type"));
        List<RackView> racks = views.racks().ofSite(site, at, RACKS_MAX);
        Map<Long, String> names = racks.stream().collect(Collectors.toMap(rack -> rack.id, rack -> rack.name));
        Fit.Model model = new Fit.Model(
                type.heightU.multiply(BigDecimal.valueOf(2)).intValueExact(),
                type.fullDepth,
                type.weightKg,
                type.maxDrawW);
        List<RackFill> fills = views.fills().of(racks, at).values().stream()
                .map(RackFills.Filled::fill)
                .toList();
        List<Fit.Answer> ranked = Fit.rank(model, wanted, fills);
        int room = ranked.stream().mapToInt(Fit.Answer::fits).reduce(0, (a, b) -> Math.min(COUNT_MAX, a + b));
        List<PlaceJson> places = ranked.stream()
                .limit(SHOWN_MAX)
                .map(answer -> new PlaceJson(names.getOrDefault(answer.rackId(), ""), answer))
                .toList();
        return new FitJson(deviceTypeId, wanted, racks.size(), ranked.size(), Math.min(room, wanted), places);
    }

    /** What this resource reads. */
    @Singleton
    record Views(DeviceTypes types, Racks racks, RackFills fills) {}

    /**
     * Racks that take some of them, best first, at most 100.
     *
     * @param racksSeen racks of the site
     * @param racksFit racks that take at least one
     * @param fit how many of the wanted go somewhere in all
     */
    public record FitJson(
            @Nullable Long deviceTypeId, int wanted, int racksSeen, int racksFit, int fit, List<PlaceJson> data) {}

    /** A rack and what it would take. */
    public record PlaceJson(String rackName, Fit.Answer answer) {}
}
