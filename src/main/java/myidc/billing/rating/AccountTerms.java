package myidc.billing.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.shared.money.Money;
import myidc.shared.money.Rounding;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;

/**
 * What a month's lines owe together: commitments drain, then percentages come off, each of what the one before left, then
 * the least and the most of spending. Each is a line of its own, so that the lines before stay as their prices made them.
 */
public final class AccountTerms {
    /** What such a line is charged for: no single thing. */
    public static final String RESOURCE = "account";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Prices prices;
    private final Rounding rounding;

    public AccountTerms(Prices prices, Rounding rounding) {
        this.prices = prices;
        this.rounding = rounding;
    }

    /**
     * The lines that follow from the rated ones, and what commitments leave for the next month.
     *
     * @param carried what they left before, by price entry
     */
    public Applied apply(List<RatedLine> rated, BillingMonth month, Map<String, Carried> carried) {
        Month work = new Month(month, rated, rounding);
        Map<String, Carried> left = new LinkedHashMap<>();
        for (PriceEntry entry : prices.of(Tariff.Commitment.class, month.period())) {
            left.put(entry.id(), commitment(entry, (Tariff.Commitment) entry.tariff(), work, carried.get(entry.id())));
        }
        for (PriceEntry entry : prices.of(Tariff.PercentOff.class, month.period())) {
            percentOff(entry, (Tariff.PercentOff) entry.tariff(), work);
        }
        Instant last = month.period().until().minusSeconds(1);
        for (PriceEntry entry : prices.of(Tariff.Spend.class, month.period())) {
            if (entry.inForceAt(last)) {
                spend(entry, (Tariff.Spend) entry.tariff(), work);
            }
        }
        return new Applied(List.copyOf(work.added), left);
    }

    private static Carried commitment(
            PriceEntry entry, Tariff.Commitment terms, Month work, @org.jspecify.annotations.Nullable Carried before) {
        Carried known = before == null ? new Carried(BigDecimal.ZERO, BigDecimal.ZERO) : before;
        Period there = new Period(entry.from(), entry.until() == null ? Instant.MAX : entry.until())
                .intersection(work.month.period())
                .orElseThrow();
        long days = work.days(there);
        long inMonth = work.month.month().lengthOfMonth();
        String part = days == inMonth ? "" : " x " + days + "/" + inMonth;
        BigDecimal fee = Figures.share(terms.fee().amount(), days, inMonth);
        BigDecimal covers =
                Figures.share(terms.covers().amount(), days, inMonth).add(known.unused());
        List<Integer> eligible = work.eligible(entry, terms.appliesTo());
        BigDecimal used = work.remaining(eligible);
        Money drawn = work.rounding.round(
                covers.min(used).max(BigDecimal.ZERO), terms.fee().currency());
        work.add(entry, there, fee, terms.fee() + part, Map.of("covers", Figures.text(covers)));
        if (drawn.signum() > 0) {
            work.add(
                    entry,
                    there,
                    drawn.amount().negate(),
                    "-min(" + Figures.text(covers) + " covered, " + Figures.text(used) + " used)",
                    Map.of("covers", Figures.text(covers), "used", Figures.text(used)));
            work.takeOff(eligible, drawn.amount());
        }
        BigDecimal usedInTerm = known.usedInTerm().add(used);
        Instant until = entry.until();
        Money promised = terms.termTotal();
        if (promised != null
                && until != null
                && !until.isAfter(work.month.period().until())) {
            BigDecimal missing = promised.amount().subtract(usedInTerm);
            if (missing.signum() > 0) {
                work.add(
                        entry,
                        there,
                        missing,
                        "true-up: " + promised + " promised - " + Figures.text(usedInTerm) + " used",
                        Map.of("promised", promised.amount().toPlainString(), "used", Figures.text(usedInTerm)));
            }
        }
        BigDecimal unused = terms.rollOver() ? covers.subtract(drawn.amount()).max(BigDecimal.ZERO) : BigDecimal.ZERO;
        return new Carried(unused, usedInTerm);
    }

