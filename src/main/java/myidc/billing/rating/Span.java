package myidc.billing.rating;

import java.math.BigDecimal;
import java.util.List;
import myidc.shared.time.Period;

/**
 * One unbroken presence of one resource under one charge, with the ids of the events that opened and closed it.
 *
 * @param resource the thing present, as in {@code instance-42}
 * @param events ids of the facts behind the span, in order
 * @param quantity how much of it is there, in the unit of its price (GB, U, kW, addresses); 1 for a thing that is whole
 */
public record Span(String resource, Sku sku, Period period, List<String> events, BigDecimal quantity) implements Usage {
    public Span {
        events = List.copyOf(events);
        quantity = Figures.plain(quantity);
        if (quantity.signum() < 0) {
            throw new IllegalArgumentException("quantity must be at least 0");
        }
    }

    public Span(String resource, Sku sku, Period period, List<String> events) {
        this(resource, sku, period, events, BigDecimal.ONE);
    }
}
