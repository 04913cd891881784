package myidc.billing.rating;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * How a line came about.
 *
 * @param quantity what was charged for, in {@code unit}
 * @param formula the sum with its figures put in
 * @param inputs figures by name, in the order in which they are used
 * @param usage what was measured: ids of increments or meter points; empty where facts alone say it
 */
public record Workings(
        BigDecimal quantity, String unit, String formula, Map<String, String> inputs, List<String> usage) {
    public Workings {
        quantity = Figures.plain(quantity);
        inputs = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(inputs));
        usage = List.copyOf(usage);
    }
}
