package myidc.billing.rating;

import static myidc.billing.rating.Books.NANODE;
import static myidc.billing.rating.Books.NANODE_ANYWHERE;
import static myidc.billing.rating.Books.OCTOBER;
import static myidc.billing.rating.Books.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import myidc.shared.money.Money;
import myidc.shared.money.Rounding;
import myidc.shared.money.UnitPrice;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatingPropertiesTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final int ROUNDS = 400;

    @Test
    void theSameSpansInAnyOrderAndToldTwiceGiveTheSameLines() {
        everyRound((random, told) -> {
            HourlyWithMonthlyCap rating = new HourlyWithMonthlyCap(new Prices(prices(random)), Rounding.HALF_UP);
            List<Span> spans = spans(random);
            List<Span> shuffled = new ArrayList<>(spans);
            shuffled.addAll(spans.subList(0, random.nextInt(spans.size() + 1)));
            Collections.shuffle(shuffled, random);
            assertThat(rating.rate(shuffled, OCTOBER)).as(told).isEqualTo(rating.rate(spans, OCTOBER));
        });
    }

    @Test
    void theLinesOfASpanShareItsHoursAndNeverPassItsDearestCap() {
        everyRound((random, told) -> {
            List<PriceEntry> prices = prices(random);
            Span span = spans(random).getFirst();
            List<RatedLine> lines =
                    new HourlyWithMonthlyCap(new Prices(prices), Rounding.HALF_UP).rate(List.of(span), OCTOBER);
            Money cap = prices.stream()
                    .map(PriceEntry::monthlyCap)
                    .max(Money::compareTo)
                    .orElseThrow();
            assertThat(total(lines)).as(told).isBetween(Money.zero(CNY), cap);
            span.period()
                    .intersection(OCTOBER)
                    .ifPresent(present -> assertThat(
                                    lines.stream().mapToLong(RatedLine::hours).sum())
                            .as(told)
                            .isEqualTo(HourlyWithMonthlyCap.startedHours(present)));
        });
    }

    @Test
    void anEntryReplacedByOneWithEqualFiguresChangesNothing() {
        everyRound((random, told) -> {
            PriceEntry whole = price("whole", random, Instant.EPOCH, null);
            Instant change = instantAround(random);
            PriceEntry before =
                    new PriceEntry("before", whole.sku(), whole.hourly(), whole.monthlyCap(), whole.from(), change);
            PriceEntry after = new PriceEntry("after", whole.sku(), whole.hourly(), whole.monthlyCap(), change, null);
            List<Span> spans = List.of(spans(random).getFirst());
            assertThat(total(rated(spans, before, after))).as(told).isEqualTo(total(rated(spans, whole)));
        });
    }

    @Test
    void withOnePriceEveryLineIsTheSmallerOfItsHoursAndTheCap() {
        everyRound((random, told) -> {
            PriceEntry price = price("one", random, Instant.EPOCH, null);
            for (RatedLine line : rated(spans(random), price)) {
                BigDecimal byHours = price.hourly().times(BigDecimal.valueOf(line.hours()));
                assertThat(line.amount())
                        .as(told)
                        .isEqualTo(Rounding.HALF_UP.round(
                                byHours.min(price.monthlyCap().amount()), CNY));
            }
        });
    }

    private static List<RatedLine> rated(List<Span> spans, PriceEntry... entries) {
        return new HourlyWithMonthlyCap(new Prices(List.of(entries)), Rounding.HALF_UP).rate(spans, OCTOBER);
    }

    private static Money total(List<RatedLine> lines) {
        return lines.stream().map(RatedLine::amount).reduce(Money.zero(CNY), Money::plus);
    }

    private static void everyRound(BiConsumer<Random, String> property) {
        long seed = Long.getLong("seed", 7_310_926L);
        for (int round = 0; round < ROUNDS; round++) {
            property.accept(new Random(seed + round), "seed " + (seed + round) + " (-Dseed=...)");
        }
    }

    private static List<Span> spans(Random random) {
        return IntStream.rangeClosed(1, 1 + random.nextInt(6))
                .mapToObj(instance -> {
                    Instant from = instantAround(random);
                    Period period = new Period(from, from.plusMillis(1 + random.nextLong(40L * 86_400_000L)));
                    return new Span("instance-" + instance, NANODE, period, List.of("opened-" + instance));
                })
                .toList();
    }

    private static List<PriceEntry> prices(Random random) {
        List<PriceEntry> entries = new ArrayList<>();
        Instant from = Instant.EPOCH;
        for (int number = 1; number <= 1 + random.nextInt(4); number++) {
            Instant until = OCTOBER.from().plusMillis(random.nextLong(31L * 86_400_000L));
            if (until.isAfter(from)) {
                entries.add(price("entry-" + number, random, from, until));
                from = until;
            }
        }
        entries.add(price("last", random, from, null));
        entries.add(
                new PriceEntry("other", STANDARD, UnitPrice.of("9", "CNY"), Money.of("0", "CNY"), Instant.EPOCH, null));
        return entries;
    }

    private static PriceEntry price(String id, Random random, Instant from, @Nullable Instant until) {
        return new PriceEntry(
                id,
                NANODE_ANYWHERE,
                new UnitPrice(BigDecimal.valueOf(random.nextLong(1_000_000L), 7), CNY),
                Money.ofMinor(random.nextLong(5_000L), CNY),
                from,
                until);
    }

    private static Instant instantAround(Random random) {
        return OCTOBER.from().minusSeconds(86_400L * 10).plusMillis(random.nextLong(45L * 86_400_000L));
    }
}
