package myidc.storage.sketch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Who shares what, made once from volumes' references and then asked for any group. Chunks that only one volume has are
 * sums of that volume. The others are in classes: chunks with the same holders, as often each, and of the same length are
 * one class, so a golden image and its clones are a few classes and not millions of chunks. Classes lie in memory by how
 * many holders they have, so a question is one pass in order with loops of known length.
 */
public final class Sharing {
    final Header header;
    final List<String> names;
    final Counted[] plain;
    final Alone alone;
    final Classes classes;
    final Measured measured;

    Sharing(Header header, List<String> names, Counted[] plain, Parts parts) {
        this.header = header;
        this.names = names;
        this.plain = plain;
        this.alone = parts.alone();
        this.classes = parts.classes();
        this.measured = parts.measured();
    }

    public static Sharing of(Sketch sketch) {
        return new SharingBuilder(sketch).built();
    }

    /**
     * How its chunks were made.
     *
     * @param usualLength of a chunk
     */
    record Header(int zeroBits, int usualLength) {}

    record Parts(Alone alone, Classes classes, Measured measured) {}

    /** Of each volume: the chunks no other has, and all its chunks; numbers, sums of lengths and of their squares. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
    record Alone(long[] chunks, double[] sums, double[] squares, double[] allSums, double[] allSquares) {
        static Alone of(int volumes) {
            return new Alone(
                    new long[volumes],
                    new double[volumes],
                    new double[volumes],
                    new double[volumes],
                    new double[volumes]);
        }
    }

    /** Chunks with a measured compressed length, by their class; those of one volume have class -1 - volume. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
    record Measured(int[] classes, int[] lengths, int[] compressed) {}

    public List<String> names() {
        return names;
    }

    public int volumes() {
        return names.size();
    }

    /** Classes of shared chunks. */
    public int classes() {
        return classes.size();
    }

    /** Distinct kept chunks. */
    public long chunks() {
        long all = 0;
        for (long chunks : alone.chunks()) {
            all += chunks;
        }
        for (int at = 0; at < classes.size(); at++) {
            all += classes.chunks(at);
        }
        return all;
    }

    public Figures total() {
        byte[] all = new byte[volumes()];
        Arrays.fill(all, (byte) 1);
        return group(all);
    }

    /** The figures of the volumes marked by 1; others are 0. */
    public Figures group(byte[] in) {
        if (in.length != volumes()) {
            throw new IllegalArgumentException("there are " + volumes() + " volumes, not " + in.length);
        }
        GroupSums sums = new GroupSums();
        Counted.Bytes bytes = new Counted.Bytes(0, 0, 0);
        long chunks = 0;
        for (int volume = 0; volume < in.length; volume++) {
            if (in[volume] != 0) {
                bytes = bytes.and(plain[volume].bytes());
                chunks += plain[volume].chunks();
                sums.addAlone(alone.chunks()[volume], alone.sums()[volume], alone.squares()[volume]);
            }
        }
        classes.addTo(sums, in);
        CompressedSums compressed = new CompressedSums();
        for (int at = 0; at < measured.classes().length; at++) {
            if (holds(measured.classes()[at], in)) {
                compressed.add(measured.lengths()[at], measured.compressed()[at]);
            }
        }
        return figures(bytes, chunks, sums, compressed);
    }

    /** The figures of every volume by itself, by volume, in one pass over all chunks. */
    public List<Figures> eachVolume() {
        GroupSums[] sums = new GroupSums[volumes()];
        CompressedSums[] compressed = new CompressedSums[volumes()];
        for (int volume = 0; volume < sums.length; volume++) {
            sums[volume] = new GroupSums();
            sums[volume].addAlone(alone.chunks()[volume], alone.sums()[volume], alone.squares()[volume]);
            compressed[volume] = new CompressedSums();
        }
        classes.addToEach(sums);
        for (int at = 0; at < measured.classes().length; at++) {
            int of = measured.classes()[at];
            int length = measured.lengths()[at];
            int after = measured.compressed()[at];
            if (of < 0) {
                compressed[-1 - of].add(length, after);
            } else {
                classes.eachHolder(of, volume -> compressed[volume].add(length, after));
            }
        }
        List<Figures> all = new ArrayList<>(volumes());
        for (int volume = 0; volume < sums.length; volume++) {
            all.add(figures(plain[volume].bytes(), plain[volume].chunks(), sums[volume], compressed[volume]));
        }
        return all;
    }

    private Figures figures(Counted.Bytes bytes, long chunks, GroupSums sums, CompressedSums compressed) {
        double usual = chunks == 0 ? 0 : header.usualLength();
        Estimate standalone = estimate(sums.standalone, sums.standaloneSquares, usual);
        return new Figures(
                bytes,
                chunks,
                estimate((double) sums.chunks, (double) sums.chunks, chunks == 0 ? 0 : 1),
                standalone,
                estimate(sums.reclaimable, sums.reclaimableSquares, usual),
                estimate(sums.attributed, sums.attributedSquares, usual),
                Figures.ratio(bytes.logical(), standalone),
                compressed.of(standalone));
    }

    /** What one volume would free and its share, of all volumes at once. */
    public Shares shares() {
        double[] sums = alone.sums().clone();
        double[] squares = alone.squares().clone();
        classes.share(sums, squares);
        Estimate[] reclaimable = new Estimate[volumes()];
        Estimate[] attributed = new Estimate[volumes()];
        Estimate[] standalone = new Estimate[volumes()];
        for (int volume = 0; volume < sums.length; volume++) {
            double usual = plain[volume].chunks() == 0 ? 0 : header.usualLength();
            standalone[volume] = estimate(alone.allSums()[volume], alone.allSquares()[volume], usual);
            reclaimable[volume] = estimate(alone.sums()[volume], alone.squares()[volume], usual);
            attributed[volume] = estimate(sums[volume], squares[volume], usual);
        }
        return new Shares(standalone, reclaimable, attributed);
    }

    /** By volume. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
    public record Shares(Estimate[] standalone, Estimate[] reclaimable, Estimate[] attributed) {}

    /** What was counted of a volume. */
    public Counted counted(int volume) {
        return plain[volume];
    }

    /** The number of a volume, or -1. */
    public int indexOf(String name) {
        int at = Collections.binarySearch(names, name);
        return at < 0 ? -1 : at;
    }

    Estimate estimate(double sum, double squares, double usual) {
        return Estimate.of(header.zeroBits(), sum, squares, usual);
    }

    private boolean holds(int of, byte[] in) {
        if (of < 0) {
            return in[-1 - of] != 0;
        }
        int degree = classes.degree(of);
        int start = classes.start(of, degree);
        for (int at = start; at < start + degree; at++) {
            if (in[classes.holder(at)] != 0) {
                return true;
            }
        }
        return false;
    }
}
