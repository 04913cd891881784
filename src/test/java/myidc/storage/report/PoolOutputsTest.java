package myidc.storage.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import myidc.storage.event.PoolFigures.Fill;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolFigures.Written;
import myidc.storage.event.Tool;
import myidc.storage.event.VolumeFigures;
import myidc.storage.report.PoolOutputs.Reading;
import org.junit.jupiter.api.Test;

class PoolOutputsTest {
    private static final long GB = 1L << 30;

    @Test
    void vdoTellsOverheadApartFromDataAndDedupApartFromCompression() {
        Reading pool = Samples.VDO.read();

        assertThat(pool.figures().stored())
                .isEqualTo(new Stored(
                        10_000 * 4_096L, 10_000 * 4_096L, 2_600 * 4_096L, 2_000 * 4_096L, null, null, 409_422_312L));
        assertThat(pool.figures().written())
                .isEqualTo(
                        new Written(163_840_000L, 1_500 * 4_096L, new BigDecimal("1.5000"), new BigDecimal("1.6667")));
        assertThat(pool.figures().health()).isEqualTo("normal, index opening");
        assertThat(pool.figures().inodes()).isNull();
        assertThat(pool.volumes())
                .containsExactly(
                        new VolumeFigures("disk0", null, 81_920_000L, null, null),
                        new VolumeFigures("disk1", null, 81_920_000L, null, null));
    }

    @Test
    void vdoCountersThatDoNotAgreeSplitNothing() {
        Written written = Samples.VDO
                .altered(Tool.VDOSTATS, "dedupe advice valid                   : 480", "dedupe advice valid : 0")
                .read()
                .figures()
                .written();

        assertThat(written.logicalBytes()).isEqualTo(1_500 * 4_096L);
        assertThat(written.dedupRatio()).isNull();
        assertThat(written.compressionRatio()).isNull();
    }

    @Test
    void thinPoolsTellPromisesApartFromWhatIsMappedAndShared() {
        Reading pool = Samples.THIN.read();

        assertThat(pool.figures().stored())
                .isEqualTo(new Stored(GB, GB, 335_544_320, null, 134_217_728L, 201_326_592L, null));
        assertThat(pool.figures().written())
                .isEqualTo(new Written(4 * GB, 536_870_912L, new BigDecimal("1.6000"), null));
        assertThat(pool.figures().metadata()).isEqualTo(new Fill(4_194_304, 524_288));
        assertThat(pool.figures().health()).isEqualTo("rw");
        assertThat(pool.volumes())
                .containsExactly(
                        new VolumeFigures("base", null, 2 * GB, 268_435_456L, 67_108_864L),
                        new VolumeFigures("clone", "base", 2 * GB, 268_435_456L, 67_108_864L));
    }

    @Test
    void aThinPoolKnownByPercentagesOnlySharesUnknownBytes() {
        Reading pool = Samples.THIN.only(Tool.LVS).read();

        assertThat(pool.figures().stored()).isEqualTo(Stored.plain(GB, GB, 335_544_320));
        assertThat(pool.figures().written().logicalBytes()).isNull();
        assertThat(pool.figures().metadata()).isEqualTo(new Fill(4_194_304, 524_288));
        assertThat(pool.volumes().getLast().logicalBytes()).isNull();
    }

    @Test
    void zfsCountsLogicalBytesBeforeDedupAndCompression() {
        Reading pool = Samples.ZFS.read();

        long shared = 960 << 10;
        assertThat(pool.figures().stored())
                .isEqualTo(new Stored(
                        10_000_000, 10_000_000, 4_000_000, null, 4_000_000 - shared, shared, 120 * 200L + 1_000 * 150));
        assertThat(pool.figures().written())
                .isEqualTo(new Written(40_000_000L, 9_000_000L, new BigDecimal("1.50"), new BigDecimal("1.5000")));
        assertThat(pool.volumes().getLast())
                .isEqualTo(new VolumeFigures("vms/b", "tank/vms/a@base", 20_000_000L, 4_000_000L, null));
    }

