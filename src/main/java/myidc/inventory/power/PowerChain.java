package myidc.inventory.power;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What hands on power and what draws it. A device with several cords draws equally through those that still have power;
 * without any it is dark. What a node may carry for long is its breaker's volt-amperes, derated, times the power factor.
 */
public final class PowerChain {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal ROOT_OF_THREE = BigDecimal.valueOf(3).sqrt(MathContext.DECIMAL64);
    private static final List<String> LEGS = List.of("L1", "L2", "L3");

    private final Map<Long, Node> nodes = new LinkedHashMap<>();
    private final List<Consumer> consumers;

    public PowerChain(Collection<Node> nodes, Collection<Consumer> consumers) {
        nodes.forEach(node -> this.nodes.put(node.id(), node));
        this.consumers = List.copyOf(consumers);
    }

    /** What a node's breaker lets through. */
    public static long capacityVa(Node node) {
        BigDecimal oneLeg = BigDecimal.valueOf((long) node.volts() * node.amps());
        return (node.phases() == 3 ? oneLeg.multiply(ROOT_OF_THREE) : oneLeg)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** What a node may carry for long. */
    public static long usableW(Node node) {
        return BigDecimal.valueOf(capacityVa(node))
                .multiply(BigDecimal.valueOf(node.deratingPercent()))
                .divide(HUNDRED, 4, RoundingMode.DOWN)
                .multiply(node.powerFactor())
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** From a node up to where its power comes from, itself first. */
    public List<Node> upwards(long id) {
        List<Node> chain = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        Node node = nodes.get(id);
        while (node != null && seen.add(node.id())) {
            chain.add(node);
            Long parent = node.parentId();
            node = parent == null ? null : nodes.get(parent);
        }
        return chain;
    }

    /** A or B of the nearest node upwards that says so; null when none does. */
    public @Nullable String side(long id) {
        return upwards(id).stream()
                .map(Node::side)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What each node carries when these are lost; a lost node, and all it supplies, carries nothing. */
    public Map<Long, Load> loads(Set<Long> lost) {
        Map<Long, Load> loads = new HashMap<>();
        nodes.keySet().forEach(id -> loads.put(id, new Load()));
        for (Consumer consumer : consumers) {
            List<Long> alive = alive(consumer, lost);
            for (int i = 0; i < alive.size(); i++) {
                Draw draw = new Draw(
                        part(consumer.nameplateW(), alive.size(), i), part(consumer.budgetW(), alive.size(), i));
                carry(alive.get(i), draw, loads);
            }
        }
        return loads;
    }

    /** What happens when these are lost: what is overloaded then, what goes dark, what has one side left. */
    public Outage outage(Set<Long> lost, Figure figure) {
        Map<Long, Load> loads = loads(lost);
        List<Overload> overloads = new ArrayList<>();
        for (Node node : nodes.values()) {
            long carried = loads.getOrDefault(node.id(), new Load()).watts(figure);
            if (carried > usableW(node)) {
                overloads.add(new Overload(node.id(), carried, usableW(node)));
            }
        }
        List<Long> dark = new ArrayList<>();
        List<Long> weakened = new ArrayList<>();
        for (Consumer consumer : consumers) {
            int alive = alive(consumer, lost).size();
            if (alive == 0 && !consumer.taps().isEmpty()) {
                dark.add(consumer.deviceId());
            } else if (alive < consumer.taps().size()) {
                weakened.add(consumer.deviceId());
            }
        }
        return new Outage(overloads, dark, weakened);
    }

    /** Devices that one lost side, or one lost feed, puts out; and those without any cord. */
    public List<Exposure> exposed() {
        List<Exposure> exposed = new ArrayList<>();
        for (Consumer consumer : consumers) {
            Set<String> sources = new HashSet<>();
            consumer.taps().forEach(tap -> sources.add(source(tap)));
            if (consumer.taps().isEmpty()) {
                exposed.add(new Exposure(consumer.deviceId(), Weakness.NO_CORD));
            } else if (consumer.taps().size() == 1) {
                exposed.add(new Exposure(consumer.deviceId(), Weakness.SINGLE_CORD));
            } else if (sources.size() == 1) {
                exposed.add(new Exposure(consumer.deviceId(), Weakness.SAME_SIDE));
            }
        }
        exposed.sort(Comparator.comparingLong(Exposure::deviceId));
        return exposed;
    }

    /**
     * What is left for a rack when its strongest side is lost: never the sum of both. One side alone leaves nothing. A
     * side gives no more than the weakest node on the way to it lets through.
     */
    public Redundancy redundancy(Collection<Long> entries) {
        Map<String, Long> bySide = new TreeMap<>();
        for (Long entry : entries) {
            long weakest =
                    upwards(entry).stream().mapToLong(PowerChain::usableW).min().orElse(0);
            bySide.merge(source(entry), weakest, Long::sum);
        }
        long all = bySide.values().stream().mapToLong(Long::longValue).sum();
        long strongest =
                bySide.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new Redundancy(bySide, all, all - strongest);
    }

    private String source(long tap) {
        String side = side(tap);
        List<Node> chain = upwards(tap);
        return side != null
                ? side
                : chain.isEmpty() ? "" : "node " + chain.getLast().id();
    }

    private List<Long> alive(Consumer consumer, Set<Long> lost) {
        return consumer.taps().stream()
                .filter(tap -> upwards(tap).stream().noneMatch(node -> lost.contains(node.id())))
                .toList();
    }

    private void carry(long tap, Draw draw, Map<Long, Load> loads) {
        String leg = null;
        for (Node node : upwards(tap)) {
            leg = leg == null ? node.leg() : leg;
            loads.getOrDefault(node.id(), new Load()).add(draw, leg);
        }
    }

    /** Watts through one of several cords; odd watts go to the first. */
    private static @Nullable Long part(@Nullable Integer watts, int cords, int cord) {
        return watts == null ? null : (long) (watts / cords + (cord < watts % cords ? 1 : 0));
    }

    /** Which of the three figures of a device's power. */
    public enum Figure {
        NAMEPLATE,
        BUDGET
    }

    /** How a device depends on one source. */
    public enum Weakness {
        NO_CORD,
        SINGLE_CORD,
        SAME_SIDE
    }

    /** A node; see {@link myidc.inventory.event.PowerNodeEvent.PowerRating} for its figures. */
    public record Node(
            long id,
            @Nullable Long parentId,
            @Nullable String side,
            @Nullable String leg,
            int volts,
            int amps,
            int phases,
            int deratingPercent,
            BigDecimal powerFactor) {}

    /** A device and the nodes its cords are plugged into; a figure nobody knows is null. */
    public record Consumer(
            long deviceId,
            List<Long> taps,
            @Nullable Integer nameplateW,
            @Nullable Integer budgetW) {}

    /** A device that depends on one source. */
    public record Exposure(long deviceId, Weakness weakness) {}

    /** A node that would carry more than it may. */
    public record Overload(long nodeId, long watts, long usableW) {}

    /** What a loss does. */
    public record Outage(List<Overload> overloads, List<Long> dark, List<Long> weakened) {}

    /**
     * What reaches a rack.
     *
     * @param survivingW what is left when the strongest side is lost
     */
    public record Redundancy(Map<String, Long> usableWBySide, long totalW, long survivingW) {}

    private record Draw(@Nullable Long nameplateW, @Nullable Long budgetW) {}

    /** What a node carries; what is unknown of a device is counted beside the sums. */
    public static final class Load {
        private final long[] legs = new long[LEGS.size()];
        private long nameplateW;
        private int nameplateUnknown;
        private long budgetW;
        private int budgetUnknown;
        private boolean legsAssumed;

        private void add(Draw draw, @Nullable String leg) {
            Long nameplate = draw.nameplateW();
            Long budget = draw.budgetW();
            nameplateUnknown += nameplate == null ? 1 : 0;
            budgetUnknown += budget == null ? 1 : 0;
            budgetW += budget == null ? 0 : budget;
            if (nameplate != null) {
                nameplateW += nameplate;
                spread(nameplate, leg);
            }
        }

        private void spread(long watts, @Nullable String leg) {
            int known = leg == null ? -1 : LEGS.indexOf(leg);
            if (known >= 0) {
                legs[known] += watts;
                return;
            }
            legsAssumed = true;
            for (int i = 0; i < legs.length; i++) {
                legs[i] += watts / legs.length + (i < watts % legs.length ? 1 : 0);
            }
        }

        public long watts(Figure figure) {
            return switch (figure) {
                case NAMEPLATE -> nameplateW;
                case BUDGET -> budgetW;
            };
        }

        public int unknown(Figure figure) {
            return switch (figure) {
                case NAMEPLATE -> nameplateUnknown;
                case BUDGET -> budgetUnknown;
            };
        }

        /** Nameplate watts by leg, L1 to L3. */
        public List<Long> legs() {
            return List.of(legs[0], legs[1], legs[2]);
        }

        /** True when some cord's leg is not known and was taken to load all three alike. */
        public boolean legsAssumed() {
            return legsAssumed;
        }

        /** How far the leg that differs most is from the mean, in percent of the mean; zero without load. */
        public BigDecimal imbalancePercent() {
            return imbalance(legs());
        }
    }

    /** How far the leg that differs most is from the mean of all, in percent of the mean; zero without load. */
    public static BigDecimal imbalance(List<Long> legs) {
        long sum = legs.stream().mapToLong(Long::longValue).sum();
        if (sum == 0) {
            return BigDecimal.ZERO;
        }
        long count = legs.size();
        long furthest = legs.stream()
                .mapToLong(leg -> Math.abs(leg * count - sum))
                .max()
                .orElse(0);
        return BigDecimal.valueOf(furthest).multiply(HUNDRED).divide(BigDecimal.valueOf(sum), 1, RoundingMode.HALF_UP);
    }
}
