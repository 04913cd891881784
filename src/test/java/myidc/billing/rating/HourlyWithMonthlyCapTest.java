package myidc.billing.rating;

import static myidc.billing.rating.Books.NANODE;
import static myidc.billing.rating.Books.NANODE_ANYWHERE;
import static myidc.billing.rating.Books.OCTOBER;
import static myidc.billing.rating.Books.STANDARD;
import static myidc.billing.rating.Books.at;
import static myidc.billing.rating.Books.entry;
import static myidc.billing.rating.Books.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import myidc.shared.money.Rounding;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.junit.jupiter.api.Test;

class HourlyWithMonthlyCapTest {
    private static final PriceEntry NANODE_PRICE =
            entry("pricebook-1/1", NANODE_ANYWHERE, "0.036", "24", "2026-01-01T00:00", null);
    private static final PriceEntry STANDARD_PRICE =
            entry("pricebook-1/2", new Sku("instance:g6-standard-2", null), "0.072", "48", "2026-01-01T00:00", null);

    @Test
    void aStartedHourCountsWholeToTheSecond() {
        assertThat(octoberOf(span(1, NANODE, "2026-10-05T10:00:00", "2026-10-05T11:00:00")))
                .containsExactly("instance-1 1h 0.04 CNY");
        assertThat(octoberOf(span(1, NANODE, "2026-10-05T10:00:00", "2026-10-05T11:00:01")))
                .containsExactly("instance-1 2h 0.07 CNY");
        assertThat(octoberOf(span(1, NANODE, "2026-10-05T10:00:00.200", "2026-10-05T10:00:00.700")))
                .containsExactly("instance-1 1h 0.04 CNY");
    }

