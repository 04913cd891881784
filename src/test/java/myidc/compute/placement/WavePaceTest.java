package myidc.compute.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import myidc.compute.placement.WavePace.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WavePaceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void guestsBeginInTheirOrderAsManyAtOnceAsTheWaveSays() {
        assertThat(begun(new WavePace(3, 100, Map.of(), Map.of()), waiting(10, null)))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void noMoreBeginWithinAMinuteThanTheWaveSays() {
        List<Step> steps = new ArrayList<>(List.of(
                new Step(1, null, 0, NOW.minusSeconds(59), true),
                new Step(2, null, 0, NOW.minusSeconds(60), true),
                new Step(3, null, 0, NOW.minusSeconds(5), false)));
        steps.addAll(List.of(step(4, null, 0), step(5, null, 0), step(6, null, 0)));

        assertThat(begun(new WavePace(50, 4, Map.of(), Map.of()), steps)).containsExactly(4L, 5L);
    }

    @Test
    void aPoolStartsWhatItsDisksCanCarryAndOthersPassIt() {
        List<Step> steps =
                List.of(step(1, 7L, 600), step(2, 7L, 600), step(3, 7L, 100), step(4, 8L, 600), step(5, null, 600));

        assertThat(begun(new WavePace(50, 100, Map.of(7L, 1_000L), Map.of()), steps))
                .containsExactly(1L, 4L, 5L);
    }

    @Test
    void wavesThatStartGuestsOfOnePoolAtOnceShareWhatItsDisksCarry() {
        List<Step> steps = List.of(step(1, 7L, 600), step(2, 8L, 600), step(3, 8L, 600));
        Map<Long, Long> elsewhere = Map.of(7L, 500L, 8L, 300L);

        assertThat(begun(new WavePace(50, 100, Map.of(7L, 1_000L, 8L, 1_000L), elsewhere), steps))
                .containsExactly(2L);
    }

    @Test
    void aPoolThatCanCarryNoneStartsOneAtATime() {
        List<Step> first = List.of(step(1, 7L, 600), step(2, 7L, 600));
        List<Step> second = List.of(new Step(1, 7L, 600, NOW, true), step(2, 7L, 600));

        assertThat(begun(new WavePace(50, 100, Map.of(7L, 10L), Map.of()), first))
                .containsExactly(1L);
        assertThat(begun(new WavePace(50, 100, Map.of(7L, 10L), Map.of()), second))
                .containsExactly(2L);
    }

    @Test
    void twoHundredGuestsOfTwoPoolsStartWithinTheirMinutesAndNoPoolIsOverrun() {
        WavePace pace = new WavePace(16, 40, Map.of(1L, 1_000L, 2L, 500L), Map.of());
        List<Step> steps = new ArrayList<>(IntStream.rangeClosed(1, 200)
                .mapToObj(number -> step(number, (long) (number % 2 + 1), 100))
                .toList());
        Instant now = NOW;
        List<Long> order = new ArrayList<>();
        int minutes = 0;
        while (order.size() < 200) {
            List<Step> next = pace.next(steps, now);
            assertThat(next.stream().filter(step -> Long.valueOf(1).equals(step.poolId())))
                    .hasSizeLessThanOrEqualTo(10);
            assertThat(next.stream().filter(step -> Long.valueOf(2).equals(step.poolId())))
                    .hasSizeLessThanOrEqualTo(5);
            next.forEach(step -> order.add(step.instanceId()));
            for (Step step : next) {
                steps.set((int) step.instanceId() - 1, new Step(step.instanceId(), step.poolId(), 100, now, true));
            }
            if (next.isEmpty()) {
                now = now.plus(Duration.ofMinutes(1));
                minutes++;
            }
        }

        assertThat(minutes).isEqualTo(4);
        assertThat(order.stream().filter(number -> number % 2 == 0)).isSorted();
        assertThat(order.stream().filter(number -> number % 2 == 1)).isSorted();
    }

    private static List<Long> begun(WavePace pace, List<Step> steps) {
        return pace.next(steps, NOW).stream().map(Step::instanceId).toList();
    }

    private static List<Step> waiting(int guests, @Nullable Long pool) {
        return IntStream.rangeClosed(1, guests)
                .mapToObj(number -> step(number, pool, 100))
                .toList();
    }

    private static Step step(long number, @Nullable Long pool, long iops) {
        return new Step(number, pool, iops, null, false);
    }
}
