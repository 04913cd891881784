package myidc.storage.sketch;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted of volumes, by their names. Sketches of the same secret and chunking merge, in any order: the one with
 * more fingerprints is thinned to the other, and what both counted of one volume adds up.
 */
public record Sketch(Header header, SortedMap<String, Counted> volumes) {
    public static final int NAME_LENGTH_MOST = 500;

    public Sketch {
        volumes.keySet().forEach(Sketch::checkName);
    }

    /**
     * What makes sketches comparable.
     *
     * @param zeroBits k: fingerprints that begin with so many zero bits were kept
     * @param secretId the pool's secret, see {@link PoolSecret#id}
     */
    public record Header(Chunking chunking, int zeroBits, Compression.Kind compression, long secretId) {
        public Header {
            Sampling.checked(zeroBits);
        }

        void checkMergeable(Header other) throws SketchRefused {
            if (secretId != other.secretId) {
                throw new SketchRefused(
                        SketchRefused.Reason.OTHER_SECRET, "the sketches were made with different pools' secrets");
            }
            if (!chunking.equals(other.chunking)) {
                throw new SketchRefused(
                        SketchRefused.Reason.OTHER_CHUNKING,
                        "the sketches cut chunks differently: " + chunking + " and " + other.chunking);
            }
            boolean both = compression != Compression.Kind.NONE && other.compression != Compression.Kind.NONE;
            if (both && compression != other.compression) {
                throw new SketchRefused(
                        SketchRefused.Reason.OTHER_CHUNKING,
                        "the sketches measured different compressions: " + compression + " and " + other.compression);
            }
        }
    }

    public static Sketch of(Header header, Map<String, Counted> volumes) {
        return new Sketch(header, new TreeMap<>(volumes));
    }

    public Sketch merge(Sketch other) throws SketchRefused {
        header.checkMergeable(other.header);
        int zeroBits = Math.max(header.zeroBits, other.header.zeroBits);
        Sketch mine = thinned(zeroBits);
        Sketch theirs = other.thinned(zeroBits);
        SortedMap<String, Counted> all = new TreeMap<>(mine.volumes);
        theirs.volumes.forEach((name, counted) -> all.merge(name, counted, Counted::and));
        Compression.Kind compression =
                header.compression == Compression.Kind.NONE ? other.header.compression : header.compression;
        return new Sketch(new Header(header.chunking, zeroBits, compression, header.secretId), all);
    }

    /** The same with a greater k; the figures are what a scan with that k gives. */
    public Sketch thinned(int zeroBits) {
        if (zeroBits <= header.zeroBits) {
            return this;
        }
        SortedMap<String, Counted> thin = new TreeMap<>();
        volumes.forEach((name, counted) -> thin.put(name, counted.thinned(zeroBits)));
        return new Sketch(new Header(header.chunking, zeroBits, header.compression, header.secretId), thin);
    }

    static void checkName(String name) {
        if (name.isBlank() || name.length() > NAME_LENGTH_MOST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a volume's name has 1 to " + NAME_LENGTH_MOST + " characters, none of control");
        }
    }
}
