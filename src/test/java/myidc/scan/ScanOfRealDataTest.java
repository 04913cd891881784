package myidc.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import myidc.storage.sketch.Chunking;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exact scans against counting by hand: two file systems of files of this machine's JDK with shared and different parts, a
 * clone that diverged, an image of one's files in a row, the same compressed, and two days of an index.
 */
class ScanOfRealDataTest {
    private static final int BLOCK = 4096;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static final List<Path> VOLUMES = new ArrayList<>();

    @BeforeAll
    static void makeData() throws IOException {
        List<Path> parts = partsOfTheJdk();
        Path one = root("root-one", parts, part -> part % 3 != 0);
        root("root-two", parts, part -> part % 3 != 1);
        Path tar = inARow(one, folder.resolve("one.tar"));
        Path clone = folder.resolve("clone.img");
        Files.copy(tar, clone);
        diverge(clone);
        Path compressed = folder.resolve("one.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(tar, out);
        }
        index(folder.resolve("index-monday"), 3);
        index(folder.resolve("index-tuesday"), 4);
        sparse(folder.resolve("sparse.img"));
        VOLUMES.addAll(List.of(
                one,
                folder.resolve("root-two"),
                tar,
                clone,
                compressed,
                folder.resolve("index-monday"),
                folder.resolve("index-tuesday"),
                folder.resolve("sparse.img")));
        VOLUMES.sort(null);
    }

    @Test
    void exactFiguresAreThoseOfAPlainHashSet() throws IOException {
        ByHand byHand = new ByHand(new Chunking(Chunking.Method.FIXED, BLOCK));
        for (Path volume : VOLUMES) {
            byHand.count(volume);
        }
        List<String> arguments = new ArrayList<>(List.of("--json"));
        VOLUMES.forEach(volume -> arguments.add(volume.toString()));
        Path clone = folder.resolve("clone.img");
        Path tar = folder.resolve("one.tar");
        arguments.addAll(List.of("--group", "twins=" + clone, "--group", "twins=" + tar));
        JsonNode answer = JSON.readTree(scan(0, arguments));
        assertThat(answer.path("state").asText()).isEqualTo("complete");
        Map<String, JsonNode> rows = new HashMap<>();
        answer.path("figures")
                .forEach(row -> rows.put(
                        row.path("kind").asText() + ' ' + row.path("name").asText(), row));
        for (Path volume : VOLUMES) {
            byHand.expect(rows.get("volume " + volume), Set.of(volume));
        }
        byHand.expect(rows.get("group twins"), Set.of(clone, tar));
        byHand.expect(rows.get("all all"), Set.copyOf(VOLUMES));
    }

    @Test
    void samplesOfTheSameDataAreNearTheExactFigures() throws IOException {
        JsonNode exact = total(List.of("--json"));
        JsonNode sample = total(List.of("--json", "--k", "4"));
        for (String figure : List.of("standaloneBytes", "reclaimableBytes", "attributedBytes")) {
            double fourDeviations = sample.path(figure).path("plusMinus").asDouble() * 4 / 1.96;
            assertThat(Math.abs(ByHand.value(sample, figure) - ByHand.value(exact, figure)))
                    .as(figure)
                    .isLessThan((long) fourDeviations);
        }
        assertThat(sample.path("logicalBytes")).isEqualTo(exact.path("logicalBytes"));
    }

    @Test
    void threadsAndTheirOrderChangeNoFigure() throws IOException {
        JsonNode one = total(List.of("--json", "--threads", "1", "--method", "fastcdc"));
        JsonNode four = total(List.of("--json", "--threads", "4", "--method", "fastcdc"));
        assertThat(four).isEqualTo(one);
    }

    @Test
    void contentDefinedChunksFindInTheTarWhatFixedOnesMiss() throws IOException {
        List<String> both = List.of(
                folder.resolve("root-one").toString(), folder.resolve("one.tar").toString());
        double fixed = ratio("fixed", both);
        double fastCdc = ratio("fastcdc", both);
        double ram = ratio("ram", both);
        assertThat(fastCdc).isGreaterThan(fixed + 0.2);
        assertThat(ram).isGreaterThan(fixed + 0.2);
    }

