package myidc.storage.sketch;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Made-up sketches of disks that were cloned from a common image and went their own ways, for demonstrations. */
public final class SampleClones {
    private static final int ZERO_BITS = 13;
    private static final int CHUNK = 8192;
    private static final long IMAGE = 60;
    private static final long TEAM = 90;
    private static final int OWN_LEAST = 40;
    private static final int OWN_MOST = 400;

    /** Chunks compress to between a third and nearly all of their length. */
    private static final int COMPRESSED_LEAST = CHUNK / 3;

    private SampleClones() {}

    /**
     * Disks of one team: all have the image, of which each overwrote some; all but the first have what the team shares.
     *
     * @param secretId of the pool's secret
     * @param team chunks of different teams differ but for the image
     * @param grown more of each disk's own, as weeks go by
     */
    public static Sketch of(long secretId, long team, List<String> names, int grown) {
        TreeMap<String, Counted> volumes = new TreeMap<>();
        for (int at = 0; at < names.size(); at++) {
            SplittableRandom random = new SplittableRandom(team * 1_000 + at);
            int own = random.nextInt(OWN_LEAST, OWN_MOST) + grown;
            long first = (team * 1_000 + at) << 24;
            LongStream image = LongStream.range(0, IMAGE).filter(chunk -> random.nextInt(6) != 0);
            LongStream shared =
                    at == 0 ? LongStream.empty() : LongStream.range(0, TEAM).map(chunk -> -1 - (team << 24) - chunk);
            LongStream alone = LongStream.range(0, own).map(chunk -> first + (1L << 60) + chunk);
            volumes.put(
                    names.get(at),
                    counted(LongStream.concat(LongStream.concat(image, shared), alone)
                            .map(SampleEstate::fingerprint)
                            .sorted()
                            .distinct()
                            .toArray()));
        }
        Chunking chunking = new Chunking(Chunking.Method.FIXED, CHUNK);
        return Sketch.of(new Sketch.Header(chunking, ZERO_BITS, Compression.Kind.LZ4, secretId), volumes);
    }

    private static Counted counted(long... fingerprints) {
        References.Builder kept = new References.Builder(fingerprints.length);
        Arrays.stream(fingerprints)
                .forEach(fingerprint -> kept.add(fingerprint, References.packed(CHUNK, compressed(fingerprint)), 1));
        long chunks = (long) fingerprints.length << ZERO_BITS;
        Counted.Bytes bytes = new Counted.Bytes(chunks * CHUNK, chunks * CHUNK / 9, chunks * CHUNK / 4);
        return new Counted(bytes, chunks, kept.done());
    }

    private static int compressed(long fingerprint) {
        return COMPRESSED_LEAST + Math.floorMod(fingerprint, CHUNK - COMPRESSED_LEAST);
    }
}
