package myidc.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import myidc.billing.rating.Metered.Increment;
import myidc.billing.rating.Tariff.Proration;
import myidc.shared.money.Rounding;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.junit.jupiter.api.Test;

/** Properties of whole months: random prices that change at random instants, random usage, a printed seed. */
class AnyOrderTest {
    private static final int ROUNDS = 300;
    private static final Period OCTOBER = Terms.OCTOBER.period();
    private static final List<String> CHARGES = List.of("hours", "months", "graduated", "volume", "packages", "energy");

    @Test
    void theSameUsageInAnyOrderAndToldTwiceGivesTheSameLinesToTheCent() {
        everyRound(random -> {
            Rating rating = new Rating(new Prices(book(random)), Rounding.HALF_UP);
            List<Usage> usages = usages(random);
            List<RatedLine> once = rating.rate(usages, Terms.OCTOBER);
            List<Usage> twice = new ArrayList<>(usages);
            twice.addAll(usages);
            Collections.shuffle(twice, random);
            assertThat(rating.rate(twice, Terms.OCTOBER)).isEqualTo(once);
        });
    }

    @Test
    void whatAFactKeepsOfIncrementsRatesAsTheIncrementsDid() {
        everyRound(random -> {
            Rating rating = new Rating(new Prices(book(random)), Rounding.HALF_UP);
            for (Usage usage : usages(random)) {
                if (usage instanceof Metered metered) {
                    Metered kept = new Metered(
                            metered.resource(),
                            metered.sku(),
                            metered.period(),
                            metered.unit(),
                            rating.gathered(metered, Terms.OCTOBER),
                            metered.events());
                    assertThat(rating.rate(List.of(kept), Terms.OCTOBER))
                            .isEqualTo(rating.rate(List.of(metered), Terms.OCTOBER));
                }
            }
        });
    }

    @Test
    void aPriceReplacedByAnEqualOneChangesNoTotal() {
        everyRound(random -> {
            List<Usage> usages = usages(random);
            List<PriceEntry> whole = CHARGES.stream()
                    .map(charge -> entry(charge, charge, new Random(5), Instant.EPOCH, null))
                    .toList();
            List<PriceEntry> cut = new ArrayList<>();
            for (PriceEntry entry : whole) {
                Instant from = Instant.EPOCH;
                for (Instant change : changes(random)) {
                    cut.add(new PriceEntry(entry.id() + change, entry.sku(), null, entry.tariff(), from, change));
                    from = change;
                }
                cut.add(new PriceEntry(entry.id() + "last", entry.sku(), null, entry.tariff(), from, null));
            }
            assertThat(totals(cut, usages)).isEqualTo(totals(whole, usages));
        });
    }

    private static List<String> totals(List<PriceEntry> book, List<Usage> usages) {
        Rating rating = new Rating(new Prices(book), Rounding.HALF_UP);
        return usages.stream()
                .filter(usage -> !usage.sku().charge().equals("energy"))
                .map(usage -> usage.resource() + " "
                        + rating.rate(List.of(usage), Terms.OCTOBER).stream()
                                .map(line -> line.amount().amount())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .sorted()
                .collect(Collectors.toList());
    }

    private static List<PriceEntry> book(Random random) {
        List<PriceEntry> entries = new ArrayList<>();
        for (String charge : CHARGES) {
            Instant from = Instant.EPOCH;
            int number = 0;
            for (Instant change : changes(random)) {
                entries.add(entry(charge + number++, charge, random, from, change));
                from = change;
            }
            entries.add(entry(charge + number, charge, random, from, null));
        }
        return entries;
    }

    private static java.util.SortedSet<Instant> changes(Random random) {
        TreeSet<Instant> changes = new TreeSet<>();
        for (int change = random.nextInt(5); change > 0; change--) {
            changes.add(
                    switch (random.nextInt(4)) {
                        case 0 -> OCTOBER.from();
                        case 1 -> OCTOBER.until().minusSeconds(1);
                        default -> OCTOBER.from().plusSeconds(random.nextInt(31 * 86_400));
                    });
        }
        return changes;
    }

    private static PriceEntry entry(
            String id, String charge, Random random, Instant from, @org.jspecify.annotations.Nullable Instant until) {
        String price = "0." + (1 + random.nextInt(9_999));
        Tariff tariff = switch (charge) {
            case "hours" -> new Tariff.Hourly(Terms.cny(price), Terms.money("" + (1 + random.nextInt(90))));
            case "months" ->
                new Tariff.Flat(Terms.cny(price), random.nextBoolean() ? Proration.ACTUAL_DAYS : Proration.THIRTY_DAYS);
            case "graduated" ->
                new Tariff.Graduated(Terms.tiers("0", price, "" + (1 + random.nextInt(300)), "0.07"), BigDecimal.TEN);
            case "volume" ->
                new Tariff.Volume(Terms.tiers("0", price, "" + (1 + random.nextInt(300)), "0.07"), BigDecimal.ZERO);
            case "packages" ->
                new Tariff.Packages(Terms.cny(price), BigDecimal.valueOf(1 + random.nextInt(90)), BigDecimal.ONE);
            default -> Terms.timeOfUse("1." + random.nextInt(9));
        };
        return new PriceEntry(id, new Sku(charge, null), null, tariff, from, until);
    }

    private static List<Usage> usages(Random random) {
        List<Usage> usages = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            String charge = CHARGES.get(number);
            String resource = charge + "-" + number;
            if (number < 2) {
                Instant from = OCTOBER.from().plusSeconds(random.nextInt(20 * 86_400) - 86_400L);
                Instant until = from.plusSeconds(1 + random.nextInt(20 * 86_400));
                usages.add(new Span(
                        resource,
                        new Sku(charge, null),
                        new Period(from, until),
                        List.of(resource + "#0"),
                        BigDecimal.valueOf(1 + random.nextInt(4))));
            } else {
                List<Increment> increments = new ArrayList<>();
                for (int count = random.nextInt(60); count >= 0; count--) {
                    increments.add(new Increment(
                            "i" + count,
                            OCTOBER.from().plusSeconds(random.nextInt(31 * 86_400)),
                            BigDecimal.valueOf(random.nextInt(9_000_000), 6)));
                }
                usages.add(new Metered(
                        resource, new Sku(charge, null), OCTOBER, "GB", increments, List.of(resource + "#0")));
            }
        }
        return usages;
    }

    private static void everyRound(java.util.function.Consumer<Random> property) {
        long seed = System.nanoTime();
        System.err.println("AnyOrderTest seed " + seed + " in " + BillingMonth.DEFAULT_ZONE);
        for (int round = 0; round < ROUNDS; round++) {
            try {
                property.accept(new Random(seed + round));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + (seed + round) + ": " + e.getMessage(), e);
            }
        }
    }
}
