package myidc.billing.read;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Prices;
import myidc.billing.rating.RatedLine;
import myidc.billing.rating.Redrawn;
import myidc.billing.rating.Sku;
import myidc.billing.read.Accounts.AccountRow;
import myidc.billing.read.Charges.Charged;
import myidc.billing.read.Charges.Priced;
import myidc.shared.id.PriceBookId;
import myidc.shared.money.Money;
import myidc.shared.time.BillingMonth;
import org.jspecify.annotations.Nullable;

/** What a month comes to by the prices in force and what it would come to with a draft, line by line. */
@Singleton
public final class Differences {
    private final Charges charges;
    private final PriceBooks books;

    Differences(Charges charges, PriceBooks books) {
        this.charges = charges;
        this.books = books;
    }

    /** Both sets of prices. */
    public Books books(Draft draft) {
        List<PriceEntry> published = books.published(draft.currency());
        List<PriceEntry> drafted = books.entries(draft.book());
        Instant at = draft.pricesAt();
        return new Books(published, Redrawn.with(published, at == null ? drafted : Redrawn.throughout(drafted, at)));
    }

    /** A month under some prices, as far as they go. */
    public Charged charged(AccountRow account, YearMonth month, Prices prices) {
        return charges.under(account, new BillingMonth(month, account.zone()), prices)
                .charged();
    }

    /** One tenant's month, by both: every line that either makes, largest difference first. */
    public Compared of(AccountRow account, YearMonth month, Draft draft) {
        BillingMonth asked = new BillingMonth(month, account.zone());
        Books both = books(draft);
        Priced before = charges.under(account, asked, new Prices(both.published(), account.tenantId()));
        Priced after = charges.under(account, asked, new Prices(both.redrawn(), account.tenantId()));
        Map<Of, List<RatedLine>> one = byThing(before.charged());
        Map<Of, List<RatedLine>> other = byThing(after.charged());
        Comparator<Line> largest =
                Comparator.comparing(line -> line.difference().amount().abs());
        List<Line> lines = Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .map(thing -> line(account, thing, new Sides(one, other, before.charged(), after.charged())))
                .sorted(largest.reversed().thenComparing(Line::resource).thenComparing(Line::charge))
                .toList();
        TreeSet<String> unpriced = new TreeSet<>(after.unpriced());
        return new Compared(
                before.charged().total(account), after.charged().total(account), lines, List.copyOf(unpriced));
    }

    private static Line line(AccountRow account, Of thing, Sides sides) {
        List<RatedLine> before = sides.one().getOrDefault(thing, List.of());
        List<RatedLine> after = sides.other().getOrDefault(thing, List.of());
        String name = before.isEmpty()
                ? sides.after().nameOf(after.getFirst())
                : sides.before().nameOf(before.getFirst());
        return new Line(
                thing.resource(),
                name,
                thing.sku().charge(),
                thing.sku().region(),
                sum(account, before),
                sum(account, after),
                before.stream().map(RatedLine::formula).toList(),
                after.stream().map(RatedLine::formula).toList());
    }

    private static Map<Of, List<RatedLine>> byThing(Charged charged) {
        Map<Of, List<RatedLine>> lines = new LinkedHashMap<>();
        charged.lines()
                .forEach(line -> lines.computeIfAbsent(
                                new Of(
                                        line.resource(),
                                        line.sku(),
                                        line.events().isEmpty()
                                                ? ""
                                                : line.events().getFirst()),
                                any -> new ArrayList<>())
                        .add(line));
        return lines;
    }

    private static Money sum(AccountRow account, List<RatedLine> lines) {
        return lines.stream().map(RatedLine::amount).reduce(Money.zero(account.currency()), Money::plus);
    }

    /** A draft book and how its dates are taken; see {@link Redrawn}. */
    public record Draft(
            PriceBookId book, Currency currency, @Nullable Instant pricesAt) {}

    /** Prices as they are, and with the draft among them. */
    public record Books(List<PriceEntry> published, List<PriceEntry> redrawn) {}

    private record Of(String resource, Sku sku, String begun) {}

    private record Sides(Map<Of, List<RatedLine>> one, Map<Of, List<RatedLine>> other, Charged before, Charged after) {}

    /** What one thing costs by both, with the sums; no sum where a side has no line of it. */
    public record Line(
            String resource,
            String name,
            String charge,
            @Nullable String region,
            Money before,
            Money after,
            List<String> formulaBefore,
            List<String> formulaAfter) {
        public Money difference() {
            return after.minus(before);
        }
    }

    /**
     * A tenant's month by both.
     *
     * @param unpriced what was used and neither priced by the draft nor by what would stay, in words
     */
    public record Compared(Money before, Money after, List<Line> lines, List<String> unpriced) {}
}
