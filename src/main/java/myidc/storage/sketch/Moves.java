package myidc.storage.sketch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which volumes to move away so that so many bytes are freed and few are copied. Exactly that is a hard problem, since what
 * one volume frees hangs on which others go; this takes in turn the volume, or the holders of a large shared class
 * together, that free most for what they copy, remembers every choice that would do at once, and leaves out at the end
 * what is not needed. Estimates are taken at their values.
 */
public final class Moves {
    private static final int STEPS_MOST = 500;
    private static final int TOGETHER_MOST = 64;
    private static final int GROUPS_MOST = 300;

    private final Sharing sharing;
    private final Classes classes;
    private final double each;
    private final int[][] classesOf;
    private final List<int[]> candidates = new ArrayList<>();
    private final boolean[] gone;
    private final int[] goneOf;

    private Moves(Sharing sharing) {
        this.sharing = sharing;
        classes = sharing.classes;
        each = (double) (1L << sharing.header.zeroBits());
        classesOf = classesOf();
        gone = new boolean[sharing.volumes()];
        goneOf = new int[classes.size()];
        for (int volume = 0; volume < gone.length; volume++) {
            candidates.add(new int[] {volume});
        }
        candidates.addAll(together());
    }

    /**
     * Volumes to move, by number, ascending.
     *
     * @param freed at the source
     * @param copied to the target, which had nothing of them
     * @param enough whether that is what was asked for
     */
    public record Plan(List<Integer> volumes, double freed, double copied, boolean enough) {}

    /** The best found to free so many bytes. */
    public static Plan toFree(Sharing sharing, double bytes) {
        return new Moves(sharing).plan(bytes);
    }

    private Plan plan(double bytes) {
        double freed = 0;
        double copied = 0;
        @Nullable Plan best = null;
        for (int step = 0; step < STEPS_MOST && freed < bytes; step++) {
            int[] chosen = {};
            Gain gain = new Gain(0, 1);
            for (int[] candidate : candidates) {
                Gain its = gain(candidate);
                if (its.freed == 0) {
                    continue;
                }
                if (freed + its.freed >= bytes && (best == null || copied + its.copied < best.copied)) {
                    best = new Plan(with(candidate), freed + its.freed, copied + its.copied, true);
                }
                if (its.freed * gain.copied > gain.freed * its.copied) {
                    gain = its;
                    chosen = candidate;
                }
            }
            if (chosen.length == 0) {
                break;
            }
            move(chosen, true);
            freed += gain.freed;
            copied += gain.copied;
        }
        if (best == null) {
            return new Plan(with(), freed, copied, freed >= bytes);
        }
        return withoutTheNeedless(best, bytes);
    }

    private Plan withoutTheNeedless(Plan plan, double bytes) {
        Arrays.fill(gone, false);
        Arrays.fill(goneOf, 0);
        plan.volumes.forEach(volume -> move(new int[] {volume}, true));
        double freed = plan.freed;
        double copied = plan.copied;
        List<Integer> byCopied = new ArrayList<>(plan.volumes);
        byCopied.sort(Comparator.comparingDouble(volume -> -sharing.alone.allSums()[volume]));
        for (int volume : byCopied) {
            int[] one = {volume};
            move(one, false);
            Gain gain = gain(one);
            if (freed - gain.freed >= bytes) {
                freed -= gain.freed;
                copied -= gain.copied;
            } else {
                move(one, true);
            }
        }
        return new Plan(with(), freed, copied, true);
    }

    private record Gain(double freed, double copied) {}

    /** What more is freed and copied when these go too; they go for a moment, since they share among themselves. */
    private Gain gain(int... volumes) {
        double freed = 0;
        double copied = 0;
        int[] going = new int[volumes.length];
        int done = 0;
        for (int volume : volumes) {
            if (gone[volume]) {
                continue;
            }
            freed += sharing.alone.sums()[volume];
            copied += sharing.alone.sums()[volume];
            for (int of : classesOf[volume]) {
                copied += goneOf[of] == 0 ? (double) classes.bytes(of) : 0;
                freed += ++goneOf[of] == classes.degree(of) ? (double) classes.bytes(of) : 0;
            }
            gone[volume] = true;
            going[done++] = volume;
        }
        for (int at = 0; at < done; at++) {
            gone[going[at]] = false;
            for (int of : classesOf[going[at]]) {
                goneOf[of]--;
            }
        }
        return new Gain(freed * each, copied * each);
    }

    private void move(int[] volumes, boolean away) {
        for (int volume : volumes) {
            if (gone[volume] != away) {
                gone[volume] = away;
                for (int of : classesOf[volume]) {
                    goneOf[of] += away ? 1 : -1;
                }
            }
        }
    }

    private List<Integer> with(int... more) {
        Set<Integer> all = new HashSet<>();
        for (int volume = 0; volume < gone.length; volume++) {
            if (gone[volume]) {
                all.add(volume);
            }
        }
        Arrays.stream(more).forEach(all::add);
        return all.stream().sorted().toList();
    }

    private int[][] classesOf() {
        int[] many = new int[sharing.volumes()];
        classes.eachHolder((of, volume) -> many[volume]++);
        int[][] all = new int[many.length][];
        Arrays.setAll(all, volume -> new int[many[volume]]);
        classes.eachHolder((of, volume) -> all[volume][--many[volume]] = of);
        return all;
    }

    /** Holders of the largest classes: clones free little one by one. */
    private List<int[]> together() {
        List<int[]> groups = new ArrayList<>();
        Set<List<Integer>> seen = new HashSet<>();
        List<Integer> largest = java.util.stream.IntStream.range(0, classes.size())
                .boxed()
                .sorted(Comparator.comparingLong(of -> -classes.bytes(of)))
                .limit(GROUPS_MOST)
                .toList();
        for (int of : largest) {
            int degree = classes.degree(of);
            if (degree <= TOGETHER_MOST) {
                int start = classes.start(of, degree);
                int[] group = new int[degree];
                Arrays.setAll(group, at -> classes.holder(start + at));
                if (seen.add(Arrays.stream(group).boxed().toList())) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }
}
