package myidc.storage.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkHashTest {
    private static final long SEED = 20261121;
    private static final PoolSecret SECRET = PoolSecret.parse("0123456789abcdef".repeat(4));

    private final Random random = new Random(SEED);
    private final MemorySegment memory = filled(600 << 10);

    @Test
    void theVectorApiIsTriedHere() {
        assertThat(Vectors.areThere())
                .as("tests run with --add-modules=jdk.incubator.vector, else equality is not tested")
                .isTrue();
    }

    @Test
    void vectorsAndPlainLoopsGiveTheSameHashes() {
        ChunkHash plain = ChunkHash.plain(SECRET);
        ChunkHash vector = ChunkHash.of(SECRET);
        assertThat(vector).isNotSameAs(plain).isInstanceOf(VectorHash.class);
        for (int length = 0; length <= 4200; length++) {
            same(plain, vector, random.nextInt(4096), length);
        }
        for (int round = 0; round < 2_000; round++) {
            same(plain, vector, random.nextInt(60 << 10), random.nextInt(512 << 10));
        }
    }

    private void same(ChunkHash plain, ChunkHash vector, int offset, int length) {
        assertThat(vector.fingerprint(memory, offset, length))
                .as("seed %d, %d bytes from %d", SEED, length, offset)
                .isEqualTo(plain.fingerprint(memory, offset, length));
        assertThat(vector.lowHalf()).isEqualTo(plain.lowHalf());
    }

    @Test
    void everyBitOfAChunkMatters() {
        ChunkHash hash = ChunkHash.of(SECRET);
        Set<Long> seen = new HashSet<>();
        seen.add(hash.fingerprint(memory, 0, 4096));
        for (int bit = 0; bit < 4096 * 8; bit++) {
            flip(bit);
            assertThat(seen.add(hash.fingerprint(memory, 0, 4096)))
                    .as("bit %d", bit)
                    .isTrue();
            flip(bit);
        }
    }

    @Test
    void zerosAtTheEndAreNotTheSameAsNone() {
        memory.fill((byte) 0);
        ChunkHash hash = ChunkHash.of(SECRET);
        Set<Long> seen = new HashSet<>();
        for (int length = 0; length < 9_000; length++) {
            assertThat(seen.add(hash.fingerprint(memory, 0, length)))
                    .as("%d zeros", length)
                    .isTrue();
        }
    }

    @Test
    void stripesAndBlocksInAnotherOrderAreOtherChunks() {
        ChunkHash hash = ChunkHash.of(SECRET);
        long before = hash.fingerprint(memory, 0, 64 << 10);
        for (int distance : new int[] {8, 64, 4096, 8192}) {
            swap(0, distance);
            assertThat(hash.fingerprint(memory, 0, 64 << 10)).isNotEqualTo(before);
            swap(0, distance);
        }
        assertThat(hash.fingerprint(memory, 0, 64 << 10)).isEqualTo(before);
    }

    @Test
    void anotherSecretGivesOtherHashes() {
        PoolSecret other = PoolSecret.parse("1123456789abcdef".repeat(4));
        assertThat(ChunkHash.of(other).fingerprint(memory, 0, 4096))
                .isNotEqualTo(ChunkHash.of(SECRET).fingerprint(memory, 0, 4096));
        assertThat(other.id()).isNotEqualTo(SECRET.id());
    }

    /** A sample by leading zero bits is only fair when each bit is zero half of the time, on data with little in it too. */
    @Test
    void bitsOfTheHashAreFair() {
        ChunkHash hash = ChunkHash.of(SECRET);
        int many = 100_000;
        int[] ones = new int[Long.SIZE];
        memory.asSlice(0, 4096).fill((byte) 0);
        for (int number = 0; number < many; number++) {
            memory.set(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, 1000, number);
            long fingerprint = hash.fingerprint(memory, 0, 4096);
            for (int bit = 0; bit < ones.length; bit++) {
                ones[bit] += (int) (fingerprint >>> bit & 1);
            }
        }
        double fiveDeviations = 5 * Math.sqrt(many / 4.0);
        assertThat(java.util.Arrays.stream(ones).boxed())
                .allSatisfy(one -> assertThat(Math.abs(one - many / 2.0)).isLessThan(fiveDeviations));
    }

    private MemorySegment filled(int bytes) {
        MemorySegment segment = Arena.ofAuto().allocate(bytes, 64);
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        MemorySegment.copy(MemorySegment.ofArray(content), 0, segment, 0, bytes);
        return segment;
    }

    private void flip(int bit) {
        int at = bit >>> 3;
        byte old = memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at);
        memory.set(java.lang.foreign.ValueLayout.JAVA_BYTE, at, (byte) (old ^ 1 << (bit & 7)));
    }

    private void swap(long one, long other) {
        var word = java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
        long kept = memory.get(word, one);
        memory.set(word, one, memory.get(word, other));
        memory.set(word, other, kept);
    }
}
