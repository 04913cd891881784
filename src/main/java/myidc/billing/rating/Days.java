package myidc.billing.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import myidc.billing.rating.Tariff.Proration;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;

/**
 * The local days of a presence within a month, each under the price in force when the day, or the presence on its first
 * day, starts. A started day counts whole.
 */
final class Days {
    private final BillingMonth month;
    private final List<Stretch> stretches = new ArrayList<>();

    private Days(BillingMonth month) {
        this.month = month;
    }

    static Days of(Sku sku, Period present, Prices prices, BillingMonth month) {
        Days days = new Days(month);
        LocalDate day = LocalDate.ofInstant(present.from(), month.zone());
        Instant from = present.from();
        while (from.isBefore(present.until())) {
            day = day.plusDays(1);
            Instant next = day.atStartOfDay(month.zone()).toInstant();
            Instant until = next.isBefore(present.until()) ? next : present.until();
            days.append(new Stretch(new Period(from, until), 1, prices.at(sku, from)));
            from = until;
        }
        return days;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** The part of a month's price that a stretch owes. */
    BigDecimal share(Stretch stretch, Proration proration, BigDecimal monthly) {
        long[] fraction = fraction(stretch, proration);
        return Figures.share(monthly, fraction[0], fraction[1]);
    }

    String text(Stretch stretch, Proration proration) {
        long[] fraction = fraction(stretch, proration);
        return fraction[0] == fraction[1] ? "" : " x " + fraction[0] + "/" + fraction[1];
    }

    private long[] fraction(Stretch stretch, Proration proration) {
        long total = stretches.stream().mapToLong(Stretch::days).sum();
        long inMonth = month.month().lengthOfMonth();
        if (proration == Proration.ACTUAL_DAYS || total == inMonth) {
            return new long[] {stretch.days(), inMonth};
        }
        return total <= 30 ? new long[] {stretch.days(), 30} : new long[] {stretch.days() * 30, total * 30};
    }

    private void append(Stretch next) {
        if (!stretches.isEmpty() && stretches.getLast().price().equals(next.price())) {
            Stretch last = stretches.removeLast();
            stretches.addLast(new Stretch(
                    new Period(last.period().from(), next.period().until()), last.days() + 1, last.price()));
            return;
        }
        stretches.addLast(next);
    }

    /** Days in a row under one price. */
    record Stretch(Period period, long days, PriceEntry price) {}
}
