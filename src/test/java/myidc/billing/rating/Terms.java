package myidc.billing.rating;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import myidc.billing.rating.Metered.Increment;
import myidc.billing.rating.Tariff.Band;
import myidc.billing.rating.Tariff.Bandwidth;
import myidc.billing.rating.Tariff.Direction;
import myidc.billing.rating.Tariff.Method;
import myidc.billing.rating.Tariff.Missing;
import myidc.billing.rating.Tariff.Proration;
import myidc.billing.rating.Tariff.Tier;
import myidc.shared.money.Money;
import myidc.shared.money.Rounding;
import myidc.shared.money.UnitPrice;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/** Tariffs and usages as rating stories say them. */
final class Terms {
    static final Currency CNY = Currency.getInstance("CNY");
    static final BillingMonth OCTOBER = BillingMonth.parse("2026-10", BillingMonth.DEFAULT_ZONE);
    static final BillingMonth NOVEMBER = BillingMonth.parse("2026-11", BillingMonth.DEFAULT_ZONE);

    private Terms() {}

    static BigDecimal d(String figure) {
        return new BigDecimal(figure);
    }

    static UnitPrice cny(String figure) {
        return UnitPrice.of(figure, "CNY");
    }

    static Money money(String figure) {
        return Money.of(figure, "CNY");
    }

    static PriceEntry entry(String id, String charge, Tariff tariff, String from, @Nullable String until) {
        return new PriceEntry(
                id, new Sku(charge, null), null, tariff, Books.at(from), until == null ? null : Books.at(until));
    }

    static PriceEntry always(String charge, Tariff tariff) {
        return entry("pricebook-1/" + charge, charge, tariff, "2026-01-01T00:00", null);
    }

    static Tariff flat(String monthly) {
        return new Tariff.Flat(cny(monthly), Proration.ACTUAL_DAYS);
    }

    static Tariff perUnit(String price) {
        return new Tariff.PerUnit(cny(price), BigDecimal.ZERO);
    }

    static List<Tier> tiers(String... aboveAndPrice) {
        return IntStream.range(0, aboveAndPrice.length / 2)
                .mapToObj(index -> new Tier(d(aboveAndPrice[2 * index]), cny(aboveAndPrice[2 * index + 1])))
                .toList();
    }

    static Tariff.Energy timeOfUse(String pue) {
        return new Tariff.Energy(
                List.of(
                        new Band("valley", LocalTime.of(23, 0), LocalTime.of(7, 0)),
                        new Band("flat", LocalTime.of(7, 0), LocalTime.of(18, 0)),
                        new Band("peak", LocalTime.of(18, 0), LocalTime.of(23, 0))),
                Map.of("valley", cny("0.3"), "flat", cny("0.6"), "peak", cny("1.2")),
                d(pue));
    }

    static Bandwidth classic(String commit, String price, String overage) {
        return new Bandwidth(
                Method.CLASSIC,
                Direction.MAX_PER_SLOT,
                Missing.ZERO,
                d(commit),
                cny(price),
                cny(overage),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    static Bandwidth enhanced(String price, String floorPercent, String port) {
        return new Bandwidth(
                Method.ENHANCED,
                Direction.MAX_PER_SLOT,
                Missing.ZERO,
                BigDecimal.ZERO,
                cny(price),
                cny(price),
                d(floorPercent),
                d(port));
    }

    static Span there(String resource, String charge, String quantity, String from, String until) {
        return new Span(resource, new Sku(charge, null), period(from, until), List.of(resource + "#0"), d(quantity));
    }

    static Traffic measured(String charge, Slots slots, String from, String until) {
        return new Traffic(
                "meterpoint-1",
                new Sku(charge, null),
                period(from, until),
                "Mbps",
                terms -> Percentiles.find(slots, terms, BillingMonth.DEFAULT_ZONE),
                List.of("meterpoint-1#0"));
    }

    static Metered counted(String charge, String... atAndQuantity) {
        List<Increment> increments = IntStream.range(0, atAndQuantity.length / 2)
                .mapToObj(index ->
                        new Increment("s" + index, Books.at(atAndQuantity[2 * index]), d(atAndQuantity[2 * index + 1])))
                .toList();
        return new Metered(
                "meterpoint-1", new Sku(charge, null), OCTOBER.period(), "GB", increments, List.of("meterpoint-1#0"));
    }

    /** One figure per slot, the same in both directions, in Mbps. */
    static Slots mbps(Period period, LongStream figures) {
        Slots slots = Slots.empty(period, Slots.BITS_PER_MBPS);
        long[] each = figures.limit(slots.count()).toArray();
        for (int index = 0; index < each.length; index++) {
            slots.set(index, each[index] * Slots.BITS_PER_MBPS, each[index] * Slots.BITS_PER_MBPS);
        }
        return slots;
    }

    static Period period(String from, String until) {
        return new Period(Books.at(from), Books.at(until));
    }

    static List<RatedLine> rate(BillingMonth month, List<PriceEntry> entries, Usage... usages) {
        return new Rating(new Prices(entries), Rounding.HALF_UP).rate(List.of(usages), month);
    }

    static List<String> amounts(List<RatedLine> lines) {
        return lines.stream().map(line -> line.amount().toString()).toList();
    }
}
