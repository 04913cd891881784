package myidc.storage.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import myidc.storage.forecast.DailySeries.Measured;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final int SERIES = 150;

    @Test
    void aSteadyGrowthIsFoundExactly() {
        double[] daily = new double[60];
        Arrays.setAll(daily, day -> 1_000 + 10 * day);

        Forecast forecast = Forecast.of(daily, 1_790, 1);

        assertThat(forecast.slopePerDay()).isCloseTo(10, offset(1e-9));
        assertThat(forecast.theilSenPerDay()).isCloseTo(10, offset(1e-9));
        assertThat(forecast.days()).isCloseTo(20, offset(1e-9));
        assertThat(forecast.daysEarliest()).isCloseTo(20, offset(1e-9));
        assertThat(forecast.daysLatest()).isCloseTo(20, offset(1e-9));
        assertThat(forecast.agreed()).isTrue();
    }

    @Test
    void whatShrinksOrStandsStillIsNotFilling() {
        double[] shrinking = new double[60];
        Arrays.setAll(shrinking, day -> 1_000 - day);
        double[] still = new double[60];
        Arrays.fill(still, 500);

        assertThat(Forecast.of(shrinking, 2_000, 1).filling()).isFalse();
        assertThat(Forecast.of(shrinking, 2_000, 1).days()).isNull();
        assertThat(Forecast.of(still, 2_000, 1).filling()).isFalse();
        assertThat(Forecast.of(still, 2_000, 1).daysLatest()).isNull();
    }

    @Test
    void whatIsFullHasNoDaysLeftEvenIfItDoesNotGrow() {
        double[] full = new double[30];
        Arrays.fill(full, 2_000);

        assertThat(Forecast.of(full, 2_000, 1).days()).isZero();
    }

    @Test
    void aFortnightIsTooShort() {
        assertThat(Forecast.of(new double[14], 10, 1)).isNull();
        assertThat(Forecast.of(new double[15], 10, 1)).isNotNull();
    }

    @Test
    void aStepAndASpikeDoNotMoveIt() {
        double[] daily = new double[60];
        Arrays.setAll(daily, day -> 1_000 + 10 * day + (day >= 40 ? 500 : 0) + (day == 57 ? 2_000 : 0));

        Forecast forecast = Forecast.of(daily, 5_000, 1);

        assertThat(forecast.slopePerDay()).isCloseTo(10, offset(1e-9));
        assertThat(forecast.level()).isCloseTo(2_090, offset(1e-9));
    }

    @Test
    void theSameHistoryHasTheSameInterval() {
        double[] daily = Series.random(new SplittableRandom(7)).daily;

        assertThat(Forecast.of(daily, 1e6, 3)).isEqualTo(Forecast.of(daily, 1e6, 3));
    }

    @Test
    void itBeatsAStraightLineOnWeeksStepsAndSpikes() {
        long seed = ThreadLocalRandom.current().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        double[] ours = new double[SERIES];
        double[] straight = new double[SERIES];
        int within = 0;
        for (int i = 0; i < SERIES; i++) {
            Series series = Series.random(random);
            double truth = series.daysTo;
            Forecast forecast = Forecast.of(series.daily, series.limit, i);
            double days = forecast.days() == null ? 3_650 : forecast.days();
            ours[i] = Math.abs(days - truth) / truth;
            straight[i] = Math.min(9, Math.abs(StraightLine.daysTo(series.limit, series.daily) - truth) / truth);
            boolean covered = forecast.daysEarliest() != null
                    && forecast.daysEarliest() <= truth * 1.02
                    && (forecast.daysLatest() == null || forecast.daysLatest() >= truth * 0.98);
            within += covered ? 1 : 0;
        }

        String figures = "seed %d: median error %.3f, straight line %.3f, %d of %d within the interval"
                .formatted(seed, Medians.median(ours), Medians.median(straight), within, SERIES);
        System.out.println(figures);
        assertThat(Medians.median(ours)).as(figures).isLessThan(0.15);
        assertThat(Medians.median(ours)).as(figures).isLessThan(Medians.median(straight) / 2);
        assertThat(within).as(figures).isGreaterThan(SERIES / 2);
    }

    @Test
    void itsOwnPastSaysHowFarItIsOff() {
        double[] steady = new double[60];
        Arrays.setAll(steady, day -> 1_000 + 10 * day);

        assertThat(BackTest.of(steady).medianError()).isCloseTo(0, offset(1e-9));
        assertThat(BackTest.of(new double[20])).isNull();

        double[] stepped = new double[90];
        Arrays.setAll(stepped, day -> 1_000 + 10 * day + (day >= 30 ? 800 : 0) + (day % 7 > 4 ? 60 : 0));
        BackTest test = BackTest.of(stepped);
        assertThat(test.medianError()).isLessThan(test.straightLineError());
    }

    @Test
    void aDayHasItsLastMeasurementAndAGapLiesBetweenItsNeighbours() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        List<Measured> measured = new ArrayList<>(List.of(
                new Measured(noon, 1),
                new Measured(noon.plus(6, ChronoUnit.HOURS), 2),
                new Measured(noon.plus(1, ChronoUnit.DAYS), 4),
                new Measured(noon.plus(4, ChronoUnit.DAYS), 10)));

        assertThat(DailySeries.of(measured)).containsExactly(2, 4, 6, 8, 10);

        measured.add(new Measured(noon.plus(400, ChronoUnit.DAYS), 20));
        assertThat(DailySeries.of(measured)).hasSize(DailySeries.DAYS_MAX).endsWith(20);
        assertThat(DailySeries.of(List.of())).isEmpty();
    }

    /**
     * A made-up history: growth, a weekly wave, steps when something large is copied, spikes that go away again. Its days
     * to the limit are those of the growth it was made with.
     */
    private static final class Series {
        private final double[] daily;
        private final double limit;
        private final double daysTo;

        Series(double[] daily, double limit, double daysTo) {
            this.daily = daily;
            this.limit = limit;
            this.daysTo = daysTo;
        }

        static Series random(SplittableRandom random) {
            int days = 60;
            double slope = 5 + 45 * random.nextDouble();
            double base = 5_000 + 5_000 * random.nextDouble();
            double wave = slope * (1 + 2 * random.nextDouble());
            double step = slope * (5 + 40 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
            int stepDay = days - 5 - random.nextInt(35);
            double[] daily = new double[days];
            for (int day = 0; day < days; day++) {
                boolean spike = random.nextDouble() < 0.06;
                daily[day] = base
                        + slope * day
                        + (day % 7 < 5 ? wave : 0)
                        + (day >= stepDay ? step : 0)
                        + (spike ? slope * 60 * random.nextDouble() : 0)
                        + slope * 0.5 * (random.nextDouble() - 0.5);
            }
            double daysTo = 30 + 170 * random.nextDouble();
            double level = base + slope * (days - 1) + step + wave * 5 / 7;
            return new Series(daily, level + slope * daysTo, daysTo);
        }
    }
}
