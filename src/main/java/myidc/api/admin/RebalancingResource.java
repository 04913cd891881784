package myidc.api.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import myidc.compute.packing.Rebalancing;
import myidc.compute.packing.Rebalancing.Advice;
import myidc.compute.packing.Rebalancing.Rules;
import myidc.compute.packing.Rebalancing.Stop;
import myidc.compute.placement.SiteBalance;
import myidc.compute.read.HostView;
import myidc.compute.read.MeasuredLoads.Load;
import myidc.compute.read.PlacedGuests;
import myidc.compute.read.PlacedGuests.Placed;
import myidc.inventory.read.Sites;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.SiteId;
import org.jspecify.annotations.Nullable;

/** Which guests to move so that the hosts of a site carry alike. Advice: nothing is moved, nothing is written. */
@Path("/admin/v1/rebalancing")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class RebalancingResource {
    private static final int THRESHOLD_USUAL = 5;
    private static final int POINTS_PER_100_GB_USUAL = 10;
    private static final int POINTS_PER_100_GB_MAX = 10_000;
    private static final int MOVES_USUAL = 10;
    private static final int MOVES_MAX = 100;
    private static final int LOADS_MAX = 10_000;
    private static final BigDecimal VCPUS_MAX = BigDecimal.valueOf(10_000);

    private final Reads reads;

    RebalancingResource(Reads reads) {
        this.reads = reads;
    }

    /**
     * By what is promised to guests.
     *
     * @param threshold imbalance that is let be, in points, 1 to 100; 5 when absent
     * @param pointsPer100Gb what copying 100 GiB must gain at least, in points, 0 to 10,000; 10 when absent
     * @param moves at most, 1 to 100; 10 when absent
     */
    @GET
    public RebalancingJson promised(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("threshold") @Nullable Integer threshold,
            @QueryParam("pointsPer100Gb") @Nullable Integer pointsPer100Gb,
            @QueryParam("moves") @Nullable Integer moves) {
        return advice(site(siteId), rules(threshold, pointsPer100Gb, moves), null);
    }

    /** By measured loads of guests; one that is not among them counts as much as is promised to it. */
    @POST
    public RebalancingJson measured(LoadsRequest body) {
        List<LoadRequest> loads = Check.present("loads", body.loads());
        Check.range("loads", loads.size(), 1, LOADS_MAX);
        return advice(site(body.siteId()), rules(body.threshold(), body.pointsPer100Gb(), body.moves()), loads);
    }

    private RebalancingJson advice(SiteId site, Rules rules, @Nullable List<LoadRequest> loads) {
        List<HostView> views = reads.balance().active(site);
        List<Placed> placed = reads.guests().of(site);
        if (placed.size() > PlacedGuests.GUESTS_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "siteId",
                    "siteId names a site with more than " + PlacedGuests.GUESTS_MAX + " guests, which are not weighed");
        }
        Map<Long, LoadRequest> known = loads == null ? Map.of() : byGuest(loads, placed);
        boolean measured = loads != null;
        Map<Long, Placed> byId = placed.stream().collect(Collectors.toMap(Placed::id, guest -> guest));
        Map<Long, Load> said = new HashMap<>();
        for (Placed guest : placed) {
            LoadRequest load = known.get(guest.id());
            if (load != null) {
                said.put(guest.id(), load(load, guest));
            }
        }
        Advice advice = reads.balance().advise(site, views, placed, rules, measured ? said : null);
        Map<Long, String> names = views.stream().collect(Collectors.toMap(host -> host.id, host -> host.name));
        return new RebalancingJson(
                site.value(),
                measured ? "MEASURED" : "PROMISED",
                views.size(),
                placed.size(),
                known.size(),
                points(advice.imbalance()),
                points(advice.imbalanceAfter()),
                points(rules.threshold()),
                advice.stop(),
                advice.moves().stream()
                        .map(move -> MoveJson.of(move, byId.get(move.guest()), names))
                        .toList(),
                advice.hosts().stream()
                        .map(host -> new HostLoadJson(
                                host.host(),
                                names.getOrDefault(host.host(), ""),
                                points(host.before()),
                                points(host.after())))
                        .toList());
    }

    private static Map<Long, LoadRequest> byGuest(List<LoadRequest> loads, List<Placed> placed) {
        var there = placed.stream().map(Placed::id).collect(Collectors.toSet());
        Map<Long, LoadRequest> known = new HashMap<>();
        for (int i = 0; i < loads.size(); i++) {
            String at = "loads[" + i + "].";
            LoadRequest load = Check.present("loads[" + i + "]", loads.get(i));
            long guest = Check.range(at + "instanceId", load.instanceId(), 1, Long.MAX_VALUE);
            Check.range(at + "vcpus", load.vcpus(), BigDecimal.ZERO, VCPUS_MAX);
            Check.range(at + "memoryMb", load.memoryMb(), 0, Integer.MAX_VALUE);
            if (!there.contains(guest)) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD,
                        at + "instanceId",
                        at + "instanceId names no guest on a host of the site");
            }
            if (known.put(guest, load) != null) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, at + "instanceId", at + "instanceId names a guest a second time");
            }
        }
        return known;
    }

    private static Load load(LoadRequest load, Placed guest) {
        BigDecimal vcpus = load.vcpus();
        Long memory = load.memoryMb();
        return new Load(
                vcpus == null ? guest.taken().vcpus() : vcpus.doubleValue(),
                memory == null ? guest.taken().memoryMb() : memory);
    }

    private SiteId site(@Nullable Long id) {
        SiteId site = new SiteId(Check.range("siteId", id, 1, Long.MAX_VALUE));
        if (reads.sites().find(site).isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "siteId", "siteId names no site");
        }
        return site;
    }

    private static Rules rules(@Nullable Integer threshold, @Nullable Integer points, @Nullable Integer moves) {
        return new Rules(
                threshold == null ? THRESHOLD_USUAL : Check.range("threshold", threshold, 1, 100),
                points == null
                        ? POINTS_PER_100_GB_USUAL
                        : Check.range("pointsPer100Gb", points, 0, POINTS_PER_100_GB_MAX),
                moves == null ? MOVES_USUAL : Check.range("moves", moves, 1, MOVES_MAX));
    }

    private static BigDecimal points(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    /** What this resource reads. */
    @Singleton
    record Reads(SiteBalance balance, PlacedGuests guests, Sites sites) {}

    /** By what to judge, and what was measured. */
    public record LoadsRequest(
            @Nullable Long siteId,
            @Nullable Integer threshold,
            @Nullable Integer pointsPer100Gb,
            @Nullable Integer moves,
            @Nullable List<LoadRequest> loads) {}

    /** What a guest uses: processors' worth of time, and memory in MiB. */
    public record LoadRequest(
            @Nullable Long instanceId,
            @Nullable BigDecimal vcpus,
            @Nullable Long memoryMb) {}

    /**
     * Advice. Loads are points of a hundred: the larger of the shares of processors and memory.
     *
     * @param by PROMISED or MEASURED
     * @param hosts active ones; no other takes part
     * @param measured guests whose load was said; the others count as much as is promised to them
     * @param imbalance standard deviation of the hosts' loads
     * @param stop why there is no further move
     */
    public record RebalancingJson(
            long siteId,
            String by,
            int hosts,
            int guests,
            int measured,
            BigDecimal imbalance,
            BigDecimal imbalanceAfter,
            BigDecimal threshold,
            Stop stop,
            List<MoveJson> moves,
            List<HostLoadJson> loads) {}

    /** A host's load, before and after all moves. */
    public record HostLoadJson(long hostId, String host, BigDecimal before, BigDecimal after) {}

    /**
     * A move, in its turn.
     *
     * @param copyMb what is copied, in MiB: local disk, and memory while the guest runs
     * @param gain points by which the fuller of the two hosts gets less full
     * @param cost points that copying so much must gain
     */
    public record MoveJson(
            long instanceId,
            String label,
            long tenantId,
            HostLoadJson from,
            HostLoadJson to,
            long copyMb,
            BigDecimal gain,
            BigDecimal cost,
            BigDecimal imbalanceAfter) {
        static MoveJson of(Rebalancing.Move move, @Nullable Placed guest, Map<Long, String> names) {
            return new MoveJson(
                    move.guest(),
                    guest == null ? "" : guest.label(),
                    guest == null ? 0 : guest.tenantId(),
                    side(move.from(), names),
                    side(move.to(), names),
                    move.copyMb(),
                    points(move.gain()),
                    points(move.cost()),
                    points(move.imbalanceAfter()));
        }

        private static HostLoadJson side(Rebalancing.Side side, Map<Long, String> names) {
            return new HostLoadJson(
                    side.host(), names.getOrDefault(side.host(), ""), points(side.before()), points(side.after()));
        }
    }
}
