package myidc.shared.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A calendar month as an account lives it: a year and month in a time zone, from local midnight of the first to local
 * midnight of the next first. October 2026 in Shanghai is 2026-09-30T16:00Z to 2026-10-31T16:00Z.
 */
public record BillingMonth(YearMonth month, ZoneId zone) implements Comparable<BillingMonth> {
    /** The zone of an account that names none. */
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    /** The month in which the instant falls for somebody who lives in the zone. */
    public static BillingMonth of(Instant instant, ZoneId zone) {
        return new BillingMonth(YearMonth.from(instant.atZone(zone)), zone);
    }

    /** Reads {@code 2026-10}; anything else is refused with that form named. */
    public static BillingMonth parse(String month, ZoneId zone) {
        try {
            return new BillingMonth(YearMonth.parse(month), zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a month is written YYYY-MM, not " + month, e);
        }
    }

    /** The instants of the month; where midnight does not exist that day, the day's first instant counts. */
    public Period period() {
        return new Period(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    public BillingMonth next() {
        return new BillingMonth(month.plusMonths(1), zone);
    }

    public BillingMonth previous() {
        return new BillingMonth(month.minusMonths(1), zone);
    }

    /** By calendar only: two zones' Octobers are the same place in the order. */
    @Override
    public int compareTo(BillingMonth other) {
        return month.compareTo(other.month);
    }

    /** The month as people write it: {@code 2026-10}. */
    @Override
    public String toString() {
        return month.toString();
    }
}
