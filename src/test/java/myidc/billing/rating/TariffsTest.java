package myidc.billing.rating;

import static myidc.billing.rating.Terms.NOVEMBER;
import static myidc.billing.rating.Terms.OCTOBER;
import static myidc.billing.rating.Terms.always;
import static myidc.billing.rating.Terms.amounts;
import static myidc.billing.rating.Terms.cny;
import static myidc.billing.rating.Terms.counted;
import static myidc.billing.rating.Terms.d;
import static myidc.billing.rating.Terms.entry;
import static myidc.billing.rating.Terms.flat;
import static myidc.billing.rating.Terms.perUnit;
import static myidc.billing.rating.Terms.rate;
import static myidc.billing.rating.Terms.there;
import static myidc.billing.rating.Terms.tiers;
import static myidc.billing.rating.Terms.timeOfUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import myidc.billing.rating.Tariff.Proration;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;

/** Every kind of price, and prices that change while they are used, as dated stories. */
class TariffsTest {
    private static final String START = "2026-01-01T00:00";

    @Test
    void unitsOfARackCostUTimesPriceTimesActualDays() {
        assertThat(rate(
                        NOVEMBER,
                        List.of(always("rack:u", flat("120"))),
                        there("rack-1", "rack:u", "4", "2026-11-15T09:30", "2027-01-01T00:00")))
                .extracting(RatedLine::formula)
                .containsExactly("4 x 120 CNY x 16/30 = 256.00 CNY");
    }

    @Test
    void byThirtyDaysAWholeMonthIsAMonthWhateverItsLength() {
        Tariff byThirty = new Tariff.Flat(cny("300"), Proration.THIRTY_DAYS);
        assertThat(amounts(rate(
                        OCTOBER,
                        List.of(always("port", byThirty)),
                        there("port-1", "port", "1", "2026-10-01T00:00", "2026-11-01T00:00"),
                        there("port-2", "port", "1", "2026-10-02T00:00", "2026-11-01T00:00"),
                        there("port-3", "port", "1", "2026-10-22T00:00", "2026-11-01T00:00"))))
                .containsExactly("300.00 CNY", "300.00 CNY", "100.00 CNY");
    }

    @Test
    void aRackHoldsSoManyKilowattsAndEveryOneAboveThemCosts() {
        Tariff rack = new Tariff.Rack(cny("5000"), d("4"), cny("800"), Proration.ACTUAL_DAYS);
        assertThat(rate(
                        NOVEMBER,
                        List.of(always("rack:whole", rack)),
                        there("rack-1", "rack:whole", "5.5", "2026-11-01T00:00", "2026-12-01T00:00"),
                        there("rack-2", "rack:whole", "3", "2026-11-01T00:00", "2026-12-01T00:00")))
                .extracting(RatedLine::formula)
                .containsExactly(
                        "(5000 CNY + max(0, 5.5 kW - 4 kW) x 800 CNY) = 6200.00 CNY",
                        "(5000 CNY + max(0, 3 kW - 4 kW) x 800 CNY) = 5000.00 CNY");
    }

    @Test
    void gigabytesByTheHourCostTheirQuantityAndAreCappedByIt() {
        Tariff volume = new Tariff.Hourly(cny("0.00075"), Terms.money("0.50"));
        assertThat(rate(
                        OCTOBER,
                        List.of(always("volume", volume)),
                        there("volume-1", "volume", "40", "2026-10-01T00:00", "2026-10-01T10:00"),
                        there("volume-2", "volume", "40", "2026-10-01T00:00", "2026-11-01T00:00")))
                .extracting(RatedLine::formula)
                .containsExactly(
                        "40 x 10 h x 0.00075 CNY, below 40 x 0.50 CNY = 0.30 CNY",
                        "capped: 40 x 0.50 CNY instead of 40 x 744 h x 0.00075 CNY = 20.00 CNY");
    }

    @Test
    void graduatedPricesEachUnitByItsTierAndVolumeAllByTheLast() {
        List<Tariff.Tier> tiers = tiers("0", "1", "100", "0.8", "500", "0.5");
        assertThat(amounts(rate(
                        OCTOBER,
                        List.of(always("traffic", new Tariff.Graduated(tiers, BigDecimal.ZERO))),
                        counted("traffic", "2026-10-03T00:00", "90", "2026-10-09T00:00", "510"))))
                .containsExactly("470.00 CNY");
        assertThat(amounts(rate(
                        OCTOBER,
                        List.of(always("traffic", new Tariff.Volume(tiers, BigDecimal.ZERO))),
                        counted("traffic", "2026-10-03T00:00", "90", "2026-10-09T00:00", "510"))))
                .containsExactly("300.00 CNY");
    }

