package myidc.billing.rating;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import myidc.shared.money.Money;
import myidc.shared.money.Rounding;
import myidc.shared.money.Spread;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * Rates presence: min(ceil(hours) x hourly, monthly cap) per span and calendar month.
 *
 * <ul>
 *   <li>A span is cut to the month first. Its length is measured in whole seconds of its ends, a started hour counts
 *       whole, and a span that exists at all counts one hour. An hour that crosses a month's end starts anew in the next
 *       month, as every month is reckoned by itself.
 *   <li>A resize ends a span and begins another: each has its own hours and its own cap (as Linode bills).
 *   <li>A price that changes within the span splits the line. Each hour of the span belongs to the entry in force at the
 *       instant the hour starts, so the hours of the lines add up to the hours of the span.
 *   <li>The span still has one cap a month: each entry's cap weighted by the share of the span's hours that fell under
 *       that entry. If the hours cost more than that cap in sum, every line is its share of the cap; otherwise every line
 *       is its hours. An entry replaced by one with equal figures therefore changes nothing.
 *   <li>All of it is exact until the span's total is rounded once; that total is spread over its lines by largest
 *       remainder, so splitting a line neither makes nor loses a minor unit.
 * </ul>
 *
 * <p>Source: ../shared/domain/billing-rules.md "Hourly with a monthly cap"; the rule for a price change is ours
 * (docs/decisions, rating).
 */
public final class HourlyWithMonthlyCap {
    private static final long SECONDS_PER_HOUR = 3600;
    /** Enough that a share of a cap is off by less than 10^-18 of the currency. */
    private static final MathContext SHARE = Figures.SHARE;

    private final Prices prices;
    private final Rounding rounding;

    public HourlyWithMonthlyCap(Prices prices, Rounding rounding) {
        this.prices = prices;
        this.rounding = rounding;
    }

    /**
     * Lines for what of the spans lies in the month, ordered by resource, start and charge.
     *
     * @param spans in any order; a span told twice counts once, with the events of both tellings
     * @throws Unpriced when an hour starts while no price is in force
     */
    public List<RatedLine> rate(Collection<Span> spans, Period month) {
        return distinct(spans).stream()
                .flatMap(span ->
                        span.period().intersection(month).stream().flatMap(present -> rateSpan(span, present).stream()))
                .toList();
    }

    /** Started hours of a period: at least one. */
    public static long startedHours(Period period) {
        return Math.max(1, hoursStartedBefore(period.from(), period.until()));
    }

    private List<RatedLine> rateSpan(Span span, Period present) {
        List<Segment> segments = segments(span.sku(), present);
        long hours = segments.stream().mapToLong(Segment::hours).sum();
        List<BigDecimal> byHours = segments.stream()
                .map(segment -> segment.costOfHours().multiply(span.quantity()))
                .toList();
        List<BigDecimal> byCap = segments.stream()
                .map(segment -> segment.shareOfCap(hours).multiply(span.quantity()))
                .toList();
        boolean capped = sum(byHours).compareTo(sum(byCap)) > 0;
        List<BigDecimal> exact = capped ? byCap : byHours;
        Currency currency = segments.getFirst().price().monthlyCap().currency();
        List<Money> amounts = Spread.over(rounding.round(sum(exact), currency), exact);
        List<RatedLine> lines = new ArrayList<>();
        for (int index = 0; index < segments.size(); index++) {
            Segment segment = segments.get(index);
            lines.add(new RatedLine(
                    span.resource(),
                    span.sku(),
                    segment.period(),
                    segment.hours(),
                    hours,
                    segment.price(),
                    capped,
                    amounts.get(index),
                    span.events(),
                    workings(span, segment, hours, capped, amounts.get(index))));
        }
        return lines;
    }

