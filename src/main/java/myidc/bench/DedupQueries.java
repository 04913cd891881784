package myidc.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import myidc.storage.sketch.SampleEstate;
import myidc.storage.sketch.Sharing;

/** How soon a portal answers: any group's figures, and what every volume frees and takes, on one thread. */
final class DedupQueries {
    private static final int REFERENCES = 16_800_000;
    private static final int ROUNDS = 15;

    private DedupQueries() {}

    static void measure() {
        for (SampleEstate.Kind kind : SampleEstate.Kind.values()) {
            measure(kind, 10_000, REFERENCES);
        }
        for (int volumes = 100_000; volumes <= 1_000_000; volumes *= 10) {
            measure(SampleEstate.Kind.CLONES, volumes, REFERENCES);
        }
    }

    private static void measure(SampleEstate.Kind kind, int volumes, int references) {
        long before = used();
        long begun = System.nanoTime();
        Sharing sharing = Sharing.of(SampleEstate.of(kind, volumes, references));
        double made = (System.nanoTime() - begun) / 1e9;
        long memory = used() - before;
        System.out.printf(
                Locale.ROOT,
                "%s: %,d references of %,d volumes, %,d chunks, %,d classes, made in %.1f s, %,d MB%n",
                kind,
                references,
                volumes,
                sharing.chunks(),
                sharing.classes(),
                made,
                memory >> 20);
        SplittableRandom random = new SplittableRandom(5);
        for (double part : new double[] {0.001, 0.1, 0.5, 1}) {
            byte[] in = new byte[volumes];
            for (int volume = 0; volume < volumes; volume++) {
                in[volume] = (byte) (random.nextDouble() < part ? 1 : 0);
            }
            show("a group of " + part, 50, () -> sharing.group(in));
        }
        show("every volume", 100, sharing::shares);
    }

    private static void show(String what, double aim, Supplier<Object> question) {
        double[] millis = new double[ROUNDS];
        Object last = "";
        for (int round = -5; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            last = question.get();
            if (round >= 0) {
                millis[round] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "  %-16s %7.1f ms (%.1f to %.1f); aim %.0f, %s%n",
                what,
                millis[ROUNDS / 2],
                millis[0],
                millis[ROUNDS - 1],
                aim,
                millis[ROUNDS / 2] <= aim && last != null ? "met" : "missed");
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
