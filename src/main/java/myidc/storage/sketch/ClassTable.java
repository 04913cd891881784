package myidc.storage.sketch;

import java.util.Arrays;

/** Finds or makes the class of a chunk from its holders; an open hash table over what the classes hold. */
final class ClassTable {
    private final boolean byLength;
    private int[] slots = new int[1 << 12];
    private int[] starts = new int[1 << 10];
    private int[] lengths = new int[1 << 10];
    private int[] numbers = new int[1 << 10];
    private long[] sums = new long[0];
    private double[] squares = new double[0];
    private int classes;
    private int[] holders = new int[1 << 12];
    private byte[] counts = new byte[1 << 12];
    private int places;
    private int begun;
    private final Growing largePlaces = new Growing();
    private final Growing largeCounts = new Growing();
    private int largeBegun;
    private final Growing measuredClasses = new Growing();
    private final Growing measuredLengths = new Growing();
    private final Growing measuredAfter = new Growing();

    /** Where chunks have but one length, and shorter ones are rare, it is part of what makes a class. */
    ClassTable(boolean byLength) {
        this.byLength = byLength;
    }

    record Made(Classes classes, Sharing.Measured measured) {}

    void begin() {
        begun = places;
        largeBegun = largePlaces.size;
    }

    void holder(int volume, int count) {
        if (places == holders.length) {
            int room = Math.addExact(places, places >> 1);
            holders = Arrays.copyOf(holders, room);
            counts = Arrays.copyOf(counts, room);
        }
        if (count >= Classes.LARGE) {
            largePlaces.add(places);
            largeCounts.add(count);
        }
        holders[places] = volume;
        counts[places++] = (byte) Math.min(count, Classes.LARGE);
    }

    /** The class of a chunk with the holders since {@link #begin}. */
    int end(int length) {
        int key = byLength ? length : 0;
        int slot = slot(key);
        int found = slots[slot] - 1;
        if (found < 0) {
            found = make(key);
            slots[slot] = classes;
            if (classes > slots.length / 2) {
                spread();
            }
        } else {
            places = begun;
            largePlaces.size = largeBegun;
            largeCounts.size = largeBegun;
        }
        numbers[found]++;
        if (!byLength) {
            sums[found] += length;
            squares[found] += (double) length * length;
        }
        return found;
    }

    void measured(int of, int length, int compressed) {
        measuredClasses.add(of);
        measuredLengths.add(length);
        measuredAfter.add(compressed);
    }

    private int make(int key) {
        if (classes + 1 == starts.length) {
            int room = classes * 2;
            starts = Arrays.copyOf(starts, room);
            lengths = Arrays.copyOf(lengths, room);
            numbers = Arrays.copyOf(numbers, room);
        }
        if (!byLength && sums.length < starts.length) {
            sums = Arrays.copyOf(sums, starts.length);
            squares = Arrays.copyOf(squares, starts.length);
        }
        lengths[classes] = key;
        starts[classes] = begun;
        starts[classes + 1] = places;
        return classes++;
    }