    /** A thing that is whole tells its sum by its hours; a quantity has to be named. */
    private static @Nullable Workings workings(Span span, Segment segment, long hours, boolean capped, Money amount) {
        if (span.quantity().compareTo(BigDecimal.ONE) == 0) {
            return null;
        }
        String quantity = Figures.text(span.quantity());
        String byHours =
                quantity + " x " + segment.hours() + " h x " + segment.price().hourly();
        String byCap = quantity + " x " + segment.price().monthlyCap()
                + (segment.hours() == hours ? "" : " x " + segment.hours() + "/" + hours);
        return new Workings(
                span.quantity().multiply(BigDecimal.valueOf(segment.hours())),
                "unit-hours",
                (capped ? "capped: " + byCap + " instead of " + byHours : byHours + ", below " + byCap) + " = "
                        + amount,
                Map.of("quantity", quantity, "hours", Long.toString(segment.hours())),
                List.of());
    }

    private List<Segment> segments(Sku sku, Period present) {
        List<Instant> cuts = new ArrayList<>(prices.changesWithin(sku, present));
        cuts.addFirst(present.from());
        cuts.addLast(present.until());
        List<Segment> segments = new ArrayList<>();
        long hoursSoFar = 0;
        for (int index = 1; index < cuts.size(); index++) {
            Instant until = cuts.get(index);
            long hoursUntil = Math.max(1, hoursStartedBefore(present.from(), until));
            long hours = hoursUntil - hoursSoFar;
            hoursSoFar = hoursUntil;
            if (hours == 0) {
                segments.addLast(segments.removeLast().upTo(until));
                continue;
            }
            Instant firstHourStart =
                    present.from().truncatedTo(ChronoUnit.SECONDS).plusSeconds((hoursUntil - hours) * SECONDS_PER_HOUR);
            Instant asked = firstHourStart.isBefore(cuts.get(index - 1)) ? cuts.get(index - 1) : firstHourStart;
            append(segments, new Segment(new Period(cuts.get(index - 1), until), hours, prices.at(sku, asked)));
        }
        return segments;
    }

    /** A cut at which the price stayed the same, such as the end of another region's entry, is no cut. */
    private static void append(List<Segment> segments, Segment next) {
        if (!segments.isEmpty() && segments.getLast().price().equals(next.price())) {
            Segment last = segments.removeLast();
            segments.addLast(new Segment(
                    new Period(last.period().from(), next.period().until()),
                    last.hours() + next.hours(),
                    last.price()));
            return;
        }
        segments.addLast(next);
    }

    private static long hoursStartedBefore(Instant start, Instant until) {
        long seconds = Duration.between(start.truncatedTo(ChronoUnit.SECONDS), until.truncatedTo(ChronoUnit.SECONDS))
                .toSeconds();
        return Math.ceilDiv(seconds, SECONDS_PER_HOUR);
    }

    private static BigDecimal sum(List<BigDecimal> figures) {
        return figures.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static Collection<Span> distinct(Collection<Span> spans) {
        TreeSet<Span> ordered = new TreeSet<>(ORDER);
        for (Span span : spans) {
            Span known = ordered.floor(span);
            if (known != null && ORDER.compare(known, span) == 0) {
                ordered.remove(known);
                Set<String> events = new LinkedHashSet<>(Stream.concat(known.events().stream(), span.events().stream())
                        .sorted()
                        .toList());
                ordered.add(new Span(span.resource(), span.sku(), span.period(), List.copyOf(events), span.quantity()));
            } else {
                ordered.add(span);
            }
        }
        return ordered;
    }

    private static final Comparator<Span> ORDER = Comparator.comparing(Span::resource)
            .thenComparing(span -> span.period().from())
            .thenComparing(span -> span.sku().charge())
            .thenComparing(span -> span.sku().region() == null ? "" : span.sku().region())
            .thenComparing(span -> span.period().until())
            .thenComparing(Span::quantity);

    private record Segment(Period period, long hours, PriceEntry price) {
        BigDecimal costOfHours() {
            return price.hourly().times(BigDecimal.valueOf(hours));
        }

        BigDecimal shareOfCap(long hoursOfSpan) {
            BigDecimal cap = price.monthlyCap().amount();
            return hours == hoursOfSpan
                    ? cap
                    : cap.multiply(BigDecimal.valueOf(hours)).divide(BigDecimal.valueOf(hoursOfSpan), SHARE);
        }

        Segment upTo(Instant until) {
            return new Segment(new Period(period.from(), until), hours, price);
        }
    }
}
