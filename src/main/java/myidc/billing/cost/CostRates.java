package myidc.billing.cost;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import myidc.billing.event.CostKind;

/** Cost rates of one currency: of an item its own, else the one for any, of those the one that began last. */
public final class CostRates {
    private static final String ANY = "*";

    private final List<Rate> rates;

    public CostRates(Collection<Rate> rates) {
        this.rates = List.copyOf(rates);
    }

    public Optional<Rate> find(CostKind kind, String item, YearMonth month) {
        return rates.stream()
                .filter(rate -> rate.kind() == kind
                        && !rate.from().isAfter(month)
                        && (rate.item().equalsIgnoreCase(item) || rate.item().equals(ANY)))
                .max(Comparator.comparing((Rate rate) -> !rate.item().equals(ANY))
                        .thenComparing(Rate::from));
    }

    /** The amount of what has no items; nothing where no rate holds. */
    public BigDecimal amount(CostKind kind, YearMonth month) {
        return amount(kind, ANY, month);
    }

    public BigDecimal amount(CostKind kind, String item, YearMonth month) {
        return find(kind, item, month).map(Rate::amount).orElse(BigDecimal.ZERO);
    }

    /** Clouds that any rate of the month names, in order. */
    public List<String> clouds(YearMonth month) {
        return rates.stream()
                .filter(rate -> rate.kind().ofCloud() && !rate.from().isAfter(month))
                .map(Rate::item)
                .distinct()
                .sorted()
                .toList();
    }

    /** A rate; {@code months} over which a device is written off. */
    public record Rate(CostKind kind, String item, BigDecimal amount, int months, YearMonth from) {}
}
