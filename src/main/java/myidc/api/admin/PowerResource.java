package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.event.PowerNodeEvent.LegReading;
import myidc.inventory.power.PowerChain;
import myidc.inventory.power.PowerChain.Figure;
import myidc.inventory.read.PowerNodeView;
import myidc.inventory.read.PowerNodes;
import myidc.inventory.read.Racks;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.RackId;
import org.jspecify.annotations.Nullable;

/** A site's power: what each node carries, what survives a side, what a lost feed takes along. */
@Path("/admin/v1/power")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PowerResource {
    private static final int LOST_MAX = 100;
    private static final Duration READINGS = Duration.ofDays(30);

    private final PowerNodes power;
    private final Racks racks;
    private final Clock clock;

    PowerResource(PowerNodes power, Racks racks, Clock clock) {
        this.power = power;
        this.racks = racks;
        this.clock = clock;
    }

    @GET
    public PowerJson chain(@QueryParam("siteId") @Nullable Long siteId, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        Instant until = at == null ? clock.instant() : at;
        PowerNodes.Chain chain = power.chain(Check.range("siteId", siteId, 1, Long.MAX_VALUE), at);
        Map<Long, PowerChain.Load> loads = chain.sums().loads(Set.of());
        Map<Long, PowerNodes.Peak> peaks = power.peaks(chain.nodes(), until.minus(READINGS), until);
        Map<Long, List<Long>> entries = new TreeMap<>();
        Map<Long, Long> below = new HashMap<>();
        Set<Long> insideRack = new HashSet<>();
        for (PowerNodeView node : chain.nodes()) {
            Long parent = node.parentId;
            if (parent != null) {
                below.merge(parent, usable(chain, node), Long::sum);
            }
            if (node.rackId != null) {
                insideRack.add(node.id);
            }
        }
        for (PowerNodeView node : chain.nodes()) {
            Long rack = node.rackId;
            Long parent = node.parentId;
            if (rack != null && (parent == null || !insideRack.contains(parent))) {
                entries.computeIfAbsent(rack, id -> new ArrayList<>()).add(node.id);
            }
        }
        List<NodeJson> nodes = chain.nodes().stream()
                .map(node -> json(chain, node, new Sums(loads.get(node.id), below.get(node.id), peaks.get(node.id))))
                .toList();
        List<RackPowerJson> reached = entries.entrySet().stream()
                .map(entry -> new RackPowerJson(
                        entry.getKey(),
                        racks.find(new RackId(entry.getKey()), at)
                                .map(rack -> rack.name)
                                .orElse(""),
                        chain.sums().redundancy(entry.getValue())))
                .toList();
        return new PowerJson(at, nodes, reached, chain.sums().exposed());
    }

    @GET
    @Path("/outage")
    public OutageJson outage(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("lost") @Nullable List<Long> lost,
            @QueryParam("figure") @Nullable String figure,
            @QueryParam("asOf") AsOf asOf) {
        List<Long> given = Check.present("lost", lost);
        Check.range("lost", given.size(), 1, LOST_MAX);
        PowerNodes.Chain chain = power.chain(Check.range("siteId", siteId, 1, Long.MAX_VALUE), AsOf.instant(asOf));
        Set<Long> known = chain.nodes().stream().map(node -> node.id).collect(Collectors.toSet());
        for (Long id : given) {
            if (!known.contains(id)) {
                throw Refused.field(
                        InventoryRefusal.POWER_NODE_UNKNOWN, "lost", "lost " + id + " is no node of the site");
            }
        }
        Figure wanted = figure == null ? Figure.NAMEPLATE : Check.oneOf("figure", figure, Figure.class);
        return new OutageJson(wanted, given, chain.sums().outage(Set.copyOf(given), wanted));
    }

    @GET
    @Path("/trace")
    public List<TraceJson> trace(
            @QueryParam("siteId") @Nullable Long siteId,
            @QueryParam("deviceId") @Nullable Long deviceId,
            @QueryParam("asOf") AsOf asOf) {
        PowerNodes.Chain chain = power.chain(Check.range("siteId", siteId, 1, Long.MAX_VALUE), AsOf.instant(asOf));
        Map<Long, String> names = new HashMap<>();
        chain.nodes().forEach(node -> names.put(node.id, node.name));
        return chain.cords().getOrDefault(Check.range("deviceId", deviceId, 1, Long.MAX_VALUE), List.of()).stream()
                .map(cord -> new TraceJson(
                        cord.id,
                        cord.psu,
                        cord.outlet,
                        chain.sums().side(cord.nodeId),
                        chain.sums().upwards(cord.nodeId).stream()
                                .map(node -> new HopJson(node.id(), names.getOrDefault(node.id(), "")))
                                .toList()))
                .toList();
    }

    private static long usable(PowerNodes.Chain chain, PowerNodeView node) {
        List<PowerChain.Node> itself = chain.sums().upwards(node.id);
        return itself.isEmpty() ? 0 : PowerChain.usableW(itself.getFirst());
    }

    private static NodeJson json(PowerNodes.Chain chain, PowerNodeView node, Sums sums) {
        PowerChain.Load load = sums.load() == null ? new PowerChain.Load() : sums.load();
        PowerChain.Node itself = chain.sums().upwards(node.id).getFirst();
        PowerNodes.Peak peak = sums.peak();
        List<LegReading> measured = node.measuredLegs;
        return new NodeJson(
                node,
                chain.sums().side(node.id),
                PowerChain.capacityVa(itself),
                PowerChain.usableW(itself),
                load.watts(Figure.NAMEPLATE),
                load.unknown(Figure.NAMEPLATE),
                load.watts(Figure.BUDGET),
                load.unknown(Figure.BUDGET),
                node.phases == 3 ? load.legs() : null,
                load.legsAssumed(),
                node.phases == 3 ? load.imbalancePercent() : null,
                measured == null || measured.size() < 3
                        ? null
                        : PowerChain.imbalance(
                                measured.stream().map(leg -> (long) leg.watts()).toList()),
                sums.below(),
                peak);
    }

    private record Sums(
            PowerChain.@Nullable Load load, @Nullable Long below, PowerNodes.@Nullable Peak peak) {}

    /** A site's power. */
    public record PowerJson(
            @Nullable Instant asOf,
            List<NodeJson> nodes,
            List<RackPowerJson> racks,
            List<PowerChain.Exposure> exposed) {}

    /**
     * A node and what it carries; nameplate, budget and measured are never mixed.
     *
     * @param usableW what it may carry for long
     * @param legsW nameplate by leg; null when it has one phase
     * @param legsAssumed true when some cord's leg is not known and was spread over three
     * @param suppliedUsableW what the nodes below it may carry together; more than {@code usableW} is oversubscribed
     * @param peak of the last 30 days' readings
     */
    public record NodeJson(
            PowerNodeView node,
            @Nullable String side,
            long capacityVa,
            long usableW,
            long nameplateW,
            int nameplateUnknown,
            long budgetW,
            int budgetUnknown,
            @Nullable List<Long> legsW,
            boolean legsAssumed,
            @Nullable BigDecimal imbalancePercent,
            @Nullable BigDecimal measuredImbalancePercent,
            @Nullable Long suppliedUsableW,
            PowerNodes.@Nullable Peak peak) {}

    /** What reaches a rack, and what of it is left when its strongest side is lost. */
    public record RackPowerJson(long rackId, String rackName, PowerChain.Redundancy redundancy) {}

    /** What happens when nodes are lost. */
    public record OutageJson(Figure figure, List<Long> lost, PowerChain.Outage outage) {}

    /** One cord of a device and the way up from its outlet. */
    public record TraceJson(
            long cordId, int psu, int outlet, @Nullable String side, List<HopJson> upwards) {}

    /** A node on the way. */
    public record HopJson(long id, String name) {}
}
