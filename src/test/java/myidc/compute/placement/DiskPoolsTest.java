package myidc.compute.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.storage.read.PoolOffer;
import org.junit.jupiter.api.Test;

/** Where a new guest's disk goes. */
class DiskPoolsTest {
    private static final HostId HOST = new HostId(1);
    private static final HostId OTHER = new HostId(2);

    @Test
    void withoutAPoolTheDiskStaysOnTheHost() {
        assertThat(new DiskPools(List.of()).serve(HOST)).isFalse();
        assertThat(new DiskPools(List.of()).forDisk(HOST, new InstanceId(7))).isNull();
        DiskPools named = new DiskPools(List.of(named(1, OTHER)));
        assertThat(named.serve(HOST)).isFalse();
        assertThat(named.forDisk(HOST, new InstanceId(7))).isNull();
    }

    @Test
    void aPoolThatNamesTheHostGoesBeforeOnesForTheWholeSite() {
        DiskPools pools = new DiskPools(List.of(forSite(1, 1_000), named(2, HOST)));
        for (long guest = 1; guest <= 100; guest++) {
            assertThat(pools.forDisk(HOST, new InstanceId(guest))).isEqualTo(new PoolId(2));
            assertThat(pools.forDisk(OTHER, new InstanceId(guest))).isEqualTo(new PoolId(1));
        }
    }

    @Test
    void poolsShareDisksByWhatTheyCanStillStore() {
        Map<Long, Long> disks = shares(new DiskPools(List.of(forSite(1, 3_000), forSite(2, 1_000), forSite(3, 0))));
        assertThat(disks).containsOnlyKeys(1L, 2L);
        assertThat(disks.get(1L)).isBetween(7_200L, 7_800L);
    }

    @Test
    void poolsThatNeverReportedShareAlike() {
        Map<Long, Long> disks = shares(new DiskPools(List.of(forSite(1, 0), forSite(2, 0))));
        assertThat(disks.get(1L)).isBetween(4_700L, 5_300L);
    }

    @Test
    void aGuestTriedAgainHasTheSamePool() {
        DiskPools pools = new DiskPools(List.of(forSite(1, 500), forSite(2, 500)));
        for (long guest = 1; guest <= 100; guest++) {
            assertThat(pools.forDisk(HOST, new InstanceId(guest)))
                    .isEqualTo(pools.forDisk(HOST, new InstanceId(guest)));
        }
    }

    private static Map<Long, Long> shares(DiskPools pools) {
        return LongStream.rangeClosed(1, 10_000)
                .mapToObj(guest -> pools.forDisk(HOST, new InstanceId(guest)))
                .collect(Collectors.groupingBy(PoolId::value, Collectors.counting()));
    }

    private static PoolOffer forSite(long id, long freeBytes) {
        return new PoolOffer(new PoolId(id), true, Set.of(), freeBytes);
    }

    private static PoolOffer named(long id, HostId host) {
        return new PoolOffer(new PoolId(id), false, Set.of(host), 0);
    }
}
