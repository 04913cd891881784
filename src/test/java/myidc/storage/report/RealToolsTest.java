package myidc.storage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Tool;
import myidc.storage.event.VolumeFigures;
import myidc.storage.report.PoolOutputs.Output;
import myidc.storage.report.PoolOutputs.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools themselves, where they run: what they print today is what is read. */
class RealToolsTest {
    private static final String[] DF = {"df", "-B1", "--output=source,size,used,avail,itotal,iused,iavail,target"};

    @TempDir
    Path folder;

    @Test
    void dfSaysHowFullTheDiskIs() {
        Reading pool = PoolOutputs.read(
                PoolKind.FILES, folder.toString(), List.of(new Output(Tool.DF, run(with(DF, folder.toString())))));

        assertThat(pool.figures().stored().capacityBytes())
                .isEqualTo(folder.toFile().getTotalSpace());
        assertThat(pool.figures().stored().stopBytes()).isPositive();
    }

    @Test
    void imagesOfQemuAreReadAsQemuMadeThem() throws IOException {
        needs("qemu-img", "qemu-utils");
        needs("filefrag", "e2fsprogs");
        Path base = folder.resolve("base.qcow2");
        Path clone = folder.resolve("a clone's.qcow2");
        Path raw = folder.resolve("sparse.raw");
        run("qemu-img", "create", "-q", "-f", "qcow2", base.toString(), "64M");
        run("qemu-io", "-c", "write 0 3M", base.toString());
        run("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", base.toString(), clone.toString());
        run("qemu-img", "create", "-q", "-f", "raw", raw.toString(), "32M");
        List<Output> outputs = new ArrayList<>();
        outputs.add(new Output(Tool.DF, run(with(DF, folder.toString()))));
        outputs.add(new Output(
                Tool.FIND, run("find", folder.toString(), "-xdev", "-type", "f", "-printf", "%D:%i %s %b %p\\n")));
        for (Path image : List.of(base, clone)) {
            outputs.add(new Output(
                    Tool.QEMU_IMG_INFO, run("qemu-img", "info", "-U", "--output=json", "--", image.toString())));
            outputs.add(new Output(
                    Tool.QEMU_IMG_MAP, run("qemu-img", "map", "-U", "--output=json", "--", image.toString())));
        }
        for (Path file : List.of(base, clone, raw)) {
            outputs.add(new Output(Tool.FILEFRAG, run("filefrag", "-v", "--", file.toString())));
        }

        Reading pool = PoolOutputs.read(PoolKind.FILES, folder.toString(), outputs);

        assertThat(pool.volumes())
                .extracting(VolumeFigures::name, VolumeFigures::parent, VolumeFigures::provisionedBytes)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(base.toString(), null, 64L << 20),
                        org.assertj.core.groups.Tuple.tuple(clone.toString(), base.toString(), 64L << 20),
                        org.assertj.core.groups.Tuple.tuple(raw.toString(), null, 32L << 20));
        assertThat(pool.figures().written().logicalBytes()).isGreaterThanOrEqualTo(3L << 20);
        assertThat(pool.figures().stored().uniqueBytes()).isGreaterThanOrEqualTo(3L << 20);
        assertThat(pool.figures().stored().sharedBytes()).isZero();
        assertThat(QemuMap.read(run("qemu-img", "map", "-U", "--output=json", "--", clone.toString())))
                .isEqualTo(new QemuMap(64 << 20, 0, 3 << 20, 61 << 20));
    }

    @Test
    void thinVolumesAreReadAsThinLsCountsThem() throws IOException {
        needs("thin_ls", "thin-provisioning-tools");
        Path description = folder.resolve("thin.xml");
        Files.writeString(description, """
                <superblock uuid="" time="1" transaction="2" flags="0" version="2" data_block_size="128" nr_data_blocks="16384">
                  <device dev_id="1" mapped_blocks="1000" transaction="0" creation_time="0" snap_time="1">
                    <range_mapping origin_begin="0" data_begin="0" length="1000" time="0"/>
                  </device>
                  <device dev_id="2" mapped_blocks="1000" transaction="1" creation_time="1" snap_time="1">
                    <range_mapping origin_begin="0" data_begin="0" length="700" time="0"/>
                    <range_mapping origin_begin="700" data_begin="2000" length="300" time="1"/>
                  </device>
                </superblock>
                """);
        Path metadata = folder.resolve("metadata");
        Files.write(metadata, new byte[4 << 20]);
        run("thin_restore", "-i", description.toString(), "-o", metadata.toString());

        ThinLs devices =
                ThinLs.read(run("thin_ls", "-o", "DEV,MAPPED_BYTES,EXCLUSIVE_BYTES,SHARED_BYTES", metadata.toString()));

        assertThat(devices.devices())
                .containsExactly(
                        new ThinLs.Device(1, 1_000 << 16, 300 << 16), new ThinLs.Device(2, 1_000 << 16, 300 << 16));
    }

    @Test
    void lvsPrintsItsReportEvenWhereThereIsNoVolume() {
        needs("lvs", "lvm2");

        assertThat(Lvs.read(run("lvs", "--reportformat", "json", "--units", "b", "-o", "lv_name,vg_name,lv_size")))
                .isNotNull();
    }

    /** A longer session that is no part of the sources; where it is absent the test says so and reads nothing. */
    @Test
    void aSessionOnARealMachineIsReadWhole() throws IOException {
        Path log = Stream.of("../shared", "../../shared")
                .map(shared -> Path.of(shared, "data/storage-samples/vdo-lvm-thin-session.log"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        if (log == null) {
            System.out.println(
                    "No ../shared/data/storage-samples here: only the samples in src/test/resources were read.");
            return;
        }
        String session = Files.readString(log).replace("\r", "");

        Reading vdo = PoolOutputs.read(
                PoolKind.VDO,
                "vg/vpool",
                List.of(
                        new Output(Tool.VDOSTATS, between(session, "=== verbose\n", "=== dmsetup status")),
                        new Output(Tool.DMSETUP_STATUS, between(session, "=== dmsetup status\n", "=== dmsetup table")),
                        new Output(Tool.LVS, between(session, "=== lvs json\n", "=== THIN"))));

        assertThat(vdo.figures().stored().usedBytes()).isEqualTo(964_015L * 4_096);
        assertThat(vdo.figures().stored().overheadBytes()).isEqualTo(787_850L * 4_096);
        assertThat(vdo.figures().written().provisionedBytes()).isEqualTo(21_474_836_480L);
        assertThat(vdo.figures().written().dedupRatio()).isEqualByComparingTo("1.7525");
        assertThat(vdo.figures().written().compressionRatio()).isEqualByComparingTo("1.3927");
        assertThat(vdo.figures().health()).isEqualTo("normal");

        String thin = session.substring(session.indexOf("=== THIN"));
        Reading pool = PoolOutputs.read(
                PoolKind.LVM_THIN,
                "vg/tp",
                List.of(
                        new Output(
                                Tool.LVS,
                                between(
                                        thin,
                                        "  {\n      \"report\"",
                                        "  {\n      \"report\": [\n          {\n              \"lv\": [\n                  {\"lv_name\":\"tp\"")),
                        new Output(Tool.DMSETUP_STATUS, between(thin, "vg-tp-tpool:", "vg-t1:"))));

        assertThat(pool.figures().stored().usedBytes()).isEqualTo(5_600L * 65_536);
        assertThat(pool.figures().metadata().used()).isEqualTo(138L * 4_096);
    }

    private static String between(String text, String from, String to) {
        int begin = text.indexOf(from) + (from.startsWith("===") ? from.length() : 0);
        return text.substring(begin, text.indexOf(to, begin));
    }

    private static void needs(String program, String aptPackage) {
        boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        boolean may = !"1".equals(System.getenv("MYIDC_NO_SKIP"));
        assertThat(there || may)
                .as(program + " is missing and nothing may be skipped: apt-get install " + aptPackage)
                .isTrue();
        assumeTrue(there, () -> "skipped: there is no " + program + "; apt-get install " + aptPackage);
    }

    private static String[] with(String[] command, String last) {
        String[] longer = Arrays.copyOf(command, command.length + 1);
        longer[command.length] = last;
        return longer;
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
            return output;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
