package myidc.storage.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static final int CHUNK = SketchSamples.CHUNK;
    private static final double ROUNDING = 1e-3;

    @Test
    void exactFiguresAreThoseOfCountingByHand() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            int[][] volumes = SketchSamples.volumes(random, 2 + random.nextInt(30), 200);
            Sharing sharing = Sharing.of(SketchSamples.sketch(volumes, 0, SketchSamples.SECRET));
            for (int round = 0; round < 5; round++) {
                byte[] in = marks(random, volumes.length);
                Figures figures = sharing.group(in);
                ByHand byHand = new ByHand(volumes, in);
                String at = "seed " + seed + ", round " + round;
                assertThat(figures.bytes().logical()).as(at).isEqualTo(byHand.logical);
                assertThat(figures.standalone().value()).as(at).isEqualTo(byHand.standalone);
                assertThat(figures.reclaimable().value()).as(at).isEqualTo(byHand.reclaimable);
                assertThat(figures.attributed().value()).as(at).isCloseTo(byHand.attributed, within(ROUNDING));
                assertThat(figures.standalone().plusMinus()).as(at).isZero();
                assertThat(figures.uniqueChunks().value()).as(at).isEqualTo(byHand.standalone / CHUNK);
            }
        }
    }

    @Test
    void attributedSumsToTheTotalAndAllReclaimIt() {
        for (int seed = 100; seed < 150; seed++) {
            Random random = new Random(seed);
            int[][] volumes = SketchSamples.volumes(random, 1 + random.nextInt(40), 150);
            Sharing sharing = Sharing.of(SketchSamples.sketch(volumes, random.nextInt(5), SketchSamples.SECRET));
            Figures total = sharing.total();
            double attributed = 0;
            double reclaimable = 0;
            Sharing.Shares shares = sharing.shares();
            for (int volume = 0; volume < volumes.length; volume++) {
                attributed += shares.attributed()[volume].value();
                reclaimable += shares.reclaimable()[volume].value();
                byte[] alone = new byte[volumes.length];
                alone[volume] = 1;
                Figures one = sharing.group(alone);
                assertThat(shares.attributed()[volume].value())
                        .isCloseTo(one.attributed().value(), within(ROUNDING));
                assertThat(shares.attributed()[volume].deviation())
                        .isCloseTo(one.attributed().deviation(), within(ROUNDING));
                assertThat(shares.reclaimable()[volume]).isEqualTo(one.reclaimable());
                assertThat(shares.standalone()[volume]).isEqualTo(one.standalone());
            }
            String at = "seed " + seed;
            assertThat(attributed).as(at).isCloseTo(total.standalone().value(), within(ROUNDING));
            assertThat(total.reclaimable()).as(at).isEqualTo(total.standalone());
            assertThat(total.attributed().value())
                    .as(at)
                    .isEqualTo(total.standalone().value());
            assertThat(reclaimable)
                    .as(at)
                    .isLessThanOrEqualTo(total.standalone().value());
        }
    }

    @Test
    void eachVolumeInOnePassIsWhatItIsAsAGroupOfOne() {
        for (int seed = 300; seed < 330; seed++) {
            Random random = new Random(seed);
            int[][] volumes = SketchSamples.volumes(random, 1 + random.nextInt(20), 150);
            Sharing sharing = Sharing.of(SketchSamples.sketch(volumes, random.nextInt(4), SketchSamples.SECRET));
            List<Figures> each = sharing.eachVolume();
            for (int volume = 0; volume < volumes.length; volume++) {
                byte[] alone = new byte[volumes.length];
                alone[volume] = 1;
                assertThat(each.get(volume))
                        .as("seed %d, volume %d", seed, volume)
                        .isEqualTo(sharing.group(alone));
            }
        }
    }

    @Test
    void aGroupAndTheRestShareWhatNeitherReclaims() {
        for (int seed = 200; seed < 230; seed++) {
            Random random = new Random(seed);
            int[][] volumes = SketchSamples.volumes(random, 12, 150);
            Sharing sharing = Sharing.of(SketchSamples.sketch(volumes, 0, SketchSamples.SECRET));
            byte[] in = marks(random, volumes.length);
            byte[] out = in.clone();
            for (int volume = 0; volume < out.length; volume++) {
                out[volume] = (byte) (1 - in[volume]);
            }
            double total = sharing.total().standalone().value();
            assertThat(sharing.group(in).reclaimable().value()
                            + sharing.group(out).standalone().value())
                    .isEqualTo(total);
            assertThat(sharing.group(in).attributed().value()
                            + sharing.group(out).attributed().value())
                    .isCloseTo(total, within(ROUNDING));
        }
    }

    @Test
    void samplesAreWithinThreeDeviationsForNearlyAllSecrets() {
        int[][] volumes = SketchSamples.volumes(new Random(7), 8, 4_000);
        byte[] in = {1, 0, 1, 1, 0, 0, 1, 0};
        Figures exact = Sharing.of(SketchSamples.sketch(volumes, 0, SketchSamples.SECRET))
                .group(in);
        int seeds = 200;
        int[] outside = new int[4];
        for (int seed = 0; seed < seeds; seed++) {
            byte[] secret = new byte[PoolSecret.BYTES];
            new Random(seed).nextBytes(secret);
            Figures sample = Sharing.of(SketchSamples.sketch(volumes, 4, PoolSecret.of(secret)))
                    .group(in);
            outside[0] += isOutside(sample.standalone(), exact.standalone());
            outside[1] += isOutside(sample.reclaimable(), exact.reclaimable());
            outside[2] += isOutside(sample.attributed(), exact.attributed());
            outside[3] += isOutside(sample.uniqueChunks(), exact.uniqueChunks());
            assertThat(sample.bytes()).isEqualTo(exact.bytes());
        }
        assertThat(java.util.Arrays.stream(outside).boxed())
                .allSatisfy(times -> assertThat(times).isLessThanOrEqualTo(seeds / 100));
    }

    private static int isOutside(Estimate sample, Estimate exact) {
        assertThat(sample.deviation()).isPositive();
        return Math.abs(sample.value() - exact.value()) > 3 * sample.deviation() ? 1 : 0;
    }

    @Test
    void mergingInAnyOrderGivesTheSameNumbers() throws SketchRefused {
        Random random = new Random(11);
        int[][] volumes = SketchSamples.volumes(random, 20, 300);
        List<Sketch> parts = new ArrayList<>();
        for (int volume = 0; volume < volumes.length; volume++) {
            int[][] one = new int[volumes.length][0];
            one[volume] = volumes[volume];
            parts.add(SketchSamples.sketch(one, volume % 3, SketchSamples.SECRET));
        }
        byte[] in = marks(random, volumes.length);
        Figures inOrder = Sharing.of(merged(parts)).group(in);
        assertThat(inOrder)
                .isEqualTo(Sharing.of(SketchSamples.sketch(volumes, 2, SketchSamples.SECRET))
                        .group(in));
        for (int round = 0; round < 10; round++) {
            Collections.shuffle(parts, random);
            assertThat(Sharing.of(merged(parts)).group(in)).isEqualTo(inOrder);
        }
    }

    @Test
    void aChunkReferredToMoreThanACodeHoldsIsCounted() {
        int[][] volumes = {new int[1000], new int[700], new int[300], {1, 2}};
        for (int volume = 0; volume < 3; volume++) {
            java.util.Arrays.fill(volumes[volume], 9);
        }
        Sharing sharing = Sharing.of(SketchSamples.sketch(volumes, 0, SketchSamples.SECRET));
        assertThat(sharing.shares().attributed()[1].value()).isCloseTo(CHUNK * 0.35, within(ROUNDING));
        assertThat(sharing.group(new byte[] {1, 1, 1, 0}).reclaimable().value()).isEqualTo(CHUNK);
    }

    @Test
    void zerosAreNeitherLogicalNorStored() {
        Sketch sketch = SketchSamples.sketch(new int[][] {{0, 0, 5, 0}}, 0, SketchSamples.SECRET);
        Figures total = Sharing.of(sketch).total();
        assertThat(total.bytes()).isEqualTo(new Counted.Bytes(CHUNK, 3L * CHUNK, 0));
        assertThat(total.standalone().value()).isEqualTo(CHUNK);
    }

    private static Sketch merged(List<Sketch> parts) throws SketchRefused {
        Sketch all = parts.getFirst();
        for (Sketch part : parts.subList(1, parts.size())) {
            all = all.merge(part);
        }
        return all;
    }

    private static byte[] marks(Random random, int volumes) {
        byte[] in = new byte[volumes];
        for (int volume = 0; volume < volumes; volume++) {
            in[volume] = (byte) random.nextInt(2);
        }
        return in;
    }

    /** The same with hash maps over all chunks. */
    private static final class ByHand {
        private long logical;
        private double standalone;
        private double reclaimable;
        private double attributed;

        ByHand(int[][] volumes, byte[] in) {
            Map<Integer, Integer> all = new HashMap<>();
            Map<Integer, Integer> mine = new HashMap<>();
            Set<Integer> others = new HashSet<>();
            for (int volume = 0; volume < volumes.length; volume++) {
                for (int chunk : volumes[volume]) {
                    all.merge(chunk, 1, Integer::sum);
                    if (in[volume] == 0) {
                        others.add(chunk);
                    } else {
                        logical += CHUNK;
                        mine.merge(chunk, 1, Integer::sum);
                    }
                }
            }
            mine.forEach((chunk, count) -> {
                standalone += CHUNK;
                reclaimable += others.contains(chunk) ? 0 : CHUNK;
                attributed += (double) CHUNK * count / all.get(chunk);
            });
        }
    }
}
