package myidc.metering.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import myidc.metering.sample.Counters.Step;
import myidc.metering.sample.Counters.Verdict;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final long GIGABIT = 1_000_000_000L;
    private static final Counters OF_32_BITS = new Counters(32, GIGABIT, 8);
    private static final Counters OF_64_BITS = new Counters(64, GIGABIT, 8);

    @Test
    void aDifferenceIsWhatWasCounted() {
        assertThat(only(OF_64_BITS, 1_000, 38_000)).isEqualTo(new Step(0, 300, 37_000, 0, Verdict.COUNTED));
    }

    @Test
    void aCounterOf32BitsWrapsOnceWhereThePortCouldCarryThat() {
        assertThat(only(OF_32_BITS, (1L << 32) - 100, 50)).isEqualTo(new Step(0, 300, 150, 0, Verdict.WRAPPED));
    }

    @Test
    void aCounterOf64BitsWrapsBeyondWhatALongHolds() {
        assertThat(only(OF_64_BITS, -100L, 50)).isEqualTo(new Step(0, 300, 150, 0, Verdict.WRAPPED));
        assertThat(only(OF_64_BITS, Long.MAX_VALUE - 10, Long.MIN_VALUE + 10).first())
                .as("past 2^63 is no wrap")
                .isEqualTo(21);
    }

    @Test
    void aFallThatNoWrapExplainsIsAReset() {
        assertThat(only(OF_64_BITS, 5_000_000_000L, 10).verdict()).isEqualTo(Verdict.RESET);
        assertThat(only(new Counters(32, 1_000_000, 8), 1_000_000_000L, 10).verdict())
                .as("3.3 GB in five minutes do not fit through 1 Mbit/s")
                .isEqualTo(Verdict.RESET);
        assertThat(only(new Counters(0, 0, 1), 90, 10).verdict())
                .as("an energy meter rolled back")
                .isEqualTo(Verdict.RESET);
    }

    @Test
    void moreThanThePortCarriesIsNoMeasurement() {
        long most = GIGABIT / 8 * 300;
        assertThat(only(OF_64_BITS, 0, most).verdict()).isEqualTo(Verdict.COUNTED);
        assertThat(only(OF_64_BITS, 0, most + 1)).isEqualTo(new Step(0, 300, 0, 0, Verdict.ABOVE_LIMIT));
    }

    @Test
    void aChangedMeterStartsAnew() {
        Readings readings = new Readings();
        readings.add(0, 90, 0);
        readings.add(300, 10, 0);
        assertThat(OF_64_BITS.steps(readings, List.of(Instant.ofEpochSecond(200))))
                .containsExactly(new Step(0, 300, 0, 0, Verdict.SWAPPED));
    }

    @Test
    void theSlotIsTheOneInWhichTheStepBegan() {
        SlotRates rates = rates(new long[][] {{3, 0, 0}, {302, 37_500, 75_000}, {604, 75_000, 75_000}});
        assertThat(rates.in(0)).isEqualTo(37_500 * 8 / 299);
        assertThat(rates.out(0)).isEqualTo(75_000 * 8 / 299);
        assertThat(rates.in(1)).isEqualTo(37_500 * 8 / 302);
        assertThat(rates.in(2)).isEqualTo(SlotRates.MISSING);
    }

    @Test
    void severalReadingsOfASlotAreOneMeasurement() {
        SlotRates rates = rates(
                new long[][] {{0, 0, 0}, {60, 600, 0}, {120, 600, 0}, {180, 6_600, 0}, {240, 6_600, 0}, {300, 7_500, 0}
                });
        assertThat(rates.in(0)).isEqualTo(7_500 * 8 / 300);
    }

    @Test
    void nothingIsPutIntoAGap() {
        SlotRates rates = rates(new long[][] {{0, 0, 0}, {900, 112_500, 0}, {1_200, 150_000, 0}});
        assertThat(new long[] {rates.in(0), rates.in(1), rates.in(2), rates.in(3)})
                .containsExactly(SlotRates.MISSING, SlotRates.MISSING, SlotRates.MISSING, 1_000);
        assertThat(rates.tally().gaps()).isEqualTo(1);
    }

    @Test
    void lessThanHalfOfASlotIsNoMeasurementOfIt() {
        SlotRates rates = rates(new long[][] {{0, 0, 0}, {149, 9_999, 0}});
        assertThat(rates.in(0)).isEqualTo(SlotRates.MISSING);
        assertThat(rates(new long[][] {{0, 0, 0}, {150, 9_999, 0}}).in(0)).isEqualTo(9_999 * 8 / 150);
    }

    @Test
    void levelsAreTheHighestReadingOfASlotTimesTheTransformer() {
        Readings readings = new Readings();
        readings.add(10, 900, 0);
        readings.add(70, 1_200, 0);
        readings.add(310, 700, 0);
        SlotRates levels = SlotRates.ofLevels(readings, 0, 900, 40);
        assertThat(levels.in(0)).isEqualTo(48_000);
        assertThat(levels.in(1)).isEqualTo(28_000);
        assertThat(levels.in(2)).isEqualTo(SlotRates.MISSING);
    }

    private static SlotRates rates(long[][] told) {
        Readings readings = new Readings();
        for (long[] each : told) {
            readings.add(each[0], each[1], each[2]);
        }
        return SlotRates.ofOctets(OF_64_BITS.steps(readings, List.of()), 0, 1_500);
    }

    private static Step only(Counters counters, long before, long after) {
        Readings readings = new Readings();
        readings.add(0, before, 0);
        readings.add(300, after, 0);
        return counters.steps(readings, List.of()).getFirst();
    }
}
