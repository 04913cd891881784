package myidc.billing.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import myidc.billing.AccountCommand.RateMonth;
import myidc.billing.event.CarriedCommitment;
import myidc.billing.event.MeasuredUsage;
import myidc.billing.event.MeasuredUsage.CountedPart;
import myidc.billing.event.MeasuredUsage.FoundFigure;
import myidc.billing.event.RatedUsage;
import myidc.billing.rating.Metered;
import myidc.billing.rating.Percentiles;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Rating;
import myidc.billing.rating.Tariff;
import myidc.billing.rating.Traffic;
import myidc.billing.rating.Usage;
import myidc.billing.rating.Workings;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Charges.Charged;
import myidc.shared.time.BillingMonth;

/** What a fact keeps of how a month was rated: enough to reckon it again without the samples. */
final class RatedMonth {
    private RatedMonth() {}

    static RateMonth of(AccountRow account, BillingMonth month, Charged charged, Rating rating) {
        return new RateMonth(
                account.id(),
                month.month(),
                charged.lines().stream().flatMap(RatedMonth::workings).toList(),
                charged.usages().stream()
                        .flatMap(usage -> measured(usage, month, charged, rating))
                        .toList(),
                charged.carried().entrySet().stream()
                        .map(left -> new CarriedCommitment(
                                left.getKey(),
                                left.getValue().unused(),
                                left.getValue().usedInTerm()))
                        .toList());
    }

    private static Stream<RatedUsage> workings(RatedLine line) {
        Workings workings = line.workings();
        return workings == null
                ? Stream.empty()
                : Stream.of(new RatedUsage(
                        line.resource(),
                        line.sku().charge(),
                        line.period().from(),
                        line.period().until(),
                        line.price().id(),
                        workings.quantity(),
                        workings.unit(),
                        workings.formula(),
                        workings.inputs(),
                        line.amount().amount()));
    }

    private static Stream<MeasuredUsage> measured(Usage usage, BillingMonth month, Charged charged, Rating rating) {
        if (usage instanceof Metered metered) {
            List<CountedPart> parts = rating.gathered(metered, month).stream()
                    .map(increment -> new CountedPart(increment.at(), increment.quantity()))
                    .toList();
            return Stream.of(kept(usage, metered.unit(), parts, List.of()));
        }
        if (usage instanceof Traffic traffic) {
            return Stream.of(kept(usage, traffic.unit(), List.of(), figures(traffic, charged)));
        }
        return Stream.empty();
    }

    private static List<FoundFigure> figures(Traffic traffic, Charged charged) {
        Map<Tariff.Bandwidth, FoundFigure> figures = new LinkedHashMap<>();
        for (RatedLine line : charged.lines()) {
            if (line.resource().equals(traffic.resource())
                    && line.sku().equals(traffic.sku())
                    && line.price().tariff() instanceof Tariff.Bandwidth terms) {
                Percentiles.Found found = traffic.measure().find(terms);
                figures.put(
                        terms,
                        new FoundFigure(
                                terms.method().name(),
                                terms.direction().name(),
                                terms.missing().name(),
                                found.billable(),
                                found.expected(),
                                found.present(),
                                found.counted()));
            }
        }
        return List.copyOf(figures.values());
    }

    private static MeasuredUsage kept(Usage usage, String unit, List<CountedPart> parts, List<FoundFigure> figures) {
        List<Long> points = new ArrayList<>();
        usage.events().stream()
                .map(event -> event.substring(0, event.indexOf('#')))
                .distinct()
                .map(point -> Long.parseLong(point.substring(point.indexOf('-') + 1)))
                .forEach(points::add);
        return new MeasuredUsage(
                usage.resource(),
                usage.sku().charge(),
                usage.sku().region(),
                usage.sku().contract(),
                usage.period().from(),
                usage.period().until(),
                unit,
                points,
                parts,
                figures);
    }
}
