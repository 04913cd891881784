package myidc.storage.sketch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.TreeMap;

/** Volumes made of numbered chunks, so that what they share is known. */
final class SketchSamples {
    static final int CHUNK = 4096;
    static final PoolSecret SECRET = PoolSecret.parse("00112233445566778899aabbccddeeff".repeat(2));

    private SketchSamples() {}

    static MemorySegment memory(byte[] data) {
        MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, data.length), 64);
        MemorySegment.copy(MemorySegment.ofArray(data), 0, memory, 0, data.length);
        return memory;
    }

    /** Random volumes whose chunks are drawn from a common stock, some stretches shared by many. */
    static int[][] volumes(Random random, int volumes, int chunks) {
        int[][] all = new int[volumes][];
        for (int volume = 0; volume < volumes; volume++) {
            int[] content = new int[chunks / 2 + random.nextInt(chunks)];
            int common = random.nextInt(3);
            for (int at = 0; at < content.length; at++) {
                content[at] = random.nextInt(4) == 0
                        ? 1 + random.nextInt(chunks)
                        : common == 0 ? 1_000_000 * (volume + 1) + random.nextInt(chunks) : 500_000 * common + at;
            }
            all[volume] = content;
        }
        return all;
    }

    /** What a scan with the secret counts of such volumes; their names are v0000 and so on. */
    static Sketch sketch(int[][] volumes, int zeroBits, PoolSecret secret) {
        Chunking chunking = new Chunking(Chunking.Method.FIXED, CHUNK);
        TreeMap<String, Counted> counted = new TreeMap<>();
        for (int volume = 0; volume < volumes.length; volume++) {
            counted.put(name(volume), counted(volumes[volume], zeroBits, secret));
        }
        return Sketch.of(new Sketch.Header(chunking, zeroBits, Compression.Kind.NONE, secret.id()), counted);
    }

    static String name(int volume) {
        return "v%04d".formatted(volume);
    }

    private static Counted counted(int[] chunks, int zeroBits, PoolSecret secret) {
        Chunking chunking = new Chunking(Chunking.Method.FIXED, CHUNK);
        Tally tally = new Tally(new Tally.Settings(chunking, zeroBits, Compression.NONE), secret);
        MemorySegment memory = memory(new byte[CHUNK]);
        for (int chunk : chunks) {
            memory.set(java.lang.foreign.ValueLayout.JAVA_INT, 0, chunk);
            memory.set(java.lang.foreign.ValueLayout.JAVA_INT, 4092, chunk == 0 ? 0 : 7);
            tally.take(memory, 0, CHUNK, true);
        }
        return tally.done();
    }
}
