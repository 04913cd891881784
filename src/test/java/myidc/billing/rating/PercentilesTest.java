package myidc.billing.rating;

import static myidc.billing.rating.Terms.NOVEMBER;
import static myidc.billing.rating.Terms.OCTOBER;
import static myidc.billing.rating.Terms.amounts;
import static myidc.billing.rating.Terms.classic;
import static myidc.billing.rating.Terms.d;
import static myidc.billing.rating.Terms.enhanced;
import static myidc.billing.rating.Terms.entry;
import static myidc.billing.rating.Terms.mbps;
import static myidc.billing.rating.Terms.measured;
import static myidc.billing.rating.Terms.period;
import static myidc.billing.rating.Terms.rate;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import myidc.billing.rating.Tariff.Bandwidth;
import myidc.billing.rating.Tariff.Direction;
import myidc.billing.rating.Tariff.Method;
import myidc.billing.rating.Tariff.Missing;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    private static final Period SEPTEMBER =
            BillingMonth.parse("2026-09", BillingMonth.DEFAULT_ZONE).period();

    @Test
    void aMonthOfThirtyDaysBillsRank8208AndOneOfThirtyOneDaysRank8482() {
        assertThat(Slots.empty(SEPTEMBER, 1).count()).isEqualTo(8_640);
        assertThat(Percentiles.rank(8_640)).isEqualTo(8_208);
        assertThat(Slots.empty(OCTOBER.period(), 1).count()).isEqualTo(8_928);
        assertThat(Percentiles.rank(8_928)).isEqualTo(8_482);
    }

    @Test
    void theFigureIsTheSlotAtTheRankAndNothingInBetween() {
        assertThat(found(mbps(SEPTEMBER, LongStream.rangeClosed(1, 8_640)), Method.CLASSIC))
                .isEqualByComparingTo("8208");
        assertThat(found(mbps(OCTOBER.period(), LongStream.rangeClosed(1, 8_928)), Method.CLASSIC))
                .isEqualByComparingTo("8482");
        assertThat(Percentiles.of(new long[] {7})).isEqualTo(7);
        assertThat(Percentiles.of(new long[0])).isZero();
    }

    @Test
    void theRankIsTheOneOfASortedListWhateverTheOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            long[] figures = random.longs(1 + random.nextInt(400), 0, 50).toArray();
            long[] sorted = figures.clone();
            Arrays.sort(sorted);
            assertThat(Percentiles.of(figures))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(sorted[Percentiles.rank(sorted.length) - 1]);
        }
    }

    @Test
    void theGreaterDirectionPerSlotIsMoreThanTheGreaterOfTwoPercentiles() {
        Slots slots = Slots.empty(SEPTEMBER, 1);
        for (int index = 0; index < slots.count(); index++) {
            slots.set(index, index % 25 == 0 ? 100 : 1, index % 25 == 1 ? 100 : 1);
        }
        assertThat(found(slots, Method.CLASSIC, Direction.MAX_PER_SLOT, Missing.ZERO))
                .isEqualByComparingTo("100");
        assertThat(found(slots, Method.CLASSIC, Direction.GREATER_FIGURE, Missing.ZERO))
                .isEqualByComparingTo("1");
        assertThat(found(slots, Method.CLASSIC, Direction.IN, Missing.ZERO)).isEqualByComparingTo("1");
    }

    @Test
    void portsAreSummedPerSlotBeforeThePercentile() {
        Slots one = mbps(SEPTEMBER, LongStream.range(0, 8_640).map(i -> i % 10 == 0 ? 100 : 0));
        Slots other = mbps(SEPTEMBER, LongStream.range(0, 8_640).map(i -> i % 10 == 5 ? 100 : 0));
        assertThat(found(one, Method.CLASSIC)).isEqualByComparingTo("100");
        assertThat(found(Slots.sum(List.of(one, other)), Method.CLASSIC))
                .as("their peaks never meet")
                .isEqualByComparingTo("100");
    }

    @Test
    void missingSlotsCountAsZeroOrAreLeftOutAndCoverageIsToldEitherWay() {
        Slots half = Slots.empty(SEPTEMBER, Slots.BITS_PER_MBPS);
        for (int index = 0; index < 432; index++) {
            half.set(index, 90_000_000, 10_000_000);
        }
        Bandwidth zero = terms(Method.CLASSIC, Direction.MAX_PER_SLOT, Missing.ZERO);
        Bandwidth leftOut = terms(Method.CLASSIC, Direction.MAX_PER_SLOT, Missing.LEFT_OUT);
        Percentiles.Found asZero = Percentiles.find(half, zero, BillingMonth.DEFAULT_ZONE);
        Percentiles.Found without = Percentiles.find(half, leftOut, BillingMonth.DEFAULT_ZONE);
        assertThat(asZero.billable()).isEqualByComparingTo("0");
        assertThat(without.billable()).isEqualByComparingTo("90");
        assertThat(asZero.coveragePercent()).isEqualByComparingTo("5.00");
        assertThat(without.counted()).isEqualTo(432);
    }

    @Test
    void commitIsAlwaysDueAndWhatLiesAboveItCostsTheOveragePrice() {
        Slots slots = mbps(SEPTEMBER, LongStream.rangeClosed(1, 8_640).map(i -> i / 10));
        List<RatedLine> lines = rate(
                BillingMonth.parse("2026-09", BillingMonth.DEFAULT_ZONE),
                List.of(Terms.always("bandwidth:domestic", classic("500", "40", "60"))),
                measured("bandwidth:domestic", slots, "2026-09-01T00:00", "2026-10-01T00:00"));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.formula())
                    .isEqualTo("(500 Mbps x 40 CNY + max(0, 820 - 500) Mbps x 60 CNY) = 39200.00 CNY");
            assertThat(line.workings().inputs())
                    .containsEntry("rank", "8208")
                    .containsEntry("samplesDropped", "432")
                    .containsEntry("coveragePercent", "100.00");
            assertThat(line.events()).containsExactly("meterpoint-1#0");
        });
    }

    @Test
    void enhancedThreeHundredMbpsAtOneHundredAndTwentyForSixteenOfThirtyDaysIs19200() {
        Slots slots = mbps(period("2026-11-15T00:00", "2026-12-01T00:00"), LongStream.generate(() -> 300));
        assertThat(rate(
                        NOVEMBER,
                        List.of(Terms.always("bandwidth:domestic", enhanced("120", "20", "1000"))),
                        measured("bandwidth:domestic", slots, "2026-11-15T00:00", "2026-12-01T00:00")))
                .singleElement()
                .satisfies(line -> assertThat(line.formula())
                        .isEqualTo("max(300, 20 % x 1000) Mbps x 120 CNY x 16/30 = 19200.00 CNY"));
    }

    @Test
    void enhancedTakesTheFifthHighestOfADayTheMeanOfFiveDaysAndNeverLessThanTheFloor() {
        Slots slots = mbps(
                NOVEMBER.period(),
                LongStream.range(0, 8_640).map(i -> i % 288 < 4 ? 900 : i % 288 == 4 ? 100 + i / 288 : 10));
        assertThat(found(slots, Method.ENHANCED)).isEqualByComparingTo("127");
        assertThat(amounts(rate(
                        NOVEMBER,
                        List.of(Terms.always("bandwidth:domestic", enhanced("10", "20", "1000"))),
                        measured("bandwidth:domestic", slots, "2026-11-01T00:00", "2026-12-01T00:00"))))
                .containsExactly("2000.00 CNY");
    }

    @Test
    void daysAreThoseOfTheAccountsZone() {
        Slots slots = mbps(
                period("2026-11-01T00:00", "2026-11-03T00:00"),
                LongStream.range(0, 576).map(i -> i < 288 ? 10 : 30));
        assertThat(found(slots, Method.MEAN_DAILY_PEAK)).isEqualByComparingTo("20");
        assertThat(found(slots, Method.DAILY)).isEqualByComparingTo("20");
        assertThat(found(slots, Method.PEAK)).isEqualByComparingTo("30");
    }

    @Test
    void aPriceThatChangesInMidMonthTakesItsDaysOfTheOneFigure() {
        Slots slots = mbps(NOVEMBER.period(), LongStream.generate(() -> 100));
        assertThat(rate(
                        NOVEMBER,
                        List.of(
                                entry(
                                        "a",
                                        "bandwidth:domestic",
                                        classic("0", "40", "40"),
                                        "2026-01-01T00:00",
                                        "2026-11-11T00:00"),
                                entry("b", "bandwidth:domestic", classic("0", "60", "60"), "2026-11-11T00:00", null)),
                        measured("bandwidth:domestic", slots, "2026-11-01T00:00", "2026-12-01T00:00")))
                .extracting(RatedLine::formula)
                .containsExactly(
                        "(0 Mbps x 40 CNY + max(0, 100 - 0) Mbps x 40 CNY) x 10/30 = 1333.33 CNY",
                        "(0 Mbps x 60 CNY + max(0, 100 - 0) Mbps x 60 CNY) x 20/30 = 4000.00 CNY");
    }

    @Test
    void amperesAreTheGreaterOfCommittedAndMeasuredWithAPremiumAbove() {
        Slots amperes = Slots.empty(NOVEMBER.period(), 1_000);
        for (int index = 0; index < amperes.count(); index++) {
            amperes.set(index, 18_500, 0);
        }
        Bandwidth perAmpere = new Bandwidth(
                Method.PEAK,
                Direction.IN,
                Missing.LEFT_OUT,
                d("16"),
                Terms.cny("90"),
                Terms.cny("150"),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
        Traffic feed = new Traffic(
                "meterpoint-9",
                new Sku("power:ampere", null),
                NOVEMBER.period(),
                "A",
                terms -> Percentiles.find(amperes, terms, BillingMonth.DEFAULT_ZONE),
                List.of("meterpoint-9#0"));
        assertThat(amounts(rate(NOVEMBER, List.of(Terms.always("power:ampere", perAmpere)), feed)))
                .containsExactly("1815.00 CNY");
    }

    private static BigDecimal found(Slots slots, Method method) {
        return found(slots, method, Direction.MAX_PER_SLOT, Missing.ZERO);
    }

    private static BigDecimal found(Slots slots, Method method, Direction direction, Missing missing) {
        return Percentiles.find(slots, terms(method, direction, missing), BillingMonth.DEFAULT_ZONE)
                .billable();
    }

    private static Bandwidth terms(Method method, Direction direction, Missing missing) {
        return new Bandwidth(
                method,
                direction,
                missing,
                BigDecimal.ZERO,
                Terms.cny("1"),
                Terms.cny("1"),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }
}
