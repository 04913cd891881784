package myidc.storage.sketch;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Classes of shared chunks in the order of how many holders they have, which is all that says where each one's lie. */
final class Classes {
    /** A count that says: see the large counts. */
    static final int LARGE = 255;

    /** By number of holders: the first class; one more at the end. */
    private final int[] degreeStarts;

    /** By number of holders: where the first class's holders begin. */
    private final int[] degreePlaces;

    private final int[] holders;
    private final byte[] counts;
    private final Large large;
    private final Sizes sizes;

    Classes(int[] degreeStarts, int[] holders, byte[] counts, Large large, Sizes sizes) {
        this.degreeStarts = degreeStarts;
        this.holders = holders;
        this.counts = counts;
        this.large = large;
        this.sizes = sizes;
        degreePlaces = new int[degreeStarts.length];
        for (int degree = 0; degree + 1 < degreeStarts.length; degree++) {
            degreePlaces[degree + 1] =
                    degreePlaces[degree] + degree * (degreeStarts[degree + 1] - degreeStarts[degree]);
        }
    }

    /** Counts from 255 on, by their places among the holders, ascending. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
    record Large(int[] places, int[] counts) {
        int at(int place) {
            return counts[Arrays.binarySearch(places, place)];
        }
    }

    /**
     * What chunks each class has.
     *
     * @param numbers how many
     * @param lengths of each, the same within a class; null when the sums are given
     * @param sums of lengths
     * @param squares sums of squared lengths
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
    record Sizes(int[] numbers, int @Nullable [] lengths, long @Nullable [] sums, double @Nullable [] squares) {
        long sum(int of) {
            return lengths != null ? (long) numbers[of] * lengths[of] : sums == null ? 0 : sums[of];
        }

        double squares(int of) {
            return lengths != null
                    ? (double) numbers[of] * lengths[of] * lengths[of]
                    : squares == null ? 0 : squares[of];
        }
    }

    int size() {
        return sizes.numbers().length;
    }

    int chunks(int of) {
        return sizes.numbers()[of];
    }

    long bytes(int of) {
        return sizes.sum(of);
    }

    double squares(int of) {
        return sizes.squares(of);
    }

    /** Each class with each of its holders. */
    void eachHolder(EachHolder each) {
        int place = 0;
        for (int degree = 2; degree + 1 < degreeStarts.length; degree++) {
            for (int of = degreeStarts[degree]; of < degreeStarts[degree + 1]; of++) {
                for (int end = place + degree; place < end; place++) {
                    each.take(of, holders[place]);
                }
            }
        }
    }

    /** The holders of a class. */
    void eachHolder(int of, IntConsumer each) {
        int degree = degree(of);
        int start = start(of, degree);
        for (int at = start; at < start + degree; at++) {
            each.accept(holders[at]);
        }
    }

    /** Takes a class and one of its holders. */
    interface EachHolder {
        void take(int of, int volume);
    }

    int degree(int of) {
        int at = Arrays.binarySearch(degreeStarts, of);
        int degree = at < 0 ? -2 - at : at;
        while (degreeStarts[degree + 1] == of) {
            degree++;
        }
        return degree;
    }

    /** Where the holders of a class begin; there are as many as its degree. */
    int start(int of, int degree) {
        return degreePlaces[degree] + (of - degreeStarts[degree]) * degree;
    }

    int holder(int place) {
        return holders[place];
    }

    int count(int place) {
        int count = counts[place] & 0xFF;
        return count == LARGE ? large.at(place) : count;
    }

    /** Adds what of the shared chunks concerns the group: its own sums, without a branch that depends on the group. */
    void addTo(GroupSums sums, byte[] in) {
        int place = 0;
        for (int degree = 2; degree + 1 < degreeStarts.length; degree++) {
            for (int at = degreeStarts[degree]; at < degreeStarts[degree + 1]; at++) {
                int all = 0;
                int mine = 0;
                for (int end = place + degree; place < end; place++) {
                    int count = counts[place] & 0xFF;
                    if (count == LARGE) {
                        count = large.at(place);
                    }
                    all += count;
                    mine += count * in[holders[place]];
                }
                if (mine != 0) {
                    sums.add(sizes.numbers()[at], (double) sizes.sum(at), sizes.squares(at), mine, all);
                }
            }
        }
    }

    /** Adds to each volume's sums what the shared chunks are for it alone. */
    void addToEach(GroupSums[] sums) {
        int place = 0;
        for (int degree = 2; degree + 1 < degreeStarts.length; degree++) {
            for (int at = degreeStarts[degree]; at < degreeStarts[degree + 1]; at++) {
                int end = place + degree;
                long all = 0;
                for (int each = place; each < end; each++) {
                    all += count(each);
                }
                for (; place < end; place++) {
                    sums[holders[place]].add(
                            sizes.numbers()[at], (double) sizes.sum(at), sizes.squares(at), count(place), all);
                }
            }
        }
    }

    /** Adds to each volume its share of the shared chunks. */
    void share(double[] shares, double[] squares) {
        int place = 0;
        for (int degree = 2; degree + 1 < degreeStarts.length; degree++) {
            for (int at = degreeStarts[degree]; at < degreeStarts[degree + 1]; at++) {
                int end = place + degree;
                long all = 0;
                for (int each = place; each < end; each++) {
                    all += count(each);
                }
                double one = (double) sizes.sum(at) / all;
                double square = sizes.squares(at) / ((double) all * all);
                for (; place < end; place++) {
                    int holder = holders[place];
                    double count = count(place);
                    shares[holder] += one * count;
                    squares[holder] += square * count * count;
                }
            }
        }
    }
}
