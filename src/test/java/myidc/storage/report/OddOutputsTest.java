package myidc.storage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import myidc.storage.event.PoolFigures;
import myidc.storage.event.PoolFigures.Stored;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Tool;
import org.junit.jupiter.api.Test;

/** What is odd is refused with its line, whoever printed it. */
class OddOutputsTest {
    private static final int FUZZ_ROUNDS = 4_000;

    @Test
    void anUnknownVersionIsRefusedWithItsLine() {
        odd(Samples.VDO.altered(Tool.VDOSTATS, ": 36", ": 99"), Tool.VDOSTATS, 2, "not known");
        odd(Samples.SDFS.altered(Tool.SDFSCLI_VOLUME_INFO, "74.94%", "9.79%"), Tool.SDFSCLI_VOLUME_INFO, 9, "rate");
        odd(Samples.ZFS.altered(Tool.ZDB_DD, "   DSIZE   blocks", "   ASIZE   blocks"), Tool.ZDB_DD, 8, "columns");
        odd(Samples.THIN.altered(Tool.THIN_LS, "DEV MAPPED", "DEV EXCLUSIVE"), Tool.THIN_LS, 1, "columns");
    }

    @Test
    void impossibleFiguresAreRefusedWithTheirLine() {
        odd(Samples.VDO.altered(Tool.VDOSTATS, ": 2000", ": 9999"), Tool.VDOSTATS, 3, "more than the physical");
        odd(Samples.VDO.altered(Tool.VDOSTATS, ": 600", ": -600"), Tool.VDOSTATS, 3, "whole number");
        odd(Samples.VDO.altered(Tool.VDOSTATS, ": 600", ": 6e2"), Tool.VDOSTATS, 3, "whole number");
        odd(Samples.VDO.altered(Tool.VDOSTATS, ": normal", ": dreaming"), Tool.VDOSTATS, 13, "operating mode");
        odd(Samples.VDO.altered(Tool.DMSETUP_STATUS, "opening", "melting"), Tool.DMSETUP_STATUS, 2, "index state");
        odd(Samples.VDO.altered(Tool.DMSETUP_STATUS, "2600 10000", "9600 10000"), Tool.DMSETUP_STATUS, 2, "vdostats");
        odd(Samples.THIN.altered(Tool.DMSETUP_STATUS, "5120/", "99999/"), Tool.DMSETUP_STATUS, 1, "than there is");
        odd(Samples.THIN.altered(Tool.LVS, "\"2147483648B\"", "\"2.00g\""), Tool.LVS, 7, "size in bytes");
        odd(Samples.THIN.altered(Tool.LVS, "\"31.25\"", "\"131.25\""), Tool.LVS, 8, "share of a hundred");
        odd(Samples.THIN.altered(Tool.THIN_LS, "  2    268435456", "  2    268435457"), Tool.THIN_LS, 3, "add up");
        odd(Samples.ZFS.altered(Tool.ZPOOL_LIST, "\t6000000\t", "\t6000001\t"), Tool.ZPOOL_LIST, 1, "add up");
        odd(Samples.ZFS.altered(Tool.ZPOOL_LIST, "\tONLINE", "\tASLEEP"), Tool.ZPOOL_LIST, 1, "health");
        odd(
                Samples.ZFS.altered(Tool.ZDB_DD, "    800K    800K    800K  ", "    800M    800M    800M  "),
                Tool.ZDB_DD,
                13,
                "add up");
        odd(Samples.SDFS.altered(Tool.SDFSCLI_VOLUME_INFO, "800 GB", "800 GQ"), Tool.SDFSCLI_VOLUME_INFO, 3, "size");
        odd(Samples.SDFS.altered(Tool.DF, "170000000000", "970000000000"), Tool.DF, 2, "than there is");
        odd(Samples.CEPH.of("rbd").altered(Tool.CEPH_DF, "0.43", "43.0"), Tool.CEPH_DF, 3, "fraction");
        odd(Samples.CEPH.altered(Tool.CEPH_OSD_DF, "50.0", "150.0"), Tool.CEPH_OSD_DF, 2, "hundred");
        odd(Samples.CEPH.altered(Tool.RBD_DU, "230000", "930000"), Tool.RBD_DU, 3, "more is used");
        odd(Samples.FILES.altered(Tool.FIND, "2049:13", "readme"), Tool.FIND, 4, "device:inode");
        odd(Samples.FILES.altered(Tool.QEMU_IMG_INFO, "\"qcow2\",", "\"tape\","), Tool.QEMU_IMG_INFO, 5, "format");
        odd(
                Samples.FILES.altered(Tool.QEMU_IMG_INFO, "\"corrupt\": false", "\"corrupt\": true"),
                Tool.QEMU_IMG_INFO,
                12,
                "corrupt");
        odd(
                Samples.FILES.altered(Tool.QEMU_IMG_MAP, "\"start\": 65536", "\"start\": 65537"),
                Tool.QEMU_IMG_MAP,
                2,
                "gap");
        odd(Samples.FILES.altered(Tool.FILEFRAG, ": 2 extents", ": 3 extents"), Tool.FILEFRAG, 6, "less extents");
    }

