package myidc.billing.rating;

import java.util.List;
import myidc.shared.money.Money;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * What one resource owes for one stretch of a month under one price entry.
 *
 * @param hours started hours that fall to this line; 0 where hours are not charged
 * @param hoursOfSpan started hours of the whole span in the month, over which the cap is shared
 * @param capped whether the cap of the span in the month, and not the hours, made the amount
 * @param workings quantity, formula and figures; null on a line of hours, which tells them by itself
 */
public record RatedLine(
        String resource,
        Sku sku,
        Period period,
        long hours,
        long hoursOfSpan,
        PriceEntry price,
        boolean capped,
        Money amount,
        List<String> events,
        @Nullable Workings workings) {
    public RatedLine {
        events = List.copyOf(events);
    }

    /** The sum with its figures put in, as {@code min(800 h x 0.036 CNY, 24.00 CNY) = 24.00 CNY}. */
    public String formula() {
        if (workings != null) {
            return workings.formula();
        }
        String hourly = hours + " h x " + price.hourly();
        String cap = hours == hoursOfSpan
                ? price.monthlyCap().toString()
                : price.monthlyCap() + " x " + hours + "/" + hoursOfSpan;
        return (capped ? "capped: " + cap + " instead of " + hourly : hourly + ", below " + cap) + " = " + amount;
    }

    RatedLine costing(Money other) {
        return new RatedLine(resource, sku, period, hours, hoursOfSpan, price, capped, other, events, workings);
    }
}
