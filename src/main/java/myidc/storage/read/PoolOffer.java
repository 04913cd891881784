package myidc.storage.read;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import myidc.shared.id.HostId;
import myidc.shared.id.PoolId;

/**
 * A pool as placement sees it.
 *
 * @param wholeSite whether it takes disks of every host of its site that no pool names
 * @param hosts the hosts it is named for
 * @param freeBytes what can still be stored by its latest report; 0 before the first
 */
public record PoolOffer(PoolId poolId, boolean wholeSite, Set<HostId> hosts, long freeBytes) {
    static PoolOffer of(PoolView pool) {
        Long capacity = pool.capacityBytes;
        Long physical = pool.physicalBytes;
        return new PoolOffer(
                new PoolId(pool.id),
                pool.wholeSite,
                LongStream.of(pool.hostIds).mapToObj(HostId::new).collect(Collectors.toUnmodifiableSet()),
                capacity == null || physical == null ? 0 : capacity - physical);
    }
}
