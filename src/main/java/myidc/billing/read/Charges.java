package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
import myidc.shared.id.TenantId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;
import org.jspecify.annotations.Nullable;

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

    /** Reads at once what the charges of these accounts' month will ask for. */
    public void readAhead(List<AccountRow> accounts, Period period) {
        List<TenantId> tenants = accounts.stream().map(AccountRow::tenantId).toList();
        presences.readAhead(tenants, period);
        measurements.readAhead(tenants, period);
        accounts.stream().map(AccountRow::currency).distinct().forEach(books::readAhead);
    }

    /** Charges of a whole month, with the names of the resources by the fact that began each presence. */
    public Charged of(AccountRow account, BillingMonth month) {
        return of(account, month, books.inForce(account.currency(), account.tenantId()));
    }

    private Charged of(AccountRow account, BillingMonth month, Prices prices) {
        Seen seen = seen(account, new Asked(prices, month.period(), usages -> usages));
        Rating rating = new Rating(prices, settings.rounding());
        List<RatedLine> lines = new ArrayList<>(rating.rate(seen.usages(), month));
        return together(account, month, prices, new Charged(lines, seen.names(), seen.usages(), Map.of()));
    }

    /** Adds what the lines owe together. */
    private Charged together(AccountRow account, BillingMonth month, Prices prices, Charged charged) {
        if (!prices.haveTermsOfAccounts()) {
            return charged;
        }
        Applied applied = new AccountTerms(prices, settings.rounding())
                .apply(charged.lines(), month, ratedUsages.carriedInto(account.id(), month.month()));
        List<RatedLine> lines = new ArrayList<>(charged.lines());
        lines.addAll(applied.lines());
        return new Charged(lines, charged.names(), charged.usages(), applied.carried());
    }

    /** A month under other prices, such as those of a draft; what they do not price is left out and named. */
    public Priced under(AccountRow account, BillingMonth month, Prices prices) {
        Set<String> unpriced = new TreeSet<>();
        Charged charged = priced(account, month, new Asked(prices, month.period(), usages -> usages), unpriced);
        return new Priced(charged, List.copyOf(unpriced));
    }

    /** A month under prices as they were, by what was known of presence before an instant. */
    Priced asOf(AccountRow account, BillingMonth month, Prices prices, Instant known) {
        Set<String> unpriced = new TreeSet<>();
        Charged charged = priced(account, month, new Asked(prices, month.period(), usages -> usages, known), unpriced);
        return new Priced(charged, List.copyOf(unpriced));
    }

    /**
     * What the month under way comes to when everything stays as it is until its end, after a change of what is used.
     *
     * @param change what would be used instead of what is; usages last until the month's end where nothing ended them
     */
    public Money foreseen(AccountRow account, Instant now, UnaryOperator<List<Usage>> change) {
        BillingMonth month = BillingMonth.of(now, account.zone());
        return priced(account, month, new Asked(prices(account), month.period(), change), new TreeSet<>())
                .total(account);
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
            Period asked = new Period(month.period().from(), until);
            current = priced(account, month, new Asked(prices(account), asked, usages -> usages), unpriced);
            total = total.plus(current.total(account));
            month = month.next();
        }
        return new Accrued(now, total, current, List.copyOf(unpriced));
    }

    private Charged priced(AccountRow account, BillingMonth month, Asked asked, Set<String> unpriced) {
        Seen seen = seen(account, asked);
        Rating rating = new Rating(asked.prices(), settings.rounding());
        List<RatedLine> lines = new ArrayList<>();
        List<Usage> usages = asked.change().apply(seen.usages());
        for (Usage usage : usages) {
            try {
                lines.addAll(rating.rate(List.of(usage), month, asked.period()));
            } catch (Unpriced | Unratable e) {
                unpriced.add(String.valueOf(e.getMessage()));
            }
        }
        return together(account, month, asked.prices(), new Charged(lines, seen.names(), usages, Map.of()));
    }

    /** How presences are turned into lines under the account's prices. */
    public Rating rating(AccountRow account) {
        return new Rating(books.inForce(account.currency(), account.tenantId()), settings.rounding());
    }

    /** The prices by which the account is charged. */
    public Prices prices(AccountRow account) {
        return books.inForce(account.currency(), account.tenantId());
    }

    private Seen seen(AccountRow account, Asked asked) {
        Map<String, String> names = new HashMap<>();
        List<Usage> usages = new ArrayList<>();
        Period period = asked.period();
        Prices prices = asked.prices();
        Instant known = asked.known();
        List<Presence> there = known == null
                ? presences.within(account.tenantId(), period)
                : presences.within(account.tenantId(), period, known);
        for (Presence presence : there) {
            names.put(presence.openedEvent(), presence.resourceName());
            presence.seenWithin(period).stream()
                    .flatMap(span -> Included.charged(span, prices))
                    .forEach(usages::add);
        }
        Measurements.Named measured = measurements.named(account, period, prices);
        usages.addAll(measured.usages());
        names.putAll(measured.names());
        return new Seen(usages, names);
    }

    private record Seen(List<Usage> usages, Map<String, String> names) {}

    /**
     * Prices, the part of the month, and what is made of its usage before it is rated.
     *
     * @param known only presence by facts recorded before it counts; null for all that is known now
     */
    private record Asked(
            Prices prices,
            Period period,
            UnaryOperator<List<Usage>> change,
            @Nullable Instant known) {
        Asked(Prices prices, Period period, UnaryOperator<List<Usage>> change) {
            this(prices, period, change, null);
        }
    }

    /** Charges with what has no price, in words. */
    public record Priced(Charged charged, List<String> unpriced) {}

    /**
     * Charged lines.
     *
     * @param names what a resource was called, by the fact that began its presence, or what is measured, by the resource
     * @param usages what was rated
     * @param carried what commitments hand on, by price entry
     */
    public record Charged(
            List<RatedLine> lines, Map<String, String> names, List<Usage> usages, Map<String, Carried> carried) {
        public Charged {
            lines = List.copyOf(lines);
        }

        public String nameOf(RatedLine line) {
            String measured = names.getOrDefault(line.resource(), line.resource());
            return line.events().isEmpty()
                    ? measured
                    : names.getOrDefault(line.events().getFirst(), measured);
        }

        public Money total(AccountRow account) {
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
