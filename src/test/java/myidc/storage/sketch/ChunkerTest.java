package myidc.storage.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkerTest {
    private static final long SEED = 71;

    @ParameterizedTest
    @EnumSource(Chunking.Method.class)
    void chunksCoverTheDataAndKeepTheirLimits(Chunking.Method method) {
        byte[] data = random(3_000_001);
        for (int bytes = Chunking.BYTES_LEAST; bytes <= Chunking.BYTES_MOST; bytes *= 2) {
            Chunking chunking = new Chunking(method, bytes);
            List<Integer> lengths = cut(chunking.chunker(), data);
            assertThat(lengths.stream().mapToInt(Integer::intValue).sum()).isEqualTo(data.length);
            assertThat(lengths.subList(0, lengths.size() - 1))
                    .allSatisfy(length -> assertThat(length)
                            .isBetween(
                                    method == Chunking.Method.FIXED ? chunking.bytes() : chunking.bytes() / 4,
                                    chunking.longest()));
        }
    }

    @ParameterizedTest
    @CsvSource({"FASTCDC,8192", "RAM,8192", "FASTCDC,65536", "RAM,4096"})
    void theAverageIsNearWhatWasAskedFor(Chunking.Method method, int bytes) {
        byte[] data = random(16 << 20);
        int chunks = cut(new Chunking(method, bytes).chunker(), data).size();
        assertThat((double) data.length / chunks).isBetween(bytes * 0.75, bytes * 1.35);
    }

    @ParameterizedTest
    @EnumSource(
            value = Chunking.Method.class,
            names = {"FASTCDC", "RAM"})
    void shiftedDataIsCutAlikeSoonAfter(Chunking.Method method) {
        byte[] data = random(4 << 20);
        byte[] shifted = new byte[data.length + 13];
        System.arraycopy(data, 0, shifted, 13, data.length);
        Set<Integer> ends = ends(new Chunking(method, 8192), data, 0);
        Set<Integer> later = ends(new Chunking(method, 8192), shifted, 13);
        long common = later.stream().filter(ends::contains).count();
        assertThat(common).isGreaterThan(ends.size() * 95L / 100);
    }

    @ParameterizedTest
    @EnumSource(Chunking.Method.class)
    void plainLoopsCutWhereVectorsDo(Chunking.Method method) {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            byte[] data = random(random.nextInt(200_000));
            int below = 1 + random.nextInt(256);
            for (int at = 0; at < data.length; at++) {
                data[at] = (byte) ((data[at] & 0xFF) % below);
            }
            Chunking chunking = new Chunking(method, 4096 << random.nextInt(4));
            assertThat(cut(chunking.chunker(), data))
                    .as("seed %d, round %d, %s", SEED, round, chunking)
                    .isEqualTo(cut(chunking.plainChunker(), data));
        }
    }

    /** The definition, byte by byte: sketch files of years ago must still agree with today's. */
    @Test
    void fastCdcCutsWhereItsDefinitionSays() {
        long[] gear = new long[256];
        for (int value = 0; value < gear.length; value++) {
            gear[value] = Chunking.gearHash(SketchSamples.memory(new byte[] {(byte) value}), 0, 1);
        }
        for (int round = 0; round < 60; round++) {
            Random random = new Random(SEED + round);
            byte[] data = new byte[random.nextInt(400_000)];
            random.nextBytes(data);
            for (int at = 0; round % 3 == 0 && at < data.length; at++) {
                data[at] &= 1;
            }
            int average = 4096 << random.nextInt(3);
            List<Integer> expected = new ArrayList<>();
            for (int at = 0; at < data.length; at += expected.getLast()) {
                expected.add(byDefinition(data, at, average, gear));
            }
            assertThat(cut(new Chunking(Chunking.Method.FASTCDC, average).chunker(), data))
                    .as("round %d", round)
                    .isEqualTo(expected);
        }
    }

    private static int byDefinition(byte[] data, int from, int average, long[] gear) {
        int bits = Integer.numberOfTrailingZeros(average);
        long hash = 0;
        for (int at = average / 4; at < Math.min(data.length - from, 4 * average); at++) {
            hash = 2 * hash + gear[data[from + at] & 0xFF];
            if (hash >>> (64 - bits - (at < average ? 2 : -2)) == 0) {
                return at + 1;
            }
        }
        return Math.min(data.length - from, 4 * average);
    }

    @Test
    void aChunkSizeThatIsNoneIsRefused() {
        for (int bytes : new int[] {0, -4096, 2048, 5000, 262144}) {
            assertThatThrownBy(() -> new Chunking(Chunking.Method.FIXED, bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4 to 128 KiB");
        }
    }

    private static Set<Integer> ends(Chunking chunking, byte[] data, int less) {
        Set<Integer> ends = new HashSet<>();
        int end = -less;
        for (int length : cut(chunking.chunker(), data)) {
            end += length;
            ends.add(end);
        }
        return ends;
    }

    static List<Integer> cut(Chunker chunker, byte[] data) {
        MemorySegment memory = SketchSamples.memory(data);
        List<Integer> lengths = new ArrayList<>();
        for (int at = 0; at < data.length; ) {
            int length = chunker.cut(memory, at, data.length - at);
            lengths.add(length);
            at += length;
        }
        return lengths;
    }

    private static byte[] random(int bytes) {
        byte[] data = new byte[bytes];
        new Random(SEED + bytes).nextBytes(data);
        return data;
    }
}
