package myidc.billing.rating;

import java.util.List;
import myidc.shared.time.Period;

/**
 * Bandwidth, or any other drawn figure, measured in slots of equal length; several ports are summed per slot first.
 *
 * @param measure answers what the slots come to under the terms of a price
 * @param unit what one is: {@code Mbps} or {@code A}
 */
public record Traffic(String resource, Sku sku, Period period, String unit, Measure measure, List<String> events)
        implements Usage {
    public Traffic {
        events = List.copyOf(events);
    }

    /** From slots themselves, or from what was once found of them and kept as a fact. */
    @FunctionalInterface
    public interface Measure {
        Percentiles.Found find(Tariff.Bandwidth terms);
    }
}
