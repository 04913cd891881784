package myidc.storage.sketch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which volume is mostly contained in which other: clones and what they were cloned from. */
public final class Clones {
    /** Chunks with more holders are those of a common system, not of a clone; pairs of them would be without number. */
    private static final int HOLDERS_MOST = 256;

    private Clones() {}

    /**
     * A volume and the one that has most of it.
     *
     * @param contained the part of the volume's own chunks, by bytes, which the base has too, 0 to 1
     * @param shared how many bytes that is
     */
    public record Clone(String volume, String base, double contained, Estimate shared) {}

    /** Volumes of which at least so much is in another, the most contained first; of two equal ones either is the base. */
    public static List<Clone> of(Sharing sharing, double containedLeast, int most) {
        Map<Long, double[]> pairs = new HashMap<>();
        Classes classes = sharing.classes;
        for (int of = 0; of < classes.size(); of++) {
            int degree = classes.degree(of);
            if (degree <= HOLDERS_MOST) {
                add(classes, of, degree, pairs);
            }
        }
        Clone[] best = new Clone[sharing.volumes()];
        pairs.forEach((pair, sums) -> {
            int one = (int) (pair >>> Integer.SIZE);
            int other = pair.intValue();
            offer(sharing, best, new Pair(one, other), sums);
            offer(sharing, best, new Pair(other, one), sums);
        });
        List<Clone> clones = new ArrayList<>();
        for (Clone clone : best) {
            if (clone != null && clone.contained >= containedLeast) {
                clones.add(clone);
            }
        }
        clones.sort(
                Comparator.comparingDouble((Clone clone) -> -clone.contained).thenComparing(Clone::volume));
        return clones.subList(0, Math.min(most, clones.size()));
    }

    private record Pair(int volume, int base) {}

    private static void add(Classes classes, int of, int degree, Map<Long, double[]> pairs) {
        int start = classes.start(of, degree);
        for (int one = start; one < start + degree; one++) {
            for (int other = one + 1; other < start + degree; other++) {
                long pair = (long) classes.holder(one) << Integer.SIZE | classes.holder(other);
                double[] sums = pairs.computeIfAbsent(pair, ignored -> new double[2]);
                sums[0] += (double) classes.bytes(of);
                sums[1] += classes.squares(of);
            }
        }
    }

    private static void offer(Sharing sharing, Clone[] best, Pair pair, double... sums) {
        double contained = sums[0] / sharing.alone.allSums()[pair.volume];
        Clone before = best[pair.volume];
        if (before == null || contained > before.contained) {
            best[pair.volume] = new Clone(
                    sharing.names().get(pair.volume),
                    sharing.names().get(pair.base),
                    contained,
                    sharing.estimate(sums[0], sums[1], sharing.header.usualLength()));
        }
    }
}
