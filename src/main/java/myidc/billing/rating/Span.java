package myidc.billing.rating;

import java.util.List;
import myidc.shared.time.Period;

/**
 * One unbroken presence of one resource under one charge, with the ids of the events that opened and closed it.
 *
 * @param resource the thing present, as in {@code instance-42}
 * @param events ids of the facts behind the span, in order
 */
public record Span(String resource, Sku sku, Period period, List<String> events) {
    public Span {
        events = List.copyOf(events);
    }
}