    @Test
    void aTierIsReachedByTheFirstUnitAboveIt() {
        List<Tariff.Tier> tiers = tiers("0", "1", "100", "0.8");
        assertThat(amounts(rate(
                        OCTOBER,
                        List.of(always("traffic", new Tariff.Volume(tiers, BigDecimal.ZERO))),
                        counted("traffic", "2026-10-03T00:00", "100"))))
                .containsExactly("100.00 CNY");
        assertThat(amounts(rate(
                        OCTOBER,
                        List.of(always("traffic", new Tariff.Volume(tiers, BigDecimal.ZERO))),
                        counted("traffic", "2026-10-03T00:00", "101"))))
                .containsExactly("80.80 CNY");
    }

    @Test
    void aPackageThatWasBegunCountsAndNothingUsedBuysNone() {
        Tariff packages = new Tariff.Packages(cny("9.90"), d("100"), BigDecimal.ZERO);
        assertThat(amounts(rate(
                        OCTOBER,
                        List.of(always("traffic", packages)),
                        counted("traffic", "2026-10-03T00:00", "100.000001"))))
                .containsExactly("19.80 CNY");
        assertThat(amounts(rate(
                        OCTOBER, List.of(always("traffic", packages)), counted("traffic", "2026-10-03T00:00", "0"))))
                .containsExactly("0.00 CNY");
    }

    @Test
    void freeUnitsComeOffTheFirstOnesUsed() {
        assertThat(rate(
                        OCTOBER,
                        List.of(
                                entry("a", "traffic", new Tariff.PerUnit(cny("1"), d("50")), START, "2026-10-05T00:00"),
                                entry("b", "traffic", new Tariff.PerUnit(cny("2"), d("50")), "2026-10-05T00:00", null)),
                        counted("traffic", "2026-10-03T00:00", "40", "2026-10-09T00:00", "40")))
                .extracting(RatedLine::formula)
                .containsExactly("0 GB x 1 CNY = 0.00 CNY", "30 GB x 2 CNY = 60.00 CNY");
    }

    @Test
    void energyIsBilledByBandOfLocalTimeTimesPue() {
        Metered meter = new Metered(
                "meterpoint-3",
                new Sku("energy", null),
                OCTOBER.period(),
                "kWh",
                List.of(
                        increment("a", "2026-10-03T03:00", "100"),
                        increment("b", "2026-10-03T23:00", "10"),
                        increment("c", "2026-10-03T17:59:59", "50"),
                        increment("d", "2026-10-03T18:00", "20")),
                List.of("meterpoint-3#0"));
        assertThat(rate(OCTOBER, List.of(always("energy", timeOfUse("1.4"))), meter))
                .extracting(RatedLine::formula)
                .containsExactly(
                        "110 kWh x PUE 1.4 x 0.3 CNY (valley) = 46.20 CNY",
                        "50 kWh x PUE 1.4 x 0.6 CNY (flat) = 42.00 CNY",
                        "20 kWh x PUE 1.4 x 1.2 CNY (peak) = 33.60 CNY");
    }

    @Test
    void bandsCoverEveryMinuteOnce() {
        assertThatThrownBy(() -> new Tariff.Energy(
                        List.of(new Tariff.Band("day", java.time.LocalTime.of(7, 0), java.time.LocalTime.of(23, 0))),
                        java.util.Map.of("day", cny("1")),
                        BigDecimal.ONE))
                .hasMessage("bands must cover the day once, and 0 of them hold 00:00");
    }

    @Test
    void aContractsPriceGoesBeforeTheTenantsAndTheTenantsBeforeTheRegions() {
        TenantId acme = new TenantId(7);
        Tariff.Flat list = (Tariff.Flat) flat("100");
        List<PriceEntry> book = List.of(
                new PriceEntry("all", new Sku("port", null), null, list, Books.at(START), null),
                new PriceEntry("east", new Sku("port", "cn-sha"), null, flat("90"), Books.at(START), null),
                new PriceEntry("acme", new Sku("port", null), acme, flat("80"), Books.at(START), null),
                new PriceEntry("c-17", new Sku("port", null, "C-17"), acme, flat("70"), Books.at(START), null));
        assertThat(monthlyOf(book, acme, new Sku("port", "cn-sha", "C-17"))).isEqualTo("c-17");
        assertThat(monthlyOf(book, acme, new Sku("port", "cn-sha"))).isEqualTo("acme");
        assertThat(monthlyOf(book, new TenantId(8), new Sku("port", "cn-sha"))).isEqualTo("east");
        assertThat(monthlyOf(book, null, new Sku("port", "cn-bej", "C-17"))).isEqualTo("all");
    }