    private static void percentOff(PriceEntry entry, Tariff.PercentOff terms, Month work) {
        List<Integer> eligible = work.eligible(entry, terms.appliesTo()).stream()
                .filter(index -> entry.inForceAt(work.lines.get(index).period().from()))
                .toList();
        BigDecimal of = work.remaining(eligible);
        if (of.signum() <= 0) {
            return;
        }
        BigDecimal off = of.multiply(terms.percent()).divide(HUNDRED, Figures.SHARE);
        String sum = "-" + Figures.text(terms.percent()) + " % x " + Figures.text(of);
        Money cap = terms.cap();
        if (cap != null && off.compareTo(cap.amount()) > 0) {
            off = cap.amount();
            sum += ", at most " + cap;
        }
        Money rounded = work.rounding.round(off, terms.appliesTo().currency());
        if (rounded.signum() != 0) {
            work.add(
                    entry,
                    work.month.period(),
                    rounded.amount().negate(),
                    sum,
                    Map.of("percent", Figures.text(terms.percent()), "of", Figures.text(of)));
            work.takeOff(eligible, rounded.amount());
        }
    }

    private static void spend(PriceEntry entry, Tariff.Spend terms, Month work) {
        List<Integer> eligible = work.eligible(entry, terms.appliesTo());
        BigDecimal spent = work.remaining(eligible);
        Money minimum = terms.minimum();
        Money maximum = terms.maximum();
        if (minimum != null && spent.compareTo(minimum.amount()) < 0) {
            BigDecimal missing = minimum.amount().subtract(spent);
            work.add(
                    entry,
                    work.month.period(),
                    missing,
                    minimum + " minimum - " + Figures.text(spent),
                    Map.of("minimum", minimum.amount().toPlainString(), "spent", Figures.text(spent)));
        }
        if (maximum != null && spent.compareTo(maximum.amount()) > 0) {
            BigDecimal above = spent.subtract(maximum.amount());
            work.add(
                    entry,
                    work.month.period(),
                    above.negate(),
                    maximum + " maximum - " + Figures.text(spent),
                    Map.of("maximum", maximum.amount().toPlainString(), "spent", Figures.text(spent)));
            work.takeOff(eligible, above);
        }
    }

    /** A month's lines with what is left of each. */
    private static final class Month {
        private final BillingMonth month;
        private final List<RatedLine> lines;
        private final List<BigDecimal> left = new ArrayList<>();
        private final List<RatedLine> added = new ArrayList<>();
        private final Rounding rounding;

        Month(BillingMonth month, List<RatedLine> lines, Rounding rounding) {
            this.month = month;
            this.lines = lines;
            this.rounding = rounding;
            lines.forEach(line -> left.add(line.amount().amount()));
        }

        List<Integer> eligible(PriceEntry entry, Tariff.Selection selection) {
            List<Integer> eligible = new ArrayList<>();
            for (int index = 0; index < lines.size(); index++) {
                Sku sku = lines.get(index).sku();
                boolean here = entry.sku().region() == null
                        || Objects.equals(entry.sku().region(), sku.region());
                boolean ours = entry.sku().contract() == null
                        || Objects.equals(entry.sku().contract(), sku.contract());
                if (here && ours && selection.holds(sku.charge())) {
                    eligible.add(index);
                }
            }
            return eligible;
        }

        BigDecimal remaining(List<Integer> eligible) {
            return Figures.sum(eligible.stream().map(left::get).toList());
        }

        /** Takes an amount off, from each line in proportion to what is left of it. */
        void takeOff(List<Integer> eligible, BigDecimal amount) {
            BigDecimal whole = remaining(eligible);
            for (int index : eligible) {
                BigDecimal part = left.get(index);
                left.set(index, part.subtract(amount.multiply(part).divide(whole, Figures.SHARE)));
            }
        }

        long days(Period there) {
            LocalDate first = LocalDate.ofInstant(there.from(), month.zone());
            LocalDate last = LocalDate.ofInstant(there.until().minusNanos(1), month.zone());
            return ChronoUnit.DAYS.between(first, last) + 1;
        }

        void add(PriceEntry entry, Period period, BigDecimal exact, String sum, Map<String, String> inputs) {
            Money amount = rounding.round(exact, entry.hourly().currency());
            added.add(new RatedLine(
                    RESOURCE,
                    entry.sku(),
                    period,
                    0,
                    0,
                    entry,
                    false,
                    amount,
                    List.of(),
                    new Workings(BigDecimal.ONE, "month", sum + " = " + amount, inputs, List.of())));
        }
    }

    /**
     * What a commitment hands on.
     *
     * @param unused value of usage it still covers
     * @param usedInTerm value of what was used since the entry began
     */
    public record Carried(BigDecimal unused, BigDecimal usedInTerm) {}

    /** Lines that follow, and what each commitment leaves, by price entry. */
    public record Applied(List<RatedLine> lines, Map<String, Carried> carried) {}
}
