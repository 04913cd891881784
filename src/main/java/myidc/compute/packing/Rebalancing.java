package myidc.compute.packing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import myidc.compute.event.Resources;
import org.jspecify.annotations.Nullable;

/**
 * Which guests to move so that hosts carry alike; advice, nothing is moved. A host's load is the larger of the shares of
 * its processors and memory, in points of a hundred; imbalance is the standard deviation of the loads. One move after
 * another is looked for, the one whose gain exceeds its cost by most, until the hosts are balanced or none is worth it.
 * What a move gains is by how many points the fuller of its two hosts gets less full, so that it counts the same in a
 * small fleet and a large one; what it costs is what has to be copied.
 */
public final class Rebalancing {
    /** Hosts on either side that are weighed for one move: the fullest and the emptiest. */
    private static final int SIDE_MAX = 10;

    private static final double MB_PER_100_GB = 102_400;

    private final List<Host> hosts;
    private final double[] vcpus;
    private final double[] memoryMb;
    private final Resources[] free;
    private final List<List<Guest>> guests = new ArrayList<>();
    private final List<Set<Long>> groups = new ArrayList<>();
    private final Rules rules;

    private Rebalancing(List<Host> hosts, List<Guest> all, Rules rules) {
        this.hosts = hosts;
        this.rules = rules;
        this.vcpus = new double[hosts.size()];
        this.memoryMb = new double[hosts.size()];
        this.free = hosts.stream().map(host -> host.room().free()).toArray(Resources[]::new);
        Map<Long, Integer> indexes = new HashMap<>();
        for (int i = 0; i < hosts.size(); i++) {
            indexes.put(hosts.get(i).id(), i);
            guests.add(new ArrayList<>());
            groups.add(new HashSet<>());
        }
        for (Guest guest : all) {
            Integer host = indexes.get(guest.host());
            if (host != null) {
                put(host, guest);
            }
        }
    }

    /** Advice for hosts that take guests; guests on other hosts are left out. */
    public static Advice of(List<Host> hosts, List<Guest> guests, Rules rules) {
        return new Rebalancing(hosts, guests, rules).advise();
    }

    private Advice advise() {
        double[] before = loads();
        double imbalance = imbalance(before);
        List<Move> moves = new ArrayList<>();
        Set<Long> moved = new HashSet<>();
        Stop stop = Stop.BALANCED;
        while (imbalance > rules.threshold()) {
            Move best = moves.size() < rules.movesMax() ? best(moved, imbalance) : null;
            if (best == null) {
                stop = moves.size() < rules.movesMax() ? Stop.NOTHING_WORTH_IT : Stop.MOVES_SPENT;
                break;
            }
            apply(best);
            moves.add(best);
            moved.add(best.guest());
            imbalance = best.imbalanceAfter();
        }
        double[] after = loads();
        List<Loaded> loaded = IntStream.range(0, hosts.size())
                .mapToObj(i -> new Loaded(hosts.get(i).id(), before[i], after[i]))
                .toList();
        return new Advice(imbalance(before), imbalance, stop, moves, loaded);
    }

