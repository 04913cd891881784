package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import myidc.billing.BillingSettings;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Rating;
import myidc.billing.rating.Span;
import myidc.billing.rating.Unpriced;
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
        Seen seen = seen(account, month.period());
        return new Charged(
                seen.spans().isEmpty() ? List.of() : rating(account).rate(seen.spans(), month), seen.nameByEvent());
    }

    /**
     * What has come together since the last closed month until now, month by month; nothing of it is invoiced yet.
     *
     * <p>A month that has not ended is reckoned as if everything ended now, so the figure only grows. What has no price is
     * left out and named; a closing month would stop at it.
     */
    public Accrued accrued(AccountRow account, Instant now) {
        Money total = Money.zero(account.currency());
        Charged current = new Charged(List.of(), Map.of());
        Set<String> unpriced = new TreeSet<>();
        BillingMonth month = account.openMonth();
        while (month.period().from().isBefore(now)) {
            Period period = month.period();
            Instant until = now.isBefore(period.until()) ? now : period.until();
            current = priced(account, month, until, unpriced);
            total = total.plus(current.total(account));
            month = month.next();
        }
        return new Accrued(now, total, current, List.copyOf(unpriced));
    }

    private Charged priced(AccountRow account, BillingMonth month, Instant until, Set<String> unpriced) {
        Period period = new Period(month.period().from(), until);
        Seen seen = seen(account, period);
        Rating rating = rating(account);
        List<RatedLine> lines = new ArrayList<>();
        for (Span span : seen.spans()) {
            try {
                lines.addAll(rating.rate(List.of(span), month, period));
            } catch (Unpriced e) {
                unpriced.add(String.valueOf(e.getMessage()));
            }
        }
        return new Charged(List.copyOf(lines), seen.nameByEvent());
    }

    /** How presences are turned into lines under the account's prices. */
    Rating rating(AccountRow account) {
        return new Rating(books.inForce(account.currency(), account.tenantId()), settings.rounding());
    }

    private Seen seen(AccountRow account, Period period) {
        Map<String, String> names = new HashMap<>();
        List<Span> spans = new ArrayList<>();
        for (Presence presence : presences.within(account.tenantId(), period)) {
            names.put(presence.openedEvent(), presence.resourceName());
            presence.seenWithin(period).ifPresent(spans::add);
        }
        return new Seen(spans, names);
    }

    private record Seen(List<Span> spans, Map<String, String> nameByEvent) {}

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
     * @param unpriced what was used without a price, in words
     */
    public record Accrued(Instant at, Money total, Charged current, List<String> unpriced) {}
}