    @Test
    void sdfsPromisesAVolumeAndStopsWithTheDiskBelow() {
        Reading pool = Samples.SDFS.read();

        assertThat(pool.figures().stored().capacityBytes()).isEqualTo(500_000_000_000L);
        assertThat(pool.figures().stored().stopBytes()).isEqualTo(480_000_000_000L);
        assertThat(pool.figures().stored().overheadBytes()).isEqualTo(170_000_000_000L - 601 * GB / 4);
        assertThat(pool.figures().written())
                .isEqualTo(new Written(2_048 * GB, 800 * GB, new BigDecimal("3.9900"), new BigDecimal("1.3344")));
        assertThat(pool.figures().inodes()).isEqualTo(new Fill(30_000_000, 250_000));
    }

    @Test
    void aCephClusterStopsWhereItsFullestDiskDoes() {
        Reading cluster = Samples.CEPH.read();

        assertThat(cluster.figures().stored())
                .isEqualTo(new Stored(3_000_000, 2_280_000, 1_200_000, 57_000L, null, null, null));
        assertThat(cluster.figures().written()).isEqualTo(new Written(1_000_000L, 381_000L, null, null));
        assertThat(cluster.volumes())
                .containsExactly(
                        new VolumeFigures("vm-1", null, 500_000L, 150_000L, null),
                        new VolumeFigures("vm-2", null, 500_000L, 230_000L, null));
        assertThat(Samples.CEPH.only(Tool.CEPH_DF).read().figures().stored().stopBytes())
                .isEqualTo(2_850_000);
    }

    @Test
    void aPoolOfCephHasTheRoomItsCopiesLeave() {
        Reading pool = Samples.CEPH.of("rbd").read();

        assertThat(pool.figures().stored()).isEqualTo(Stored.plain(2_640_000, 2_640_000, 1_140_000));
        assertThat(pool.figures().written())
                .isEqualTo(new Written(1_000_000L, 380_000L, null, new BigDecimal("2.5000")));
    }

    @Test
    void reflinkedFilesCountOnceAndBtrfsLimitsNoInodes() {
        Reading pool = Samples.FILES.read();

        long extent = 25_600 * 4_096L;
        assertThat(pool.figures().stored().sharedBytes()).isEqualTo(extent);
        assertThat(pool.figures().stored().uniqueBytes()).isEqualTo(extent + 4_096);
        assertThat(pool.figures().inodes()).isNull();
        assertThat(pool.figures().written().logicalBytes()).isEqualTo(3 * extent + 4_096);
        assertThat(pool.figures().written().dedupRatio()).isEqualTo(new BigDecimal("1.5000"));
        assertThat(pool.volumes())
                .containsExactly(
                        new VolumeFigures(
                                "/srv/images/base.qcow2", "/srv/images/golden.qcow2", 20 * GB, 2 * extent, extent),
                        new VolumeFigures("/srv/images/vm one.raw", null, 10 * GB, extent, 0L),
                        new VolumeFigures("/srv/images/readme", null, 4_096L, 4_096L, 4_096L));
    }

    @Test
    void extentsOfSomeFilesOnlyLeaveSharingUnknown() {
        Reading pool = Samples.FILES.only(Tool.DF, Tool.FIND).read();

        assertThat(pool.figures().stored().sharedBytes()).isNull();
        assertThat(pool.figures().stored().overheadBytes()).isNull();
        assertThat(pool.volumes().getFirst().reclaimableBytes()).isNull();
    }

    @Test
    void aFileThatHasNoPlaceYetLeavesSharingUnknown() {
        Reading pool = Samples.FILES
                .altered(
                        Tool.FILEFRAG,
                        "     300000..    300000:      1:             last,eof",
                        "          0..         0:      0:             last,unknown_loc,delalloc,eof")
                .read();

        assertThat(pool.figures().stored().sharedBytes()).isNull();
        assertThat(pool.volumes().getLast().reclaimableBytes()).isNull();
    }
}