    private static double ratio(String method, List<String> paths) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--json", "--method", method, "--chunk", "8K"));
        arguments.addAll(paths);
        return last(JSON.readTree(scan(0, arguments)))
                .path("ratio")
                .path("value")
                .asDouble();
    }

    @Test
    void holesAndZerosAreNotLogical() throws IOException {
        JsonNode row = last(JSON.readTree(
                scan(0, List.of("--json", folder.resolve("sparse.img").toString()))));
        assertThat(row.path("logicalBytes").asLong()).isEqualTo(2L * BLOCK);
        assertThat(row.path("zeroBytes").asLong() + row.path("holeBytes").asLong())
                .isEqualTo((200L << 20) - 2L * BLOCK);
    }

    @Test
    void aComparisonHasALineForEachMethodAndSize() throws IOException {
        JsonNode answer = JSON.readTree(scan(
                0,
                List.of(
                        "--json",
                        "--compare",
                        "--k",
                        "2",
                        "--compress",
                        "lz4",
                        folder.resolve("root-one").toString(),
                        folder.resolve("one.tar").toString())));
        Map<String, JsonNode> lines = new HashMap<>();
        answer.path("methods")
                .forEach(line -> lines.put(
                        line.path("method").asText() + line.path("chunkBytes").asInt(), line));
        assertThat(lines).containsKeys("fixed4096", "fixed131072", "fastcdc8192", "ram8192");
        double fixed = lines.get("fixed4096").path("ratio").path("value").asDouble();
        double fastCdc = lines.get("fastcdc8192").path("ratio").path("value").asDouble();
        assertThat(fastCdc).isGreaterThan(fixed);
        assertThat(lines.values()).allSatisfy(line -> {
            assertThat(ByHand.value(line, "compressedBytes")).isPositive();
            assertThat(ByHand.value(line, "compressedBytes")).isLessThan(ByHand.value(line, "standaloneBytes"));
        });
        assertThat(new String(
                        scan(0, List.of("--compare", folder.resolve("one.tar").toString())), StandardCharsets.UTF_8))
                .contains("fastcdc 8K", "fixed 128K", "index entries");
    }

    private static JsonNode total(List<String> options) throws IOException {
        List<String> arguments = new ArrayList<>(options);
        VOLUMES.forEach(volume -> arguments.add(volume.toString()));
        return last(JSON.readTree(scan(0, arguments)));
    }

    private static JsonNode last(JsonNode answer) {
        return answer.path("figures").path(answer.path("figures").size() - 1);
    }

    private static byte[] scan(int exitCode, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        assertThat(Scan.run(arguments.toArray(String[]::new), console))
                .as(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(exitCode);
        return out.toByteArray();
    }

    /** Real programs and libraries, up to some 60 MB, in a lasting order. */
    private static List<Path> partsOfTheJdk() throws IOException {
        Set<Path> parts = new HashSet<>();
        long bytes = 0;
        Path java = Path.of(System.getProperty("java.home"));
        for (Path file : ByHand.files(java.resolve("lib"))) {
            if (Files.size(file) < 8 << 20 && bytes < 60L << 20 && !Files.isSymbolicLink(file)) {
                bytes += Files.size(file);
                parts.add(file);
            }
        }
        assertThat(parts.size()).as("files below %s", java).isGreaterThan(20);
        return parts.stream().sorted().toList();
    }

    private static Path root(String name, List<Path> parts, java.util.function.IntPredicate has) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name));
        for (int part = 0; part < parts.size(); part++) {
            if (has.test(part)) {
                Files.copy(
                        parts.get(part),
                        root.resolve(part + "-" + parts.get(part).getFileName()));
            }
        }
        return root;
    }

    /** As tar lays files: a head of 512 bytes each, and padding to 512. */
    private static Path inARow(Path root, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            for (Path file : ByHand.files(root)) {
                byte[] head = Arrays.copyOf(file.toString().getBytes(StandardCharsets.UTF_8), 512);
                out.write(head);
                byte[] content = Files.readAllBytes(file);
                out.write(content);
                out.write(new byte[(512 - content.length % 512) % 512]);
            }
        }
        return to;
    }

    private static void diverge(Path clone) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(clone.toFile(), "rw")) {
            for (long at = 0; at < file.length(); at += 700_001) {
                file.seek(at);
                file.write("written after the clone was made".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The same words on both days, other numbers after each. */
    private static void index(Path file, int day) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int word = 0; word < 60_000; word++) {
            lines.append("word")
                    .append(word)
                    .append('\t')
                    .append(((word * 2654435761L) >>> day) % 1_000_003)
                    .append('\n');
        }
        Files.writeString(file, lines);
    }

    private static void sparse(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(200L << 20);
            file.seek(100L << 20);
            byte[] block = new byte[BLOCK];
            Arrays.fill(block, (byte) 7);
            file.write(block);
            file.seek((180L << 20) + 512);
            file.write(new byte[] {1, 2, 3});
        }
    }
}
