package myidc.billing.rating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import myidc.billing.rating.Metered.Increment;
import myidc.shared.money.Rounding;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;

/**
 * Turns a month's usage into lines: the same usage in any order, even told twice, gives the same lines to the cent. Where
 * a charge changed from one kind of tariff to another, the usage is cut there and each part is rated by its own rule.
 */
public final class Rating {
    private static final Comparator<Usage> ORDER = Comparator.comparing(Usage::resource)
            .thenComparing(usage -> usage.period().from())
            .thenComparing(usage -> usage.sku().charge())
            .thenComparing(usage -> String.valueOf(usage.sku().region()))
            .thenComparing(usage -> usage.period().until());

    private final Prices prices;
    private final Rounding rounding;

    public Rating(Prices prices, Rounding rounding) {
        this.prices = prices;
        this.rounding = rounding;
    }

    /** Lines of what of the usage lies in the month, or in the part of it that is asked for. */
    public List<RatedLine> rate(Collection<? extends Usage> usages, BillingMonth month, Period asked) {
        List<Span> spans = new ArrayList<>();
        TreeMap<Usage, Usage> others = new TreeMap<>(ORDER);
        for (Usage usage : usages) {
            if (usage instanceof Span span) {
                spans.add(span);
            } else {
                others.merge(usage, usage, Rating::together);
            }
        }
        return Stream.concat(
                        HourlyWithMonthlyCap.distinct(spans).stream().map(Usage.class::cast), others.values().stream())
                .sorted(ORDER)
                .flatMap(usage -> usage.period().intersection(asked).stream()
                        .flatMap(present -> rate(usage, present, month).stream()))
                .toList();
    }

    public List<RatedLine> rate(Collection<? extends Usage> usages, BillingMonth month) {
        return rate(usages, month, month.period());
    }

    /** The increments of a metered usage as few as rate the same under these prices: what a fact keeps of them. */
    public List<Increment> gathered(Metered usage, BillingMonth month) {
        return usage.period()
                .intersection(month.period())
                .map(present -> new ByQuantity(prices, month).gathered(usage, present))
                .orElse(List.of());
    }

    private List<RatedLine> rate(Usage usage, Period present, BillingMonth month) {
        List<RatedLine> lines = new ArrayList<>();
        for (Map.Entry<Period, Kind> part : parts(usage.sku(), present).entrySet()) {
            lines.addAll(rate(usage, part.getKey(), part.getValue(), month));
        }
        return lines;
    }

    private List<RatedLine> rate(Usage usage, Period part, Kind kind, BillingMonth month) {
        if (usage instanceof Span span && kind == Kind.HOURS) {
            return new HourlyWithMonthlyCap(prices, rounding).rate(List.of(span), part);
        }
        if (usage instanceof Metered metered && kind == Kind.QUANTITY) {
            return Piece.rounded(usage, new ByQuantity(prices, month).pieces(metered, part), rounding);
        }
        if (kind == Kind.DAYS) {
            return Piece.rounded(usage, new ByDays(prices, month).pieces(usage, part), rounding);
        }
        throw new Unratable(prices.at(usage.sku(), part.from()), usage);
    }

    /** The presence cut where the kind of tariff changes; hours that start before a change stay with the hours. */
    private Map<Period, Kind> parts(Sku sku, Period present) {
        List<Instant> cuts = new ArrayList<>(prices.changesWithin(sku, present));
        cuts.add(present.until());
        Map<Period, Kind> parts = new LinkedHashMap<>();
        Instant from = present.from();
        Instant start = from;
        Kind kind = Kind.of(prices.at(sku, from).tariff());
        for (Instant cut : cuts) {
            Kind next = cut.equals(present.until())
                    ? null
                    : Kind.of(prices.at(sku, cut).tariff());
            if (next != kind) {
                parts.put(new Period(start, cut), kind);
                start = cut;
                kind = next == null ? kind : next;
            }
        }
        return parts;
    }

    private static Usage together(Usage known, Usage told) {
        if (!(known instanceof Metered one) || !(told instanceof Metered other)) {
            return known;
        }
        List<Increment> all = Stream.concat(one.increments().stream(), other.increments().stream())
                .distinct()
                .toList();
        List<String> events = Stream.concat(one.events().stream(), other.events().stream())
                .distinct()
                .sorted()
                .toList();
        return new Metered(one.resource(), one.sku(), one.period(), one.unit(), all, events);
    }

    /** What a tariff counts. */
    private enum Kind {
        HOURS,
        DAYS,
        QUANTITY,
        NOTHING;

        static Kind of(Tariff tariff) {
            return switch (tariff) {
                case Tariff.Hourly any -> HOURS;
                case Tariff.Flat any -> DAYS;
                case Tariff.Rack any -> DAYS;
                case Tariff.Bandwidth any -> DAYS;
                case Tariff.PerUnit any -> QUANTITY;
                case Tariff.Graduated any -> QUANTITY;
                case Tariff.Volume any -> QUANTITY;
                case Tariff.Packages any -> QUANTITY;
                case Tariff.Energy any -> QUANTITY;
                case Tariff.PercentOff any -> NOTHING;
                case Tariff.Spend any -> NOTHING;
                case Tariff.Commitment any -> NOTHING;
            };
        }
    }
}
