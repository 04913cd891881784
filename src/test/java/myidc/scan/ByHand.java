package myidc.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import myidc.storage.sketch.Chunker;
import myidc.storage.sketch.Chunking;

/** Chunks of volumes in plain hash maps of their whole content, and what follows for a group. */
final class ByHand {
    private final Chunking chunking;
    private final Map<Path, Map<ByteBuffer, Integer>> volumes = new HashMap<>();

    ByHand(Chunking chunking) {
        this.chunking = chunking;
    }

    /** Counts a file, or all regular files below a directory. */
    void count(Path volume) throws IOException {
        Map<ByteBuffer, Integer> chunks = new HashMap<>();
        Set<Object> seen = new HashSet<>();
        for (Path file : files(volume)) {
            // One with several names, as packages of Debian have some, is there once.
            if (!seen.add(Files.readAttributes(file, BasicFileAttributes.class).fileKey())) {
                continue;
            }
            byte[] content = Files.readAllBytes(file);
            int at = 0;
            for (int length : lengths(content)) {
                ByteBuffer chunk = ByteBuffer.wrap(content, at, length);
                if (!isZero(content, at, length)) {
                    chunks.merge(chunk, 1, Integer::sum);
                }
                at += length;
            }
        }
        volumes.put(volume, chunks);
    }

    private List<Integer> lengths(byte[] content) {
        List<Integer> lengths = new java.util.ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(Math.max(1, content.length), 64);
            MemorySegment.copy(MemorySegment.ofArray(content), 0, memory, 0, content.length);
            Chunker chunker = chunking.plainChunker();
            for (int at = 0; at < content.length; at += lengths.getLast()) {
                lengths.add(chunker.cut(memory, at, content.length - at));
            }
        }
        return lengths;
    }

    private static boolean isZero(byte[] content, int at, int length) {
        for (int each = at; each < at + length; each++) {
            if (content[each] != 0) {
                return false;
            }
        }
        return true;
    }

    static List<Path> files(Path root) {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Expects of a line of the JSON what was counted of a group of the volumes. */
    void expect(JsonNode row, Set<Path> group) {
        Map<ByteBuffer, Integer> mine = new HashMap<>();
        Map<ByteBuffer, Integer> all = new HashMap<>();
        volumes.forEach((volume, chunks) -> chunks.forEach((chunk, count) -> {
            all.merge(chunk, count, Integer::sum);
            if (group.contains(volume)) {
                mine.merge(chunk, count, Integer::sum);
            }
        }));
        long logical = 0;
        long standalone = 0;
        long reclaimable = 0;
        double attributed = 0;
        for (Map.Entry<ByteBuffer, Integer> chunk : mine.entrySet()) {
            int length = chunk.getKey().remaining();
            logical += (long) length * chunk.getValue();
            standalone += length;
            reclaimable += chunk.getValue().equals(all.get(chunk.getKey())) ? length : 0;
            attributed += (double) length * chunk.getValue() / all.get(chunk.getKey());
        }
        String name = chunking + " " + group;
        assertThat(row.path("logicalBytes").asLong())
                .as(name)
                .isEqualTo(logical)
                .isPositive();
        assertThat(value(row, "uniqueChunks")).as(name).isEqualTo(mine.size());
        assertThat(value(row, "standaloneBytes")).as(name).isEqualTo(standalone);
        assertThat(value(row, "reclaimableBytes")).as(name).isEqualTo(reclaimable);
        assertThat(value(row, "attributedBytes"))
                .as(name)
                .isBetween(Math.round(attributed - 0.01), Math.round(attributed + 0.01));
        assertThat(row.path("standaloneBytes").path("plusMinus").asLong()).isZero();
    }

    static long value(JsonNode row, String name) {
        return row.path(name).path("value").asLong();
    }
}
