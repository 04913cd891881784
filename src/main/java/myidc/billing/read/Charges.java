package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.billing.BillingSettings;
import myidc.billing.rating.HourlyWithMonthlyCap;
import myidc.billing.rating.Prices;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Span;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Presences.Presence;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;

/** What an account owes for a month, reckoned anew from presence and prices each time it is asked. */
@Singleton
public final class Charges {
    private final Presences presences;
    private final PriceBooks books;
    private final BillingSettings settings;

    Charges(Presences presences, PriceBooks books, BillingSettings settings) {
        this.presences = presences;
        this.books = books;
        this.settings = settings;
    }

    /** Charges of a whole month, with the names of the resources by the fact that began each presence. */
    public Charged of(AccountRow account, BillingMonth month) {
        return within(account, month.period());
    }

    /**
     * What has come together since the last closed month until now, month by month; nothing of it is invoiced yet.
     *
     * <p>A month that has not ended is reckoned as if everything ended now, so the figure only grows.
     */
    public Accrued accrued(AccountRow account, Instant now) {
        Money total = Money.zero(account.currency());
        Charged current = new Charged(List.of(), Map.of());
        BillingMonth month = account.openMonth();
        while (month.period().from().isBefore(now)) {
            Period period = month.period();
            Instant until = now.isBefore(period.until()) ? now : period.until();
            current = within(account, new Period(period.from(), until));
            total = total.plus(current.total(account));
            month = month.next();
        }
        return new Accrued(now, total, current);
    }

    /** How presences are turned into lines under the account's prices. */
    HourlyWithMonthlyCap rating(AccountRow account) {
        Prices prices = books.inForce(account.currency());
        return new HourlyWithMonthlyCap(prices, settings.rounding());
    }

    private Charged within(AccountRow account, Period period) {
        Map<String, String> names = new HashMap<>();
        List<Span> spans = presences.within(account.tenantId(), period).stream()
                .peek(presence -> names.put(presence.openedEvent(), presence.resourceName()))
                .map((Presence presence) -> presence.seenWithin(period))
                .flatMap(Optional::stream)
                .toList();
        return spans.isEmpty()
                ? new Charged(List.of(), names)
                : new Charged(rating(account).rate(spans, period), names);
    }

    /**
     * Charged lines.
     *
     * @param nameByEvent what a resource was called, by the fact that began its presence
     */
    public record Charged(List<RatedLine> lines, Map<String, String> nameByEvent) {
        public String nameOf(RatedLine line) {
            return nameByEvent.getOrDefault(line.events().getFirst(), line.resource());
        }

        Money total(AccountRow account) {
            return lines.stream().map(RatedLine::amount).reduce(Money.zero(account.currency()), Money::plus);
        }
    }

    /**
     * What is not invoiced yet.
     *
     * @param total of all open months, without tax
     * @param current lines of the month under way
     */
    public record Accrued(Instant at, Money total, Charged current) {}
}
