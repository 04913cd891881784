package myidc.storage.sketch;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Made-up sketches of many volumes, for benchmarks: references as a sample would have kept them. */
public final class SampleEstate {
    private static final int ZERO_BITS = 13;
    private static final int CHUNK = 8192;
    private static final int CLONES = 50;

    private SampleEstate() {}

    /** Who shares what. */
    public enum Kind {
        /** Half of a volume is its own, the rest that of one of some golden images, part of which its clones overwrote. */
        CLONES,
        /** Each chunk that is shared is shared by volumes of its own choosing: no two have the same holders. */
        SCATTERED
    }

    public static Sketch of(Kind kind, int volumes, int references) {
        int each = references / volumes;
        TreeMap<String, Counted> all = new TreeMap<>();
        for (int volume = 0; volume < volumes; volume++) {
            long[] fingerprints = new long[each];
            SplittableRandom random = new SplittableRandom(volume);
            for (int at = 0; at < each; at++) {
                fingerprints[at] = fingerprint(number(kind, new Place(volume, at, each, volumes), random));
            }
            all.put("volume-%07d".formatted(volume), counted(fingerprints));
        }
        Sketch.Header header =
                new Sketch.Header(new Chunking(Chunking.Method.FIXED, CHUNK), ZERO_BITS, Compression.Kind.NONE, 1);
        return Sketch.of(header, Map.copyOf(all));
    }

    private record Place(int volume, int at, int each, int volumes) {}

    private static long number(Kind kind, Place place, SplittableRandom random) {
        long own = (long) place.volume * place.each + place.at;
        long shared = switch (kind) {
            case CLONES ->
                random.nextInt(10) == 0 ? own : -1 - ((long) (place.volume / CLONES) * place.each + place.at);
            case SCATTERED -> -1 - random.nextLong((long) place.volumes * place.each / 6);
        };
        return place.at % 2 == 0 ? own : shared;
    }

    static long fingerprint(long number) {
        long word = (number + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        word = (word ^ word >>> 31) * 0x94D049BB133111EBL;
        return (word ^ word >>> 29) >>> ZERO_BITS;
    }

    private static Counted counted(long... fingerprints) {
        Arrays.sort(fingerprints);
        References.Builder kept = new References.Builder(fingerprints.length);
        for (int at = 0; at < fingerprints.length; at++) {
            if (at == 0 || fingerprints[at] != fingerprints[at - 1]) {
                kept.add(fingerprints[at], References.packed(CHUNK, -1), 1);
            }
        }
        long chunks = (long) fingerprints.length << ZERO_BITS;
        return new Counted(new Counted.Bytes(chunks * CHUNK, 0, 0), chunks, kept.done());
    }
}
