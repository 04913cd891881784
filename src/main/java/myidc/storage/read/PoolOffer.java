package myidc.storage.read;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import myidc.shared.id.HostId;
import myidc.shared.id.PoolId;
import org.jspecify.annotations.Nullable;

/**
 * A pool as placement sees it.
 *
 * @param wholeSite whether it takes disks of every host of its site that no pool names
 * @param hosts the hosts it is named for
 * @param freeBytes what can still be stored by its latest report; null before the first
 */
public record PoolOffer(
        PoolId poolId,
        boolean wholeSite,
        Set<HostId> hosts,
        @Nullable Long freeBytes) {
    /** What can still be stored as far as anybody knows. */
    public long free() {
        return freeBytes == null ? 0 : freeBytes;
    }

    /** Whether so much can still be stored; of a pool that never reported nobody can say that it cannot. */
    public boolean holds(long bytes) {
        return freeBytes == null || bytes <= freeBytes;
    }

    /** Whether disks of a host may lie in it. */
    public boolean reaches(HostId host) {
        return wholeSite || hosts.contains(host);
    }

    static PoolOffer of(PoolView pool) {
        Long stop = pool.stopBytes == null ? pool.capacityBytes : pool.stopBytes;
        Long physical = pool.physicalBytes;
        return new PoolOffer(
                new PoolId(pool.id),
                pool.wholeSite,
                LongStream.of(pool.hostIds).mapToObj(HostId::new).collect(Collectors.toUnmodifiableSet()),
                stop == null || physical == null ? null : Math.max(0, stop - physical));
    }
}
