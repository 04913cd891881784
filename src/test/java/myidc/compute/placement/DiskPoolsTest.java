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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a new guest's disk goes. */
class DiskPoolsTest {
    private static final HostId HOST = new HostId(1);
    private static final HostId OTHER = new HostId(2);
    private static final long DISK_MB = 25;
    private static final long MIB = 1L << 20;

    @Test
    void withoutAPoolTheDiskStaysOnTheHost() {
        assertThat(new DiskPools(List.of()).serve(HOST)).isFalse();
        assertThat(new DiskPools(List.of()).forDisk(HOST, new InstanceId(7), DISK_MB))
                .isNull();
        DiskPools named = new DiskPools(List.of(named(1, OTHER)));
        assertThat(named.serve(HOST)).isFalse();
        assertThat(named.forDisk(HOST, new InstanceId(7), DISK_MB)).isNull();
    }

    @Test
    void aPoolThatNamesTheHostGoesBeforeOnesForTheWholeSite() {
        DiskPools pools = new DiskPools(List.of(forSite(1, 1_000L), named(2, HOST)));
        for (long guest = 1; guest <= 100; guest++) {
            assertThat(pools.forDisk(HOST, new InstanceId(guest), DISK_MB)).isEqualTo(new PoolId(2));
            assertThat(pools.forDisk(OTHER, new InstanceId(guest), DISK_MB)).isEqualTo(new PoolId(1));
        }
    }

    @Test
    void poolsShareDisksByWhatTheyCanStillStore() {
        Map<Long, Long> disks = shares(new DiskPools(List.of(forSite(1, 3_000L), forSite(2, 1_000L), forSite(3, 0L))));
        assertThat(disks).containsOnlyKeys(1L, 2L);
        assertThat(disks.get(1L)).isBetween(7_200L, 7_800L);
    }

    @Test
    void poolsThatNeverReportedShareAlike() {
        Map<Long, Long> disks = shares(new DiskPools(List.of(forSite(1, null), forSite(2, null))));
        assertThat(disks.get(1L)).isBetween(4_700L, 5_300L);
    }

    @Test
    void aPoolWithoutRoomByItsReportTakesNoneAndOneThatNeverReportedMay() {
        DiskPools full = new DiskPools(List.of(forSite(1, 24L)));
        assertThat(full.hold(HOST, DISK_MB)).isFalse();
        assertThat(full.hold(HOST, 24)).isTrue();
        assertThat(new DiskPools(List.of(forSite(1, null))).hold(HOST, DISK_MB)).isTrue();
        assertThat(new DiskPools(List.of()).hold(HOST, DISK_MB)).isTrue();
        DiskPools named =
                new DiskPools(List.of(forSite(1, 1_000L), new PoolOffer(new PoolId(2), false, Set.of(HOST), 0L)));
        assertThat(named.hold(HOST, DISK_MB)).as("its own pool is full").isFalse();
        assertThat(named.hold(OTHER, DISK_MB)).isTrue();
        assertThat(shares(new DiskPools(List.of(forSite(1, 24L), forSite(2, 30L)))))
                .containsOnlyKeys(2L);
    }

    @Test
    void whatLiesInAPoolMayStayThereWhereItReaches() {
        DiskPools pools = new DiskPools(List.of(named(1, HOST), forSite(2, 0L)));
        assertThat(pools.reach(new PoolId(1), HOST)).isTrue();
        assertThat(pools.reach(new PoolId(1), OTHER)).isFalse();
        assertThat(pools.reach(new PoolId(2), OTHER)).isTrue();
        assertThat(pools.reach(new PoolId(3), HOST)).isFalse();
    }

    @Test
    void aGuestTriedAgainHasTheSamePool() {
        DiskPools pools = new DiskPools(List.of(forSite(1, 500L), forSite(2, 500L)));
        for (long guest = 1; guest <= 100; guest++) {
            assertThat(pools.forDisk(HOST, new InstanceId(guest), DISK_MB))
                    .isEqualTo(pools.forDisk(HOST, new InstanceId(guest), DISK_MB));
        }
    }

    private static Map<Long, Long> shares(DiskPools pools) {
        return LongStream.rangeClosed(1, 10_000)
                .mapToObj(guest -> pools.forDisk(HOST, new InstanceId(guest), DISK_MB))
                .collect(Collectors.groupingBy(PoolId::value, Collectors.counting()));
    }

    private static PoolOffer forSite(long id, @Nullable Long freeMb) {
        return new PoolOffer(new PoolId(id), true, Set.of(), freeMb == null ? null : freeMb * MIB);
    }

    private static PoolOffer named(long id, HostId host) {
        return new PoolOffer(new PoolId(id), false, Set.of(host), null);
    }
}
