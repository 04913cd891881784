package myidc.storage.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MovesTest {
    private static final int CHUNK = SketchSamples.CHUNK;

    @Test
    void aPlanFreesAndCopiesWhatItSays() {
        for (int seed = 0; seed < 40; seed++) {
            Sharing sharing = sample(seed, 12);
            double asked = sharing.total().standalone().value() * (0.1 + 0.02 * (seed % 40));
            Moves.Plan plan = Moves.toFree(sharing, asked);
            Figures figures = sharing.group(marks(sharing, plan.volumes()));
            String at = "seed " + seed;
            assertThat(plan.enough()).as(at).isTrue();
            assertThat(plan.freed()).as(at).isGreaterThanOrEqualTo(asked);
            assertThat(plan.freed()).as(at).isCloseTo(figures.reclaimable().value(), within(1.0));
            assertThat(plan.copied()).as(at).isCloseTo(figures.standalone().value(), within(1.0));
        }
    }

    /** Against all sets of volumes: how much more the greedy choice copies than the best one. */
    @Test
    void plansAreNearTheBestOfAllSets() {
        double ratios = 0;
        int cases = 60;
        for (int seed = 0; seed < cases; seed++) {
            Sharing sharing = sample(seed, 4 + seed % 7);
            double asked = sharing.total().standalone().value() * (0.1 + 0.1 * (seed % 8));
            double best = best(sharing, asked);
            assertThat(ExactMoves.toFree(sharing, asked).orElseThrow().copied())
                    .as("seed %d", seed)
                    .isEqualTo(best);
            double ratio = Moves.toFree(sharing, asked).copied() / best;
            assertThat(ratio).as("seed %d", seed).isBetween(1 - 1e-9, 1.6);
            ratios += ratio;
        }
        assertThat(ratios / cases).isLessThan(1.06);
    }

    @Test
    void clonesGoTogetherWhenOneAloneFreesNothing() {
        int[] image = new Random(1).ints(100, 1, 1_000_000).toArray();
        int[] own = new Random(2).ints(150, 2_000_000, 3_000_000).toArray();
        Sharing sharing =
                Sharing.of(SketchSamples.sketch(new int[][] {image, image, image, own}, 0, SketchSamples.SECRET));
        Moves.Plan plan = Moves.toFree(sharing, 90.0 * CHUNK);
        assertThat(plan.volumes()).containsExactly(0, 1, 2);
        assertThat(plan.copied()).isEqualTo(100.0 * CHUNK);
    }

    @Test
    void theBestOfAllIsNotSoughtAmongTooManyAndNotPromisedWhereThereIsNone() {
        assertThat(ExactMoves.toFree(sample(5, ExactMoves.VOLUMES_MOST + 1), 1)).isEmpty();
        assertThat(ExactMoves.toFree(sample(3, 4), 1e18)).isEmpty();
    }

    @Test
    void moreThanThereIsIsNotPromised() {
        Sharing sharing = sample(3, 6);
        Moves.Plan plan = Moves.toFree(sharing, sharing.total().standalone().value() * 2);
        assertThat(plan.enough()).isFalse();
    }

    @Test
    void aCloneIsFoundWithItsBase() {
        int[] base = new Random(1).ints(1_000, 1, 1_000_000_000).toArray();
        int[] clone = base.clone();
        for (int at = 0; at < 50; at++) {
            clone[at * 20] = -at - 1;
        }
        int[] other = new Random(2).ints(1_000, 1, 1_000_000_000).toArray();
        Sharing sharing = Sharing.of(SketchSamples.sketch(new int[][] {base, clone, other}, 2, SketchSamples.SECRET));
        List<Clones.Clone> clones = Clones.of(sharing, 0.5, 10);
        assertThat(clones)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.contained()).isBetween(0.9, 1.0));
        assertThat(clones).anySatisfy(each -> {
            assertThat(each.volume()).isEqualTo("v0001");
            assertThat(each.base()).isEqualTo("v0000");
            assertThat(Math.abs(each.shared().value() - 950.0 * CHUNK))
                    .isLessThan(each.shared().deviation() * 4);
        });
    }

    private static Sharing sample(int seed, int volumes) {
        return Sharing.of(
                SketchSamples.sketch(SketchSamples.volumes(new Random(seed), volumes, 120), 0, SketchSamples.SECRET));
    }

    private static byte[] marks(Sharing sharing, List<Integer> volumes) {
        byte[] in = new byte[sharing.volumes()];
        volumes.forEach(volume -> in[volume] = 1);
        return in;
    }

    private static double best(Sharing sharing, double asked) {
        double best = Double.MAX_VALUE;
        for (int set = 1; set < 1 << sharing.volumes(); set++) {
            byte[] in = new byte[sharing.volumes()];
            for (int volume = 0; volume < in.length; volume++) {
                in[volume] = (byte) (set >>> volume & 1);
            }
            Figures figures = sharing.group(in);
            if (figures.reclaimable().value() >= asked) {
                best = Math.min(best, figures.standalone().value());
            }
        }
        return best;
    }
}
