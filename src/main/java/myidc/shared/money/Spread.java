package myidc.shared.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Spreads a rounded total back over the exact parts it was rounded from, so that the parts add up to the total.
 *
 * <p>Largest remainder: every part is first cut down to whole minor units, then the minor units still missing go one
 * each to the parts that lost most; ties go to the earlier part.
 */
public final class Spread {
    private Spread() {}

    /** Parts of the total, one for each exact figure, whose sum must lie within a minor unit per part of the total. */
    public static List<Money> over(Money total, List<BigDecimal> exactParts) {
        int digits = Money.minorDigits(total.currency());
        List<BigDecimal> floors = exactParts.stream()
                .map(part -> part.setScale(digits, RoundingMode.FLOOR))
                .toList();
        BigDecimal missing = total.amount()
                .subtract(floors.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .movePointRight(digits);
        int units = missing.intValueExact();
        if (units < 0 || units > exactParts.size()) {
            throw new IllegalArgumentException("the total " + total + " is not the rounded sum of its parts");
        }
        Set<Integer> byLoss = IntStream.range(0, exactParts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer part) -> floors.get(part).subtract(exactParts.get(part))))
                .limit(units)
                .collect(Collectors.toSet());
        BigDecimal one = BigDecimal.ONE.movePointLeft(digits);
        List<Money> parts = new ArrayList<>();
        for (int part = 0; part < floors.size(); part++) {
            BigDecimal floor = floors.get(part);
            parts.add(new Money(byLoss.contains(part) ? floor.add(one) : floor, total.currency()));
        }
        return List.copyOf(parts);
    }
}
