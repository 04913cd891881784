package myidc.billing.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice, in the invoice's currency.
 *
 * @param number within the invoice, from 1
 * @param resource the thing charged for, as in {@code instance-42}
 * @param resourceName what its owner called it when the charge began
 * @param usageMonth the month in which it was used; before the invoice's month on an adjustment
 * @param hours started hours; 0 on an adjustment
 * @param hoursOfSpan started hours of the whole presence in the month, over which its cap is shared
 * @param unitPrice price of an hour
 * @param capped whether the cap made the amount
 * @param priceEntry the price used, as in {@code pricebook-1/2}
 * @param amount without tax
 * @param events ids of the facts behind it, {@code aggregate#sequence}
 */
public record InvoiceLine(
        int number,
        Kind kind,
        String resource,
        String resourceName,
        String charge,
        @Nullable String region,
        YearMonth usageMonth,
        Instant from,
        Instant until,
        long hours,
        long hoursOfSpan,
        BigDecimal unitPrice,
        BigDecimal monthlyCap,
        boolean capped,
        String priceEntry,
        BigDecimal amount,
        BigDecimal tax,
        List<String> events) {
    public InvoiceLine {
        events = List.copyOf(events);
    }

    /** The line with its place on the invoice and its share of the tax. */
    public InvoiceLine numbered(int place, BigDecimal taxShare) {
        return new InvoiceLine(
                place,
                kind,
                resource,
                resourceName,
                charge,
                region,
                usageMonth,
                from,
                until,
                hours,
                hoursOfSpan,
                unitPrice,
                monthlyCap,
                capped,
                priceEntry,
                amount,
                taxShare,
                events);
    }

    /** What kind of line it is. */
    public enum Kind {
        /** Use within the invoice's month. */
        USAGE,
        /** Difference between what a closed month was billed and what is now known of it. */
        ADJUSTMENT
    }
}
