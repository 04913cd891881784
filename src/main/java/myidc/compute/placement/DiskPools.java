package myidc.compute.placement;

import java.util.List;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.storage.read.PoolOffer;
import org.jspecify.annotations.Nullable;

/**
 * Which pool a new guest's disk goes to: one of those that name its host, else one of those for the whole site, of those with
 * room for it by their latest report. Pools share the disks in proportion to what each can still store, so that many guests
 * between two reports fill none of them alone; the guest's number alone draws the lot, so that the same guest tried again has
 * the same pool.
 */
record DiskPools(List<PoolOffer> offers) {
    private static final long BYTES_OF_MIB = 1L << 20;

    boolean serve(HostId host) {
        return !serving(host).isEmpty();
    }

    /** Whether a disk finds room: in a pool that serves the host, or with the host itself where none does. */
    boolean hold(HostId host, long diskMb) {
        List<PoolOffer> serving = serving(host);
        return serving.isEmpty() || serving.stream().anyMatch(offer -> offer.holds(diskMb * BYTES_OF_MIB));
    }

    /** Whether disks that lie in the pool may stay there with a guest on the host. */
    boolean reach(PoolId pool, HostId host) {
        return offers.stream().anyMatch(offer -> offer.poolId().equals(pool) && offer.reaches(host));
    }

    /** Null when no pool serves the host: the disk then lies on the host itself. */
    @Nullable
    PoolId forDisk(HostId host, InstanceId guest, long diskMb) {
        List<PoolOffer> serving = serving(host).stream()
                .filter(offer -> offer.holds(diskMb * BYTES_OF_MIB))
                .toList();
        if (serving.isEmpty()) {
            return null;
        }
        double total = serving.stream().mapToDouble(PoolOffer::free).sum();
        double lot = Lot.of(guest);
        if (total == 0) {
            return serving.get((int) (lot * serving.size())).poolId();
        }
        double left = lot * total;
        for (PoolOffer offer : serving) {
            left -= offer.free();
            if (left < 0) {
                return offer.poolId();
            }
        }
        return serving.getLast().poolId();
    }

    private List<PoolOffer> serving(HostId host) {
        List<PoolOffer> named =
                offers.stream().filter(offer -> offer.hosts().contains(host)).toList();
        return named.isEmpty() ? offers.stream().filter(PoolOffer::wholeSite).toList() : named;
    }
}