    @Test
    void aMachineThereAllMonthPaysTheCapAndNotItsHours() {
        List<RatedLine> lines = rate(span(1, NANODE, "2026-09-10T08:00", "2026-12-24T08:00"));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.period()).isEqualTo(OCTOBER);
            assertThat(line.hours()).isEqualTo(744);
            assertThat(line.capped()).isTrue();
            assertThat(line.formula()).isEqualTo("capped: 24.00 CNY instead of 744 h x 0.036 CNY = 24.00 CNY");
        });
    }

    @Test
    void theCapIsReachedInTheSixHundredAndSixtySeventhHour() {
        assertThat(octoberOf(span(1, NANODE, "2026-10-01T00:00", "2026-10-28T18:00")))
                .containsExactly("instance-1 666h 23.98 CNY");
        assertThat(octoberOf(span(1, NANODE, "2026-10-01T00:00", "2026-10-28T18:01")))
                .containsExactly("instance-1 667h 24.00 CNY");
    }

    @Test
    void aMonthIsCutAtMidnightOfTheAccountsZone() {
        Span acrossTheEnd = span(1, NANODE, "2026-10-31T22:30", "2026-11-01T01:15");
        assertThat(octoberOf(acrossTheEnd)).containsExactly("instance-1 2h 0.07 CNY");
        Period november =
                BillingMonth.parse("2026-11", BillingMonth.DEFAULT_ZONE).period();
        assertThat(described(rating(NANODE_PRICE).rate(List.of(acrossTheEnd), november)))
                .containsExactly("instance-1 2h 0.07 CNY");
    }

    @Test
    void aSpanThatEndsWhenTheMonthBeginsOwesNothingInIt() {
        assertThat(rate(span(1, NANODE, "2026-09-30T10:00", "2026-10-01T00:00")))
                .isEmpty();
    }

    @Test
    void resizedThereAndBackMakesThreeLinesEachWithItsOwnCap() {
        assertThat(octoberOf(
                        span(1, NANODE, "2026-10-01T00:00", "2026-10-02T00:00"),
                        span(1, STANDARD, "2026-10-02T00:00", "2026-10-30T00:00"),
                        span(1, NANODE, "2026-10-30T00:00", "2026-11-01T00:00")))
                .containsExactly("instance-1 24h 0.86 CNY", "instance-1 672h 48.00 CNY", "instance-1 48h 1.73 CNY");
    }

    @Test
    void aPriceThatRisesInMidMonthSplitsTheLineAtTheHourThatStartsAfterIt() {
        List<RatedLine> lines = rating(
                        entry("pricebook-1/1", NANODE_ANYWHERE, "0.10", "60", "2026-01-01T00:00", "2026-10-05T12:00"),
                        entry("pricebook-1/2", NANODE_ANYWHERE, "0.20", "120", "2026-10-05T12:00", null))
                .rate(List.of(span(1, NANODE, "2026-10-05T10:30", "2026-10-05T14:00")), OCTOBER);
        assertThat(lines)
                .extracting(line -> line.price().id() + " " + line.formula())
                .containsExactly(
                        "pricebook-1/1 2 h x 0.1 CNY, below 60.00 CNY x 2/4 = 0.20 CNY",
                        "pricebook-1/2 2 h x 0.2 CNY, below 120.00 CNY x 2/4 = 0.40 CNY");
        assertThat(lines)
                .extracting(RatedLine::period)
                .containsExactly(
                        new Period(at("2026-10-05T10:30"), at("2026-10-05T12:00")),
                        new Period(at("2026-10-05T12:00"), at("2026-10-05T14:00")));
    }

    @Test
    void twoPricesInACappedMonthShareOneCapOf100_65ByTheirHours() {
        List<RatedLine> lines = rating(
                        entry("pricebook-1/1", NANODE_ANYWHERE, "0.10", "60", "2026-01-01T00:00", "2026-10-11T00:00"),
                        entry("pricebook-1/2", NANODE_ANYWHERE, "0.20", "120", "2026-10-11T00:00", null))
                .rate(List.of(span(1, NANODE, "2026-10-01T00:00", "2026-11-01T00:00")), OCTOBER);
        assertThat(described(lines)).containsExactly("instance-1 240h 19.36 CNY", "instance-1 504h 81.29 CNY");
        assertThat(lines).allMatch(RatedLine::capped);
    }

    @Test
    void aPriceOfTheMonthsFirstDayOrLastSecondTakesOnlyTheHoursThatStartUnderIt() {
        assertThat(described(rating(
                                entry("a", NANODE_ANYWHERE, "1", "1000", "2026-01-01T00:00", "2026-10-01T00:00"),
                                entry("b", NANODE_ANYWHERE, "2", "2000", "2026-10-01T00:00", "2026-10-31T23:59:59"),
                                entry("c", NANODE_ANYWHERE, "4", "4000", "2026-10-31T23:59:59", null))
                        .rate(List.of(span(1, NANODE, "2026-09-01T00:00", "2026-12-01T00:00")), OCTOBER)))
                .containsExactly("instance-1 744h 1488.00 CNY");
    }

    @Test
    void pricesThatGoThereAndBackMakeALineForEachStretch() {
        assertThat(described(rating(
                                entry("a", NANODE_ANYWHERE, "1", "1000", "2026-01-01T00:00", "2026-10-02T00:00"),
                                entry("b", NANODE_ANYWHERE, "2", "2000", "2026-10-02T00:00", "2026-10-03T00:00"),
                                entry("c", NANODE_ANYWHERE, "1", "1000", "2026-10-03T00:00", null))
                        .rate(List.of(span(1, NANODE, "2026-10-01T00:00", "2026-10-04T00:00")), OCTOBER)))
                .containsExactly("instance-1 24h 24.00 CNY", "instance-1 24h 48.00 CNY", "instance-1 24h 24.00 CNY");
    }

    @Test
    void aRegionsOwnPriceGoesBeforeTheGeneralOne() {
        assertThat(described(rating(
                                entry("all", NANODE_ANYWHERE, "1", "1000", "2026-01-01T00:00", null),
                                entry("east", NANODE, "3", "3000", "2026-10-02T00:00", "2026-10-03T00:00"))
                        .rate(List.of(span(1, NANODE, "2026-10-01T00:00", "2026-10-04T00:00")), OCTOBER)))
                .containsExactly("instance-1 24h 24.00 CNY", "instance-1 24h 72.00 CNY", "instance-1 24h 24.00 CNY");
    }

    @Test
    void anHourWithoutAPriceStopsTheRatingAndNamesIt() {
        assertThatThrownBy(() -> rating(entry("a", NANODE_ANYWHERE, "1", "1000", "2026-10-02T00:00", null))
                        .rate(List.of(span(1, NANODE, "2026-10-01T00:00", "2026-10-04T00:00")), OCTOBER))
                .isInstanceOf(Unpriced.class)
                .hasMessage("no price for instance:g6-nanode-1 in cn-east at 2026-09-30T16:00:00Z");
    }

    @Test
    void everyLineNamesTheEventsThatMadeIt() {
        assertThat(rate(span(7, NANODE, "2026-10-05T10:00", "2026-10-05T11:00")))
                .singleElement()
                .satisfies(line -> assertThat(line.events())
                        .containsExactly("instance-7@2026-10-05T10:00", "instance-7@2026-10-05T11:00"));
    }

    private static List<String> octoberOf(Span... spans) {
        return described(rate(spans));
    }

    private static List<RatedLine> rate(Span... spans) {
        return rating(NANODE_PRICE, STANDARD_PRICE).rate(List.of(spans), OCTOBER);
    }

    private static HourlyWithMonthlyCap rating(PriceEntry... entries) {
        return new HourlyWithMonthlyCap(new Prices(List.of(entries)), Rounding.HALF_UP);
    }

    private static List<String> described(List<RatedLine> lines) {
        return lines.stream()
                .map(line -> line.resource() + " " + line.hours() + "h " + line.amount())
                .toList();
    }
}
