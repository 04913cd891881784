package myidc.storage.sketch;

import java.util.List;

/**
 * Makes a {@link Sharing}. Fingerprints are taken range by range, each small enough for the cache: every volume's lie in
 * order, so a range of all volumes is a step of each one's cursor.
 */
final class SharingBuilder {
    /** References a range has on the average. */
    private static final int RANGE = 1 << 15;

    private static final int RANGE_BITS_MOST = 20;

    private final Sketch.Header header;
    private final List<String> names;
    private final Counted[] volumes;
    private final Sharing.Alone alone;
    private final ClassTable table;
    private final int[] cursors;
    private Range range = new Range(RANGE * 2);

    SharingBuilder(Sketch sketch) {
        header = sketch.header();
        names = List.copyOf(sketch.volumes().keySet());
        volumes = sketch.volumes().values().toArray(Counted[]::new);
        alone = Sharing.Alone.of(volumes.length);
        table = new ClassTable(header.chunking().method() == Chunking.Method.FIXED);
        cursors = new int[volumes.length];
    }

    Sharing built() {
        long all = 0;
        for (Counted volume : volumes) {
            all += volume.references().size();
        }
        int bits = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(all / RANGE), 1, RANGE_BITS_MOST);
        int shift = Long.SIZE - header.zeroBits() - bits;
        for (long slice = 1; slice <= 1L << bits; slice++) {
            gather(slice << shift, slice == 1L << bits);
            range.sort(shift);
            group();
        }
        Sharing.Header made =
                new Sharing.Header(header.zeroBits(), header.chunking().bytes());
        Counted[] plain = new Counted[volumes.length];
        for (int volume = 0; volume < plain.length; volume++) {
            plain[volume] = new Counted(volumes[volume].bytes(), volumes[volume].chunks(), References.none());
        }
        ClassTable.Made classes = table.made();
        return new Sharing(made, names, plain, new Sharing.Parts(alone, classes.classes(), classes.measured()));
    }

    /** All volumes' references below a fingerprint, or all that are left. */
    private void gather(long below, boolean rest) {
        range.size = 0;
        for (int volume = 0; volume < volumes.length; volume++) {
            References references = volumes[volume].references();
            int at = cursors[volume];
            while (at < references.size && (rest || Long.compareUnsigned(references.fingerprints[at], below) < 0)) {
                double length = references.length(at);
                alone.allSums()[volume] += length;
                alone.allSquares()[volume] += length * length;
                range.add(references.fingerprints[at], volume, at);
                at++;
            }
            cursors[volume] = at;
        }
    }

    private void group() {
        int at = 0;
        while (at < range.size) {
            int end = at + 1;
            while (end < range.size && range.fingerprints[end] == range.fingerprints[at]) {
                end++;
            }
            if (end - at == 1) {
                addAlone(range.volume(at), range.place(at));
            } else {
                addShared(at, end);
            }
            at = end;
        }
    }

    private void addAlone(int volume, int place) {
        References references = volumes[volume].references();
        double length = references.length(place);
        alone.chunks()[volume]++;
        alone.sums()[volume] += length;
        alone.squares()[volume] += length * length;
        if (references.compressed(place) >= 0) {
            table.measured(-1 - volume, references.length(place), references.compressed(place));
        }
    }

    private void addShared(int from, int end) {
        table.begin();
        int compressed = -1;
        int length = 0;
        for (int at = from; at < end; at++) {
            References references = volumes[range.volume(at)].references();
            table.holder(range.volume(at), references.count(range.place(at)));
            compressed = Math.max(compressed, references.compressed(range.place(at)));
            length = references.length(range.place(at));
        }
        int found = table.end(length);
        if (compressed >= 0) {
            table.measured(found, length, compressed);
        }
    }

    /** References of a range of fingerprints: of which volume, and where there. */
    private static final class Range {
        private long[] fingerprints;
        private long[] owners;
        private long[] otherFingerprints = new long[0];
        private long[] otherOwners = new long[0];
        private int size;

        Range(int room) {
            fingerprints = new long[room];
            owners = new long[room];
        }

        void add(long fingerprint, int volume, int place) {
            if (size == fingerprints.length) {
                fingerprints = java.util.Arrays.copyOf(fingerprints, size * 2);
                owners = java.util.Arrays.copyOf(owners, size * 2);
            }
            fingerprints[size] = fingerprint;
            owners[size++] = (long) volume << Integer.SIZE | place;
        }

        int volume(int at) {
            return (int) (owners[at] >>> Integer.SIZE);
        }

        int place(int at) {
            return (int) owners[at];
        }

        /** By the 24 bits below those equal in all; volumes stay in order; the few that agree in those are put right after. */
        void sort(int shift) {
            if (otherFingerprints.length < fingerprints.length) {
                otherFingerprints = new long[fingerprints.length];
                otherOwners = new long[fingerprints.length];
            }
            RadixSort sort = new RadixSort(size);
            for (int digit = 3; digit > 0; digit--) {
                sort.pass(fingerprints, owners, new RadixSort.To(otherFingerprints, otherOwners, shift - 8 * digit));
                long[] sorted = otherFingerprints;
                otherFingerprints = fingerprints;
                fingerprints = sorted;
                long[] sortedOwners = otherOwners;
                otherOwners = owners;
                owners = sortedOwners;
            }
            sort.insert(fingerprints, owners);
        }
    }
}