    private int slot(int key) {
        int mask = slots.length - 1;
        int slot = hash(begun, places, key) & mask;
        while (slots[slot] != 0 && !same(slots[slot] - 1, key)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean same(int of, int key) {
        int from = starts[of];
        int end = starts[of + 1];
        return end - from == places - begun
                && lengths[of] == key
                && Arrays.equals(holders, from, end, holders, begun, places)
                && Arrays.equals(counts, from, end, counts, begun, places)
                && sameLarge(from, end);
    }

    /** Large counts are rare; a class with one is looked through. */
    private boolean sameLarge(int from, int end) {
        for (int large = largeBegun; large < largePlaces.size; large++) {
            int place = largePlaces.values[large] - begun + from;
            int at = Arrays.binarySearch(largePlaces.values, 0, largeBegun, place);
            if (at < 0 || place >= end || largeCounts.values[at] != largeCounts.values[large]) {
                return false;
            }
        }
        return true;
    }

    private int hash(int from, int end, int key) {
        long hash = key + 0x9E3779B97F4A7C15L * (end - from);
        for (int place = from; place < end; place++) {
            hash = (hash ^ holders[place] * 257L + counts[place]) * 0xD6E8FEB86659FD93L;
            hash ^= hash >>> 32;
        }
        return (int) (hash ^ hash >>> 29);
    }

    private void spread() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int of = 0; of < classes; of++) {
            int slot = hash(starts[of], starts[of + 1], lengths[of]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = of + 1;
        }
    }

    /** In the order of degrees; ends the table. */
    Made made() {
        slots = new int[0];
        int most = 1;
        for (int of = 0; of < classes; of++) {
            most = Math.max(most, starts[of + 1] - starts[of]);
        }
        int[] degreeStarts = new int[most + 2];
        for (int of = 0; of < classes; of++) {
            degreeStarts[starts[of + 1] - starts[of] + 1]++;
        }
        for (int degree = 0; degree <= most; degree++) {
            degreeStarts[degree + 1] += degreeStarts[degree];
        }
        return new Ordered(degreeStarts).made();
    }

    /** The arrays in their new order. */
    private final class Ordered {
        private final int[] degreeStarts;
        private final int[] order = new int[classes];

        Ordered(int[] degreeStarts) {
            this.degreeStarts = degreeStarts;
            int[] next = degreeStarts.clone();
            for (int of = 0; of < classes; of++) {
                order[next[starts[of + 1] - starts[of]]++] = of;
            }
        }

        Made made() {
            int[] places = places();
            Classes.Sizes sizes = byLength
                    ? new Classes.Sizes(moved(numbers), moved(lengths), null, null)
                    : new Classes.Sizes(
                            moved(numbers),
                            null,
                            Arrays.stream(order).mapToLong(of -> sums[of]).toArray(),
                            Arrays.stream(order).mapToDouble(of -> squares[of]).toArray());
            Classes.Large large = large(places);
            int[] movedHolders = new int[ClassTable.this.places];
            byte[] movedCounts = new byte[ClassTable.this.places];
            for (int at = 0; at < classes; at++) {
                int from = starts[order[at]];
                int many = starts[order[at] + 1] - from;
                System.arraycopy(holders, from, movedHolders, places[at], many);
                System.arraycopy(counts, from, movedCounts, places[at], many);
            }
            return new Made(new Classes(degreeStarts, movedHolders, movedCounts, large, sizes), measured());
        }

        private int[] places() {
            int[] places = new int[classes];
            int place = 0;
            for (int at = 0; at < classes; at++) {
                places[at] = place;
                place += starts[order[at] + 1] - starts[order[at]];
            }
            return places;
        }

        private Classes.Large large(int[] places) {
            Growing movedPlaces = new Growing();
            Growing movedCounts = new Growing();
            for (int at = 0; at < classes && largePlaces.size > 0; at++) {
                int from = starts[order[at]];
                for (int place = from; place < starts[order[at] + 1]; place++) {
                    int large = counts[place] == (byte) Classes.LARGE
                            ? Arrays.binarySearch(largePlaces.values, 0, largePlaces.size, place)
                            : -1;
                    if (large >= 0) {
                        movedPlaces.add(places[at] + place - from);
                        movedCounts.add(largeCounts.values[large]);
                    }
                }
            }
            return new Classes.Large(movedPlaces.cut(), movedCounts.cut());
        }

        private Sharing.Measured measured() {
            int[] rank = new int[classes];
            for (int at = 0; at < classes; at++) {
                rank[order[at]] = at;
            }
            int[] moved = measuredClasses.cut();
            for (int at = 0; at < moved.length; at++) {
                moved[at] = moved[at] < 0 ? moved[at] : rank[moved[at]];
            }
            return new Sharing.Measured(moved, measuredLengths.cut(), measuredAfter.cut());
        }

        private int[] moved(int[] values) {
            int[] moved = new int[classes];
            for (int at = 0; at < classes; at++) {
                moved[at] = values[order[at]];
            }
            return moved;
        }
    }

    /** Numbers in a row. */
    private static final class Growing {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int[] cut() {
            return Arrays.copyOf(values, size);
        }
    }
}
