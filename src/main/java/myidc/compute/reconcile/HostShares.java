package myidc.compute.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the work under way each host may have, so that any number of hosts may hang and hold up what is for them alone.
 * There is no limit to all of it together, which hosts that hang would use up. A share goes by the number of its host; work
 * that needs several hosts has a share of its own with just these, by their numbers with {@code +} between them, since any
 * of them may hang; 0 stands for work that is for no host one could name.
 */
final class HostShares {
    /** What is for no host. */
    static final String NOBODY = "0";

    private final int each;
    private final Map<String, Integer> taken = new HashMap<>();

    HostShares(int each) {
        this.each = each;
    }

    /** How many pieces a share has. */
    int each() {
        return each;
    }

    /** Takes a piece of the share, unless it is used up. */
    synchronized boolean take(String share) {
        if (taken.getOrDefault(share, 0) >= each) {
            return false;
        }
        taken.merge(share, 1, Integer::sum);
        return true;
    }

    synchronized void give(String share) {
        taken.computeIfPresent(share, (known, pieces) -> pieces == 1 ? null : pieces - 1);
    }

    /** Whether any piece of any share is taken. */
    synchronized boolean isAnyTaken() {
        return !taken.isEmpty();
    }

    /** Which shares are used up, as PostgreSQL writes arrays. */
    synchronized String usedUp() {
        List<String> full = taken.entrySet().stream()
                .filter(share -> share.getValue() >= each)
                .map(Map.Entry::getKey)
                .toList();
        return "{" + String.join(",", full) + "}";
    }
}