    @Test
    void aThinPoolThatFailedIsRefusedWithItsLine() {
        odd(
                Samples.THIN.altered(
                        Tool.DMSETUP_STATUS,
                        "thin-pool 7 128/1024 5120/16384 - rw discard_passdown queue_if_no_space - 256 ",
                        "thin-pool Fail"),
                Tool.DMSETUP_STATUS,
                1,
                "a thin pool that works");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Samples.VDO.of("rack-1/slow").read()).hasMessageContaining("rack--1-slow-vpool");
        assertThatThrownBy(() -> Samples.VDO.of("slow").read()).hasMessageContaining("group/volume");
        assertThatThrownBy(() -> Samples.ZFS.of("pond").read()).hasMessageContaining("there is no pool pond");
        assertThatThrownBy(() -> Samples.CEPH.of("none").read()).hasMessageContaining("there is no pool none");
        assertThatThrownBy(() -> Samples.FILES.only(Tool.FIND).read()).hasMessageContaining("DF: its output is needed");
        assertThatThrownBy(() -> Samples.VDO
                        .altered(Tool.VDOSTATS, "logical blocks used ", "something else used ")
                        .read())
                .hasMessageContaining("\"logical blocks used\" is missing");
        assertThatThrownBy(() -> PoolOutputs.read(PoolKind.CEPH, "*", Samples.ZFS.outputs()))
                .hasMessageContaining("a pool of kind CEPH has no such tool");
    }

    @Test
    void everyBeginningOfAnOutputIsRefusedOrReadsAsSomethingPossible() {
        for (Samples sample : Samples.ALL) {
            for (int i = 0; i < sample.outputs().size(); i++) {
                String text = sample.outputs().get(i).text();
                for (int end = 0; end < text.length(); end++) {
                    checkPossible(sample.with(i, text.substring(0, end)), "cut at " + end);
                }
            }
        }
    }

    @Test
    void noNumberIsEverReadInPart() {
        String text = Samples.VDO.outputs().getFirst().text();
        int cut = text.indexOf(": 1500") + ": 15".length();

        assertThatThrownBy(() -> Samples.VDO.with(0, text.substring(0, cut)).read())
                .isInstanceOf(OddOutput.class)
                .hasMessageContaining("in the middle of a line");
    }

    @Test
    void anythingElseIsRefusedOrReadsAsSomethingPossible() {
        long seed = ThreadLocalRandom.current().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        String[] pieces = {
            "0",
            "-1",
            "9223372036854775807",
            "99999999999999999999",
            "1e999999",
            "7e99999999",
            "NaN",
            "\"",
            "{",
            "]",
            "\n",
            "\t",
            ":",
            "\u0000",
            "é",
            "../",
            "null",
            "  ",
            "12.5",
            "K",
            "E",
            "\r\n"
        };
        for (int round = 0; round < FUZZ_ROUNDS; round++) {
            Samples sample = Samples.ALL.get(random.nextInt(Samples.ALL.size()));
            int index = random.nextInt(sample.outputs().size());
            StringBuilder text = new StringBuilder(sample.outputs().get(index).text());
            for (int change = random.nextInt(4); change >= 0 && !text.isEmpty(); change--) {
                int at = random.nextInt(text.length());
                int to = Math.min(text.length(), at + random.nextInt(12));
                text.replace(at, to, pieces[random.nextInt(pieces.length)]);
            }
            checkPossible(sample.with(index, text.toString()), "seed " + seed + " round " + round);
        }
    }

    @Test
    void whatIsTooLargeIsRefusedUnread() {
        String large = "x".repeat(Line.OUTPUT_CHARS_MAX + 1);
        for (Samples sample : Samples.ALL) {
            for (int i = 0; i < sample.outputs().size(); i++) {
                Samples altered = sample.with(i, large);
                assertThatThrownBy(altered::read).isInstanceOf(OddOutput.class).hasMessageContaining("more than");
            }
        }
        assertThatThrownBy(() -> Samples.CEPH.with(0, "[".repeat(100_000)).read())
                .isInstanceOf(OddOutput.class);
        assertThatThrownBy(() -> Samples.ZFS.with(0, "x".repeat(10_000) + "\n").read())
                .hasMessageContaining("8192 characters");
    }

    @Test
    void manyExtentsOverTheSamePlaceAreCountedInTime() {
        StringBuilder text = new StringBuilder("File size of /f is 4096 (1 block of 4096 bytes)\n");
        int extents = 100_000;
        for (int i = 0; i < extents; i++) {
            text.append("   ")
                    .append(i)
                    .append(":  0..  0:  ")
                    .append(i)
                    .append(".. ")
                    .append(i + 9_999)
                    .append(": 10000: shared\n");
            if (text.length() > Line.OUTPUT_CHARS_MAX - 200) {
                break;
            }
        }
        text.append("/f: 1 extent found\n");

        assertThat(Samples.FILES.with(4, text.toString()).read().figures()).isNotNull();
    }

    private static void odd(Samples sample, Tool tool, int line, String why) {
        Throwable thrown = catchThrowable(sample::read);
        assertThat(thrown)
                .as(sample.kind() + " " + why)
                .isInstanceOf(OddOutput.class)
                .hasMessageContaining(why);
        OddOutput odd = (OddOutput) thrown;
        assertThat(odd.tool()).isEqualTo(tool);
        assertThat(odd.line()).as(odd.getMessage()).isEqualTo(line);
        assertThat(odd.getMessage()).contains(odd.text());
    }

    private static void checkPossible(Samples sample, String how) {
        PoolFigures figures;
        try {
            figures = sample.read().figures();
        } catch (OddOutput refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(sample.kind() + ", " + how, e);
        }
        Stored stored = figures.stored();
        assertThat(stored.usedBytes()).as(how).isBetween(0L, stored.capacityBytes());
        assertThat(stored.stopBytes()).as(how).isBetween(0L, stored.capacityBytes());
        for (Long part : new Long[] {
            stored.overheadBytes(), stored.memoryBytes(), figures.written().logicalBytes()
        }) {
            assertThat(part == null || part >= 0).as(how).isTrue();
        }
        if (figures.inodes() != null) {
            assertThat(figures.inodes().used())
                    .as(how)
                    .isBetween(0L, figures.inodes().total());
        }
    }
}
