package myidc.billing.rating;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import myidc.shared.money.Money;
import myidc.shared.money.Rounding;
import myidc.shared.money.Spread;
import myidc.shared.time.Period;

/**
 * Tax per group of lines of one rate: rounded once for the group and spread back over its lines by largest remainder, ties
 * to the earlier line. A line bears the rate in force when its period ends, of the entry that names its charge closest.
 */
public final class Taxes {
    private final Prices prices;
    private final BigDecimal otherwise;
    private final Rounding rounding;

    /** @param otherwise rate of charges that no entry names */
    public Taxes(Prices prices, BigDecimal otherwise, Rounding rounding) {
        this.prices = prices;
        this.otherwise = otherwise;
        this.rounding = rounding;
    }

    /** The tax of each line, in their order. */
    public List<Taxed> of(List<Taxable> lines) {
        Map<BigDecimal, List<Integer>> byRate = new TreeMap<>();
        List<Taxed> taxed = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            BigDecimal rate = rate(lines.get(index));
            byRate.computeIfAbsent(rate, any -> new ArrayList<>()).add(index);
            taxed.add(new Taxed(rate, Money.zero(lines.get(index).amount().currency())));
        }
        byRate.forEach((rate, group) -> {
            List<BigDecimal> exact = group.stream()
                    .map(index -> lines.get(index).amount().amount().multiply(rate))
                    .toList();
            Money whole = rounding.round(
                    Figures.sum(exact), lines.get(group.getFirst()).amount().currency());
            List<Money> parts = Spread.over(whole, exact);
            for (int place = 0; place < group.size(); place++) {
                taxed.set(group.get(place), new Taxed(rate, parts.get(place)));
            }
        });
        return taxed;
    }

    private BigDecimal rate(Taxable line) {
        Instant last = line.period().until().minusNanos(1);
        return prices.of(Tariff.Tax.class, line.period()).stream()
                .filter(entry -> entry.inForceAt(last))
                .map(entry -> (Tariff.Tax) entry.tariff())
                .filter(tax -> tax.appliesTo().holds(line.charge()))
                .max(Comparator.comparingInt(tax -> tax.appliesTo().charge().length()))
                .map(Tariff.Tax::rate)
                .orElse(otherwise);
    }

    /** A line before tax. */
    public record Taxable(String charge, Period period, Money amount) {}

    /** A line's rate, as a fraction, and its tax. */
    public record Taxed(BigDecimal rate, Money tax) {}
}
