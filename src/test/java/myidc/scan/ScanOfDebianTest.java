package myidc.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import myidc.storage.sketch.Chunking;
import myidc.storage.sketch.Compression;
import myidc.storage.sketch.Counted;
import myidc.storage.sketch.Estimate;
import myidc.storage.sketch.Figures;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Sharing;
import myidc.storage.sketch.Sketch;
import myidc.storage.sketch.SketchReader;
import myidc.storage.sketch.SketchRefused;
import myidc.storage.sketch.Tally;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scans of Debian root file systems with shared and different packages, a disk image of one and its clone that diverged, a
 * tar of one, and both compressed, against counting by hand.
 */
class ScanOfDebianTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SEEDS = 200;

    @TempDir
    static Path folder;

    private static List<Path> roots = List.of();
    private static Path image = Path.of("");
    private static Path clone = Path.of("");
    private static final List<Path> VOLUMES = new ArrayList<>();

    @BeforeAll
    static void makeData() throws IOException {
        DebianRoots.needs("mke2fs", "apt-get install e2fsprogs");
        DebianRoots.needs("qemu-img", "apt-get install qemu-utils");
        DebianRoots.needs("tar", "apt-get install tar");
        roots = DebianRoots.unpack(folder);
        Path tar = folder.resolve("root.tar");
        run("tar", "-cf", tar.toString(), "-C", roots.getFirst().toString(), ".");
        image = folder.resolve("disk.img");
        run("mke2fs", "-q", "-t", "ext4", "-d", roots.getFirst().toString(), image.toString(), "100M");
        clone = folder.resolve("clone.img");
        Files.copy(image, clone);
        String words = roots.getLast().resolve("sbin/mke2fs").toString();
        run("debugfs", "-w", "-R", "write " + words + " added-to-the-clone", clone.toString());
        run("debugfs", "-w", "-R", "rm /bin/bash", clone.toString());
        Path packed = folder.resolve("disk.qcow2");
        run("qemu-img", "convert", "-c", "-O", "qcow2", image.toString(), packed.toString());
        Path gzip = folder.resolve("root.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(tar, out);
        }
        VOLUMES.addAll(roots);
        VOLUMES.addAll(List.of(tar, image, clone, packed, gzip));
    }

    private static void run(String... command) throws IOException {
        assertThat(DebianRoots.run(folder, command))
                .as(String.join(" ", command))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"FIXED,4096", "FIXED,65536"})
    void exactFiguresAreThoseOfAPlainHashSet(Chunking.Method method, int bytes) throws IOException {
        expectByHand(new Chunking(method, bytes), VOLUMES);
    }

    /** Images are larger than the parts that are cut anew. */
    @ParameterizedTest
    @CsvSource({"FASTCDC,8192", "RAM,8192"})
    void contentDefinedChunksAreThoseOfAPlainHashSetToo(Chunking.Method method, int bytes) throws IOException {
        List<Path> small = new ArrayList<>(VOLUMES);
        small.removeAll(List.of(image, clone));
        expectByHand(new Chunking(method, bytes), small);
    }

    private static void expectByHand(Chunking chunking, List<Path> volumes) throws IOException {
        ByHand byHand = new ByHand(chunking);
        List<String> arguments = new ArrayList<>(
                List.of("--method", chunking.method().text(), "--chunk", String.valueOf(chunking.bytes())));
        for (Path volume : volumes) {
            byHand.count(volume);
            arguments.add(volume.toString());
        }
        roots.forEach(root -> arguments.addAll(List.of("--group", "roots=" + root)));
        Map<String, JsonNode> rows = rows(arguments);
        for (Path volume : volumes) {
            byHand.expect(rows.get("volume " + volume), Set.of(volume));
        }
        byHand.expect(rows.get("group roots"), Set.copyOf(roots));
        byHand.expect(rows.get("all all"), Set.copyOf(volumes));
        JsonNode all = rows.get("all all");
        double attributed = volumes.stream()
                .mapToDouble(volume -> ByHand.value(rows.get("volume " + volume), "attributedBytes"))
                .sum();
        assertThat(Math.abs(attributed - ByHand.value(all, "standaloneBytes"))).isLessThanOrEqualTo(volumes.size());
        assertThat(all.path("reclaimableBytes")).isEqualTo(all.path("standaloneBytes"));
    }

    @Test
    void aCloneSharesNearlyAllAndOnlyBothTogetherFreeIt() throws IOException {
        Map<String, JsonNode> rows = rows(
                List.of(image.toString(), clone.toString(), "--group", "both=" + image, "--group", "both=" + clone));
        JsonNode one = rows.get("volume " + image);
        JsonNode other = rows.get("volume " + clone);
        JsonNode both = rows.get("group both");
        assertThat(ByHand.value(one, "reclaimableBytes")).isLessThan(ByHand.value(one, "standaloneBytes") / 10);
        assertThat(ByHand.value(other, "reclaimableBytes")).isPositive();
        assertThat(ByHand.value(both, "reclaimableBytes"))
                .isGreaterThan(5 * (ByHand.value(one, "reclaimableBytes") + ByHand.value(other, "reclaimableBytes")));
    }

    @Test
    void samplesAreWithinThreeDeviationsForNearlyAllSecrets() throws IOException {
        List<MemorySegment> contents =
                roots.stream().map(ScanOfDebianTest::content).toList();
        List<Figures> exact = sampled(contents, PoolSecret.open(), 0);
        int outside = 0;
        int all = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] secret = new byte[PoolSecret.BYTES];
            new Random(seed).nextBytes(secret);
            List<Figures> sample = sampled(contents, PoolSecret.of(secret), 4);
            for (int at = 0; at < exact.size(); at++) {
                assertThat(sample.get(at).bytes()).isEqualTo(exact.get(at).bytes());
                outside += isOutside(sample.get(at).standalone(), exact.get(at).standalone());
                outside += isOutside(sample.get(at).reclaimable(), exact.get(at).reclaimable());
                outside += isOutside(sample.get(at).attributed(), exact.get(at).attributed());
                all += 3;
            }
        }
        assertThat(outside).as("of %d figures", all).isLessThanOrEqualTo(all / 100);
    }

    private static int isOutside(Estimate sample, Estimate exact) {
        return Math.abs(sample.value() - exact.value()) > 3 * sample.deviation() ? 1 : 0;
    }

    /** Files of a root one after the other, each from a new chunk. */
    private static MemorySegment content(Path root) {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Path file : ByHand.files(root)) {
                all.write(Files.readAllBytes(file));
                all.write(new byte[-all.size() & 4095]);
            }
            MemorySegment memory = Arena.ofAuto().allocate(all.size(), 64);
            MemorySegment.copy(MemorySegment.ofArray(all.toByteArray()), 0, memory, 0, all.size());
            return memory;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Figures> sampled(List<MemorySegment> contents, PoolSecret secret, int zeroBits) {
        Chunking chunking = new Chunking(Chunking.Method.FIXED, 4096);
        Map<String, Counted> counted = new TreeMap<>();
        for (int at = 0; at < contents.size(); at++) {
            Tally tally = new Tally(new Tally.Settings(chunking, zeroBits, Compression.NONE), secret);
            tally.take(contents.get(at), 0, contents.get(at).byteSize(), true);
            counted.put("root " + at, tally.done());
        }
        Sketch.Header header = new Sketch.Header(chunking, zeroBits, Compression.Kind.NONE, secret.id());
        Sharing sharing = Sharing.of(Sketch.of(header, counted));
        List<Figures> figures = new ArrayList<>(sharing.eachVolume());
        figures.add(sharing.total());
        return figures;
    }

    @Test
    void sketchesOfEachMergeInAnyOrderToThoseOfAll() throws IOException, SketchRefused {
        List<Sketch> parts = new ArrayList<>();
        for (Path volume : VOLUMES) {
            parts.add(sketch(List.of(volume)));
        }
        Figures whole = Sharing.of(sketch(VOLUMES)).total();
        Random random = new Random(3);
        for (int round = 0; round < 6; round++) {
            Collections.shuffle(parts, random);
            Sketch merged = parts.getFirst();
            for (Sketch part : parts.subList(1, parts.size())) {
                merged = merged.merge(part);
            }
            assertThat(Sharing.of(merged).total()).isEqualTo(whole);
        }
    }

    private static Sketch sketch(List<Path> volumes) throws IOException, SketchRefused {
        Path out = folder.resolve("merged.sketch");
        List<String> arguments = new ArrayList<>(List.of("--k", "3", "--out", out.toString()));
        volumes.forEach(volume -> arguments.add(volume.toString()));
        rows(arguments);
        try (InputStream in = Files.newInputStream(out)) {
            return SketchReader.read(in, SketchReader.Limits.OWN);
        }
    }

    private static Map<String, JsonNode> rows(List<String> options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("--json"));
        arguments.addAll(options);
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        assertThat(Scan.run(arguments.toArray(String[]::new), console))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        Map<String, JsonNode> rows = new HashMap<>();
        JSON.readTree(out.toByteArray())
                .path("figures")
                .forEach(row -> rows.put(
                        row.path("kind").asText() + ' ' + row.path("name").asText(), row));
        return rows;
    }
}
