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
import myidc.billing.rating.AccountTerms;
import myidc.billing.rating.AccountTerms.Applied;
import myidc.billing.rating.AccountTerms.Carried;
import myidc.billing.rating.Prices;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Rating;
import myidc.billing.rating.Unpriced;
import myidc.billing.rating.Unratable;
import myidc.billing.rating.Usage;
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
    private final Measurements measurements;
    private final RatedUsages ratedUsages;

    Charges(
            Presences presences,
            PriceBooks books,
            BillingSettings settings,
            Measurements measurements,
            RatedUsages ratedUsages) {
        this.presences = presences;
        this.books = books;
        this.settings = settings;
        this.measurements = measurements;
        this.ratedUsages = ratedUsages;
    }

    /** Charges of a whole month, with the names of the resources by the fact that began each presence. */
    public Charged of(AccountRow account, BillingMonth month) {
        return of(account, month, books.inForce(account.currency(), account.tenantId()));
    }

    /** The same under other prices, such as those of a draft. */
    Charged of(AccountRow account, BillingMonth month, Prices prices) {
        Seen seen = seen(account, month.period(), prices);
        Rating rating = new Rating(prices, settings.rounding());
        List<RatedLine> lines = new ArrayList<>(rating.rate(seen.usages(), month));
        Map<String, Carried> carried = Map.of();
        if (prices.haveTermsOfAccounts()) {
            Applied applied = new AccountTerms(prices, settings.rounding())
                    .apply(lines, month, ratedUsages.carriedInto(account.id(), month.month()));
            lines.addAll(applied.lines());
            carried = applied.carried();
        }
        return new Charged(List.copyOf(lines), seen.names(), seen.usages(), carried);
    }

    /**
     * What has come together since the last closed month until now, month by month; nothing of it is invoiced yet.
     *
     * <p>A month that has not ended is reckoned as if everything ended now, so the figure only grows. What has no price is
     * left out and named; a closing month would stop at it.
     */
    public Accrued accrued(AccountRow account, Instant now) {
        Money total = Money.zero(account.currency());
        Charged current = new Charged(List.of(), Map.of(), List.of(), Map.of());
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
        Prices prices = books.inForce(account.currency(), account.tenantId());
        Seen seen = seen(account, period, prices);
        Rating rating = new Rating(prices, settings.rounding());
        List<RatedLine> lines = new ArrayList<>();
        for (Usage usage : seen.usages()) {
            try {
                lines.addAll(rating.rate(List.of(usage), month, period));
            } catch (Unpriced | Unratable e) {
                unpriced.add(String.valueOf(e.getMessage()));
            }
        }
        return new Charged(List.copyOf(lines), seen.names(), seen.usages(), Map.of());
    }

    /** How presences are turned into lines under the account's prices. */
    public Rating rating(AccountRow account) {
        return new Rating(books.inForce(account.currency(), account.tenantId()), settings.rounding());
    }

    /** The prices by which the account is charged. */
    Prices prices(AccountRow account) {
        return books.inForce(account.currency(), account.tenantId());
    }

    private Seen seen(AccountRow account, Period period, Prices prices) {
        Map<String, String> names = new HashMap<>();
        List<Usage> usages = new ArrayList<>();
        for (Presence presence : presences.within(account.tenantId(), period)) {
            names.put(presence.openedEvent(), presence.resourceName());
            presence.seenWithin(period).ifPresent(usages::add);
        }
        usages.addAll(measurements.within(account, period, prices));
        names.putAll(measurements.names(account, period));
        return new Seen(usages, names);
    }

    private record Seen(List<Usage> usages, Map<String, String> names) {}

    /**
     * Charged lines.
     *
     * @param names what a resource was called, by the fact that began its presence, or what is measured, by the resource
     * @param usages what was rated
     * @param carried what commitments hand on, by price entry
     */
    public record Charged(
            List<RatedLine> lines, Map<String, String> names, List<Usage> usages, Map<String, Carried> carried) {
        public String nameOf(RatedLine line) {
            String measured = names.getOrDefault(line.resource(), line.resource());
            return line.events().isEmpty()
                    ? measured
                    : names.getOrDefault(line.events().getFirst(), measured);
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
