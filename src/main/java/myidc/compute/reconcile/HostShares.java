package myidc.compute.reconcile;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the work under way each host may have, so that one that hangs holds up what is for itself alone. Hosts go by
 * their numbers; 0 stands for work that is for no host one could name.
 */
final class HostShares {
    private final int each;
    private final Map<Long, Integer> taken = new HashMap<>();

    HostShares(int each) {
        this.each = each;
    }

    /** Takes a piece of each of these shares, or of none of them if one is used up. */
    synchronized boolean take(Collection<Long> hosts) {
        if (hosts.stream().anyMatch(host -> taken.getOrDefault(host, 0) >= each)) {
            return false;
        }
        hosts.forEach(host -> taken.merge(host, 1, Integer::sum));
        return true;
    }

    synchronized void give(Collection<Long> hosts) {
        hosts.forEach(host -> taken.computeIfPresent(host, (number, pieces) -> pieces == 1 ? null : pieces - 1));
    }

    /** Whose share is used up, as PostgreSQL writes arrays. */
    synchronized String usedUp() {
        List<String> hosts = taken.entrySet().stream()
                .filter(share -> share.getValue() >= each)
                .map(share -> share.getKey().toString())
                .toList();
        return "{" + String.join(",", hosts) + "}";
    }
}
