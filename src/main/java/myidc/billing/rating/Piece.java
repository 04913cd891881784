package myidc.billing.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import myidc.shared.money.Money;
import myidc.shared.money.Rounding;
import myidc.shared.money.Spread;
import myidc.shared.time.Period;

/**
 * A line before it is rounded. All pieces of one usage are rounded together, once, and spread back, so that cutting a line
 * neither makes nor loses a minor unit.
 *
 * @param sum the formula up to its equals sign
 */
record Piece(
        Period period, PriceEntry price, BigDecimal exact, Quantity quantity, String sum, Map<String, String> inputs) {
    static List<RatedLine> rounded(Usage usage, List<Piece> pieces, Rounding rounding) {
        if (pieces.isEmpty()) {
            return List.of();
        }
        Currency currency = pieces.getFirst().price().hourly().currency();
        List<BigDecimal> exact = pieces.stream().map(Piece::exact).toList();
        List<Money> amounts = Spread.over(rounding.round(Figures.sum(exact), currency), exact);
        List<RatedLine> lines = new ArrayList<>();
        for (int index = 0; index < pieces.size(); index++) {
            lines.add(pieces.get(index).line(usage, amounts.get(index)));
        }
        return lines;
    }

    private RatedLine line(Usage usage, Money amount) {
        List<String> measured = usage instanceof Span ? List.of() : List.of(usage.resource());
        return new RatedLine(
                usage.resource(),
                usage.sku(),
                period,
                0,
                0,
                price,
                false,
                amount,
                usage.events(),
                new Workings(quantity.figure(), quantity.unit(), sum + " = " + amount, inputs, measured));
    }

    /** How much of what. */
    record Quantity(BigDecimal figure, String unit) {}
}
