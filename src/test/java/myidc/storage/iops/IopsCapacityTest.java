package myidc.storage.iops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import myidc.storage.iops.IopsCapacity.Level;
import org.junit.jupiter.api.Test;

class IopsCapacityTest {
    @Test
    void aDiskSeeksAndTurnsHalfForEachOperation() {
        assertThat(IopsCapacity.ofDisk(3, 7_200)).isCloseTo(140, offset(0.5));
        assertThat(IopsCapacity.ofDisk(3, 10_000)).isCloseTo(167, offset(0.5));
        assertThat(IopsCapacity.ofDisk(3, 15_000)).isCloseTo(200, offset(0.5));
    }

    @Test
    void fourDisksInRaid6WriteAHundredAndTwentyByEitherFormula() {
        var writes = IopsCapacity.ofRaid(4, 180, Level.RAID6, 0);

        assertThat(writes.hostVisible()).isCloseTo(120, offset(1e-9));
        assertThat(writes.blended()).isCloseTo(120, offset(1e-9));
    }

    @Test
    void theBlendPromisesMoreThanAHostSeesWhenReadsAndWritesMix() {
        var mixed = IopsCapacity.ofRaid(4, 180, Level.RAID6, 0.7);

        assertThat(mixed.hostVisible()).isCloseTo(720 / 2.5, offset(1e-9));
        assertThat(mixed.blended()).isCloseTo(720 * 0.75, offset(1e-9));
        assertThat(IopsCapacity.ofRaid(4, 180, Level.RAID0, 0.7).hostVisible()).isCloseTo(720, offset(1e-9));
        assertThat(IopsCapacity.ofRaid(4, 180, Level.RAID5, 0.5).hostVisible()).isCloseTo(288, offset(1e-9));
    }

    @Test
    void cephKeepsAShareAndWritesEveryReplica() {
        var ceph = IopsCapacity.ofCeph(12, 150, 3);

        assertThat(ceph.mirantis()).isCloseTo(528, offset(1e-9));
        assertThat(ceph.blueStoreRead()).isCloseTo(1_260, offset(1e-9));
        assertThat(ceph.blueStoreWrite()).isCloseTo(420, offset(1e-9));
    }
}