    private @Nullable Move best(Set<Long> moved, double imbalance) {
        double[] loads = loads();
        List<Integer> byLoad = IntStream.range(0, hosts.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> loads[i])
                        .thenComparingLong(i -> hosts.get(i).id()))
                .toList();
        Move best = null;
        for (int from : byLoad.reversed().stream().limit(SIDE_MAX).toList()) {
            for (Guest guest : guests.get(from)) {
                if (!guest.movable() || moved.contains(guest.id())) {
                    continue;
                }
                for (int to : byLoad.stream().limit(SIDE_MAX).toList()) {
                    if (loads[to] >= loads[from] || !takes(to, guest)) {
                        continue;
                    }
                    Move move = trial(guest, from, to, loads);
                    boolean worthIt = move.worth() > 0 && move.imbalanceAfter() < imbalance;
                    if (worthIt && (best == null || move.worth() > best.worth())) {
                        best = move;
                    }
                }
            }
        }
        return best;
    }

    private boolean takes(int host, Guest guest) {
        Long group = guest.group();
        return guest.taken().within(free[host])
                && guest.admitted().test(hosts.get(host).id())
                && (group == null || !groups.get(host).contains(group));
    }

    private Move trial(Guest guest, int from, int to, double[] loads) {
        double[] after = loads.clone();
        after[from] = load(from, -guest.vcpus(), -guest.memoryMb());
        after[to] = load(to, guest.vcpus(), guest.memoryMb());
        double gain = loads[from] - Math.max(after[from], after[to]);
        double cost = guest.copyMb() / MB_PER_100_GB * rules.pointsPer100Gb();
        return new Move(
                guest.id(),
                new Side(hosts.get(from).id(), loads[from], after[from]),
                new Side(hosts.get(to).id(), loads[to], after[to]),
                guest.copyMb(),
                gain,
                cost,
                imbalance(after));
    }

    private void apply(Move move) {
        int from = index(move.from().host());
        int to = index(move.to().host());
        Guest guest = guests.get(from).stream()
                .filter(each -> each.id() == move.guest())
                .findFirst()
                .orElseThrow();
        guests.get(from).remove(guest);
        vcpus[from] -= guest.vcpus();
        memoryMb[from] -= guest.memoryMb();
        free[from] = free[from].plus(guest.taken());
        if (guest.group() != null) {
            groups.get(from).remove(guest.group());
        }
        put(to, guest);
        free[to] = free[to].minus(guest.taken());
    }

    private void put(int host, Guest guest) {
        guests.get(host).add(guest);
        vcpus[host] += guest.vcpus();
        memoryMb[host] += guest.memoryMb();
        if (guest.group() != null) {
            groups.get(host).add(guest.group());
        }
    }

    private int index(long host) {
        return IntStream.range(0, hosts.size())
                .filter(i -> hosts.get(i).id() == host)
                .findFirst()
                .orElseThrow();
    }

    private double[] loads() {
        return IntStream.range(0, hosts.size()).mapToDouble(i -> load(i, 0, 0)).toArray();
    }

    private double load(int host, double moreVcpus, double moreMemoryMb) {
        Host each = hosts.get(host);
        return 100
                * Math.max(
                        share(vcpus[host] + moreVcpus, each.vcpus()),
                        share(memoryMb[host] + moreMemoryMb, each.memoryMb()));
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : part / whole;
    }

    private static double imbalance(double[] loads) {
        double mean = IntStream.range(0, loads.length)
                .mapToDouble(i -> loads[i])
                .average()
                .orElse(0);
        double squares = IntStream.range(0, loads.length)
                .mapToDouble(i -> (loads[i] - mean) * (loads[i] - mean))
                .average()
                .orElse(0);
        return Math.sqrt(squares);
    }

    /** Why there is no further move. */
    public enum Stop {
        BALANCED,
        NOTHING_WORTH_IT,
        MOVES_SPENT
    }

    /**
     * When to advise a move.
     *
     * @param threshold imbalance that is let be, in points
     * @param pointsPer100Gb what copying 100 GiB must gain at least
     */
    public record Rules(double threshold, double pointsPer100Gb, int movesMax) {}

    /**
     * A host that takes guests.
     *
     * @param room by what is promised: no move promises more than there is
     * @param vcpus what a load of 100 points is
     */
    public record Host(long id, Room room, double vcpus, double memoryMb) {}

    /**
     * A guest on a host.
     *
     * @param taken what is promised to it of its host
     * @param vcpus its load, measured or promised
     * @param copyMb what moving it copies, in MiB
     * @param group guests with the same number are kept on different hosts; null for anywhere
     * @param movable false while something else is done to it
     * @param admitted whether a host, by its number, takes guests of its tenant
     */
    public record Guest(
            long id,
            long host,
            Resources taken,
            double vcpus,
            double memoryMb,
            long copyMb,
            @Nullable Long group,
            boolean movable,
            LongPredicate admitted) {}

    /** A host's load before and after a move, in points. */
    public record Side(long host, double before, double after) {}

    /** A host's load before and after all moves, in points. */
    public record Loaded(long host, double before, double after) {}

    /**
     * A move, in its turn.
     *
     * @param gain points by which the fuller of the two hosts gets less full
     * @param cost points that copying must gain
     */
    public record Move(long guest, Side from, Side to, long copyMb, double gain, double cost, double imbalanceAfter) {
        double worth() {
            return gain - cost;
        }
    }

    /** What to move, in which order. */
    public record Advice(double imbalance, double imbalanceAfter, Stop stop, List<Move> moves, List<Loaded> hosts) {}
}
