package myidc.billing.rating;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.shared.time.Period;

/** The price entries of a book, asked by charge, region and instant; a region's own entry goes before the general one. */
public final class Prices {
    private final Map<Sku, List<PriceEntry>> bySku;

    public Prices(Collection<PriceEntry> entries) {
        bySku = entries.stream()
                .distinct()
                .sorted(Comparator.comparing(PriceEntry::from).thenComparing(PriceEntry::id))
                .collect(Collectors.groupingBy(PriceEntry::sku));
    }

    /** The entry in force at the instant; refuses with {@link Unpriced} where there is none. */
    public PriceEntry at(Sku sku, Instant instant) {
        return candidates(sku)
                .filter(entry -> entry.inForceAt(instant))
                .findFirst()
                .orElseThrow(() -> new Unpriced(sku, instant));
    }

    /** Instants strictly inside the period at which another entry may come into force, in order. */
    List<Instant> changesWithin(Sku sku, Period period) {
        TreeSet<Instant> changes = new TreeSet<>();
        candidates(sku).forEach(entry -> {
            changes.add(entry.from());
            if (entry.until() != null) {
                changes.add(entry.until());
            }
        });
        return changes.stream()
                .filter(instant -> instant.isAfter(period.from()) && instant.isBefore(period.until()))
                .toList();
    }

    private Stream<PriceEntry> candidates(Sku sku) {
        Stream<PriceEntry> own = bySku.getOrDefault(sku, List.of()).stream();
        return sku.region() == null
                ? own
                : Stream.concat(own, bySku.getOrDefault(new Sku(sku.charge(), null), List.of()).stream());
    }
}
