package myidc.billing.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import myidc.shared.time.Period;

/**
 * A quantity counted by a meter within a period, as increments at the instants they began to be counted.
 *
 * @param unit what one is, such as {@code GB} or {@code kWh}
 * @param increments in order of time; one told twice under the same id counts once
 */
public record Metered(
        String resource, Sku sku, Period period, String unit, List<Increment> increments, List<String> events)
        implements Usage {
    public Metered {
        increments = inOrder(increments)
                ? List.copyOf(increments)
                : new LinkedHashSet<>(increments)
                        .stream()
                                .sorted(Comparator.comparing(Increment::at).thenComparing(Increment::id))
                                .toList();
        events = List.copyOf(events);
    }

    /** Those of one meter come so, and need neither sorting nor a look for one told twice. */
    private static boolean inOrder(List<Increment> increments) {
        for (int index = 1; index < increments.size(); index++) {
            if (!increments.get(index - 1).at().isBefore(increments.get(index).at())) {
                return false;
            }
        }
        return true;
    }

    /** So much more since the reading before; negative where a reading was corrected downwards. */
    public record Increment(String id, Instant at, BigDecimal quantity) {
        public Increment {
            quantity = Figures.plain(quantity);
        }
    }
}
