package myidc.compute.packing;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import myidc.compute.event.Resources;
import org.jspecify.annotations.Nullable;

/**
 * Hosts in memory, kept by their room, so that a choice weighs each different room once, however many hosts have it. For
 * trying a policy on past demand. Not for use by several threads.
 */
public final class Fleet {
    private final Policy policy;
    private final Weights weights;
    private final Map<Long, Room> rooms = new HashMap<>();
    private final TreeMap<Room, NavigableSet<Long>> hosts = new TreeMap<>();

    public Fleet(Policy policy) {
        this(policy, Weights.usual(policy));
    }

    public Fleet(Policy policy, Weights weights) {
        this.policy = policy;
        this.weights = weights;
    }

    /** Adds a host, or changes one. */
    public void put(long host, Room room) {
        Room before = rooms.put(host, room);
        if (before != null) {
            hosts.computeIfPresent(before, (alike, numbers) -> without(numbers, host));
        }
        hosts.computeIfAbsent(room, unseen -> new TreeSet<>()).add(host);
    }

    /** Puts a guest on the host that the policy likes best; empty, and nothing changed, when it fits on none. */
    public OptionalLong place(Resources wanted, RecentDemand demand) {
        double lowest = Double.POSITIVE_INFINITY;
        long chosen = -1;
        for (Map.Entry<Room, NavigableSet<Long>> alike : hosts.entrySet()) {
            if (!alike.getKey().fits(wanted)) {
                continue;
            }
            double cost = policy.cost(alike.getKey(), wanted, demand, weights);
            long host = alike.getValue().first();
            if (cost < lowest || (policy == Policy.FIRST_FIT && host < chosen)) {
                lowest = cost;
                chosen = host;
            }
        }
        if (chosen < 0) {
            return OptionalLong.empty();
        }
        put(chosen, room(chosen).without(wanted));
        return OptionalLong.of(chosen);
    }

    /** Takes a guest off its host. */
    public void release(long host, Resources given) {
        put(host, room(host).with(given));
    }

    /** How many different rooms there are. */
    public int differentRooms() {
        return hosts.size();
    }

    private static @Nullable NavigableSet<Long> without(NavigableSet<Long> numbers, long host) {
        numbers.remove(host);
        return numbers.isEmpty() ? null : numbers;
    }

    private Room room(long host) {
        Room room = rooms.get(host);
        if (room == null) {
            throw new IllegalArgumentException("There is no host " + host);
        }
        return room;
    }
}
