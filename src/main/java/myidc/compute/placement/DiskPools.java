package myidc.compute.placement;

import java.util.List;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.storage.read.PoolOffer;
import org.jspecify.annotations.Nullable;

/**
 * Which pool a new guest's disk goes to: one of those that name its host, else one of those for the whole site. Pools
 * share the disks in proportion to what each can still store, so that many guests between two reports fill none of them
 * alone; the guest's number alone draws the lot, so that the same guest tried again has the same pool.
 */
record DiskPools(List<PoolOffer> offers) {
    boolean serve(HostId host) {
        return !serving(host).isEmpty();
    }

    /** Null when no pool serves the host: the disk then lies on the host itself. */
    @Nullable
    PoolId forDisk(HostId host, InstanceId guest) {
        List<PoolOffer> serving = serving(host);
        if (serving.isEmpty()) {
            return null;
        }
        double total = serving.stream().mapToDouble(PoolOffer::freeBytes).sum();
        double lot = Lot.of(guest);
        if (total == 0) {
            return serving.get((int) (lot * serving.size())).poolId();
        }
        double left = lot * total;
        for (PoolOffer offer : serving) {
            left -= offer.freeBytes();
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
