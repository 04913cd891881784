package myidc.billing.tax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.shared.money.Money;
import myidc.shared.money.Rounding;
import myidc.shared.money.Spread;

/**
 * Taxes lines: those of one tax are a group, the group's tax is rounded once and spread back over its lines by largest
 * remainder, ties to the earlier line. The invoice's tax is the sum of its groups.
 */
public final class Taxes {
    private Taxes() {}

    /** The tax of each line, in order, and the groups in order of their first line. */
    public static Taxed of(List<Taxable> lines, Rounding rounding, Currency currency) {
        Map<Tax, List<Integer>> groups = new LinkedHashMap<>();
        for (int index = 0; index < lines.size(); index++) {
            groups.computeIfAbsent(lines.get(index).tax(), tax -> new ArrayList<>())
                    .add(index);
        }
        Money[] taxes = new Money[lines.size()];
        List<Group> summed = new ArrayList<>();
        groups.forEach((tax, members) -> {
            List<BigDecimal> exact = members.stream()
                    .map(index -> lines.get(index).amount().multiply(tax.rate()))
                    .toList();
            Money total = rounding.round(exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add), currency);
            List<Money> spread = Spread.over(total, exact);
            for (int place = 0; place < members.size(); place++) {
                taxes[members.get(place)] = spread.get(place);
            }
            BigDecimal net =
                    members.stream().map(index -> lines.get(index).amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
            summed.add(new Group(tax, net, total.amount(), members));
        });
        return new Taxed(List.of(taxes), summed);
    }

    /** A tax by its name and its rate as a fraction; equal rates of different names are different taxes. */
    public record Tax(String name, BigDecimal rate) {
        public Tax {
            rate = rate.stripTrailingZeros();
        }

        public static Tax none(String name) {
            return new Tax(name, BigDecimal.ZERO);
        }
    }

    /** A line's rounded amount without tax, and the tax it bears. */
    public record Taxable(BigDecimal amount, Tax tax) {}

    /** Lines of one tax, by their places from 0. */
    public record Group(Tax tax, BigDecimal net, BigDecimal amount, List<Integer> places) {
        public Group {
            places = List.copyOf(places);
        }
    }

    /** The tax of each line and of each group. */
    public record Taxed(List<Money> perLine, List<Group> groups) {
        public Taxed {
            perLine = List.copyOf(perLine);
            groups = List.copyOf(groups);
        }
    }
}
