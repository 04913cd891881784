package myidc.billing.rating;

import java.time.Instant;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;
import org.jspecify.annotations.Nullable;

/**
 * A price in force from one instant until another: so much per started hour, never more than the cap per calendar month.
 *
 * @param id names the entry within all books, as in {@code pricebook-1/2}
 * @param sku a region of null means every region that has no entry of its own
 * @param until first instant at which the entry is no longer in force; null while it is open
 */
public record PriceEntry(
        String id,
        Sku sku,
        UnitPrice hourly,
        Money monthlyCap,
        Instant from,
        @Nullable Instant until) {
    public PriceEntry {
        if (until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("until must be after from");
        }
        if (!hourly.currency().equals(monthlyCap.currency())) {
            throw new IllegalArgumentException("hourly and monthlyCap must be in one currency");
        }
        if (monthlyCap.signum() < 0) {
            throw new IllegalArgumentException("monthlyCap must be at least 0");
        }
    }

    boolean inForceAt(Instant instant) {
        return !instant.isBefore(from) && (until == null || instant.isBefore(until));
    }
}