    @Test
    void anyNumberOfPricesWithinAMonthOnItsFirstDayOnItsLastSecondAndBack() {
        List<PriceEntry> entries = new ArrayList<>();
        entries.add(entry("before", "port", flat("310"), START, "2026-10-01T00:00"));
        entries.add(entry("first", "port", flat("620"), "2026-10-01T00:00", "2026-10-02T00:00"));
        entries.add(entry("back", "port", flat("310"), "2026-10-02T00:00", "2026-10-31T23:59:59"));
        entries.add(entry("lastsecond", "port", flat("9999"), "2026-10-31T23:59:59", null));
        assertThat(rate(OCTOBER, entries, there("port-1", "port", "1", START, "2027-01-01T00:00")))
                .extracting(line -> line.price().id() + " " + line.amount())
                .containsExactly("first 20.00 CNY", "back 300.00 CNY");
    }

    @Test
    void aPriceForEveryDayOfTheMonthGivesALineForEachAndOneRounding() {
        List<PriceEntry> entries = new ArrayList<>();
        for (int day = 1; day <= 31; day++) {
            String from = "2026-10-%02dT00:00".formatted(day);
            entries.add(entry(
                    "p" + day,
                    "port",
                    flat(day % 2 == 0 ? "100" : "200"),
                    from,
                    day == 31 ? null : "2026-10-%02dT00:00".formatted(day + 1)));
        }
        List<RatedLine> lines =
                rate(OCTOBER, entries, there("port-1", "port", "1", "2026-10-01T00:00", "2026-11-01T00:00"));
        assertThat(lines).hasSize(31);
        assertThat(lines.stream().map(line -> line.amount().amount()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("(16 x 200 + 15 x 100) / 31, rounded once")
                .isEqualByComparingTo("151.61");
    }

    @Test
    void aCountedUnitBelongsToThePriceOfTheSecondItBegan() {
        assertThat(rate(
                        OCTOBER,
                        List.of(
                                entry("a", "traffic", perUnit("1"), START, "2026-10-31T23:59:59"),
                                entry("b", "traffic", perUnit("5"), "2026-10-31T23:59:59", null)),
                        counted(
                                "traffic",
                                "2026-10-31T23:59:58",
                                "3",
                                "2026-10-31T23:59:59",
                                "7",
                                "2026-11-01T00:00:00",
                                "1000")))
                .extracting(line -> line.price().id() + " " + line.amount())
                .containsExactly("a 3.00 CNY", "b 35.00 CNY");
    }

    @Test
    void aChargeThatChangesFromHoursToMonthsIsRatedByEachForItsPart() {
        assertThat(rate(
                        OCTOBER,
                        List.of(
                                entry(
                                        "hours",
                                        "port",
                                        new Tariff.Hourly(cny("1"), Terms.money("500")),
                                        START,
                                        "2026-10-22T00:00"),
                                entry("months", "port", flat("310"), "2026-10-22T00:00", null)),
                        there("port-1", "port", "1", "2026-10-21T00:00", "2026-11-01T00:00")))
                .extracting(RatedLine::formula)
                .containsExactly("24 h x 1 CNY, below 500.00 CNY = 24.00 CNY", "1 x 310 CNY x 10/31 = 100.00 CNY");
    }

    @Test
    void aPriceOfAnotherKindThanTheUsageStopsTheRating() {
        assertThatThrownBy(() -> rate(
                        OCTOBER, List.of(always("traffic", flat("1"))), counted("traffic", "2026-10-03T00:00", "1")))
                .isInstanceOf(Unratable.class)
                .hasMessageContaining("pricebook-1/traffic (Flat) cannot rate Metered of meterpoint-1");
    }

    private static String monthlyOf(
            List<PriceEntry> book, @org.jspecify.annotations.Nullable TenantId tenant, Sku sku) {
        return new Prices(book, tenant).at(sku, Books.at("2026-10-05T00:00")).id();
    }

    private static Metered.Increment increment(String id, String at, String quantity) {
        return new Metered.Increment(id, Books.at(at), d(quantity));
    }
}
