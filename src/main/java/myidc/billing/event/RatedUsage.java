package myidc.billing.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * How a charge of a month came about, where hours alone do not tell it.
 *
 * @param from with resource and charge, what the invoice line has too
 * @param quantity what was charged for, in {@code unit}
 * @param formula the sum with its figures put in
 */
public record RatedUsage(
        String resource,
        String charge,
        Instant from,
        Instant until,
        String priceEntry,
        BigDecimal quantity,
        String unit,
        String formula,
        Map<String, String> inputs,
        BigDecimal amount) {
    public RatedUsage {
        inputs = Map.copyOf(inputs);
    }
}
