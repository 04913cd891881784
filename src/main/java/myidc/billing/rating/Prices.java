package myidc.billing.rating;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import myidc.shared.id.TenantId;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * The price entries that may touch one tenant, asked by charge, region, contract and instant. A contract's own entry goes
 * before the tenant's, the tenant's before a region's, a region's before the general one.
 */
public final class Prices {
    private static final Comparator<PriceEntry> ORDER = Comparator.comparingInt(PriceEntry::narrowness)
            .reversed()
            .thenComparing(PriceEntry::from)
            .thenComparing(PriceEntry::id);

    private final Map<String, List<PriceEntry>> byCharge;
    private final List<PriceEntry> ofTheWholeAccount;

    /** Prices of somebody with whom nothing was negotiated. */
    public Prices(Collection<PriceEntry> entries) {
        this(entries, null);
    }

    public Prices(Collection<PriceEntry> entries, @Nullable TenantId tenant) {
        byCharge = entries.stream()
                .filter(entry -> entry.tenant() == null || entry.tenant().equals(tenant))
                .distinct()
                .sorted(ORDER)
                .collect(Collectors.groupingBy(entry -> entry.sku().charge()));
        ofTheWholeAccount = byCharge.values().stream()
                .flatMap(List::stream)
                .filter(PriceEntry::isOfTheWholeAccount)
                .sorted(Comparator.comparing((PriceEntry entry) -> entry.sku().charge())
                        .thenComparing(PriceEntry::from)
                        .thenComparing(PriceEntry::id))
                .toList();
    }

    /** The entry in force at the instant; refuses with {@link Unpriced} where there is none. */
    public PriceEntry at(Sku sku, Instant instant) {
        return find(sku, instant).orElseThrow(() -> new Unpriced(sku, instant));
    }

    /** The entry in force at the instant, if there is one. */
    public Optional<PriceEntry> find(Sku sku, Instant instant) {
        return candidates(sku).filter(entry -> entry.inForceAt(instant)).findFirst();
    }

    /** Whether there is anything that changes what lines owe together. */
    public boolean haveTermsOfAccounts() {
        return !ofTheWholeAccount.isEmpty();
    }

    /** Entries of a kind that are in force at any time of the period, in the order they are applied. */
    <T extends Tariff> List<PriceEntry> of(Class<T> kind, Period period) {
        return ofTheWholeAccount.stream()
                .filter(entry -> kind.isInstance(entry.tariff()))
                .filter(entry -> entry.from().isBefore(period.until())
                        && (entry.until() == null || entry.until().isAfter(period.from())))
                .toList();
    }

    /** Instants strictly inside the period at which another entry may come into force, in order. */
    public List<Instant> changesWithin(Sku sku, Period period) {
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
        return byCharge.getOrDefault(sku.charge(), List.of()).stream()
                .filter(entry -> entry.sku().region() == null
                        || Objects.equals(entry.sku().region(), sku.region()))
                .filter(entry -> entry.sku().contract() == null
                        || Objects.equals(entry.sku().contract(), sku.contract()));
    }
}
