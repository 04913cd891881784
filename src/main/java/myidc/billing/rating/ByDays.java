package myidc.billing.rating;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.billing.rating.Days.Stretch;
import myidc.billing.rating.Tariff.Method;
import myidc.billing.rating.Tariff.Proration;
import myidc.shared.money.UnitPrice;
import myidc.shared.time.BillingMonth;

/** Rates what has a price per month: space, power by the kW, ports, and bandwidth or amperes by a figure of the month. */
final class ByDays {
    private final Prices prices;
    private final BillingMonth month;

    ByDays(Prices prices, BillingMonth month) {
        this.prices = prices;
        this.month = month;
    }

    List<Piece> pieces(Usage usage, myidc.shared.time.Period present) {
        Days days = Days.of(usage.sku(), present, prices, month);
        return days.stretches().stream()
                .map(stretch -> piece(usage, days, stretch))
                .toList();
    }

    private static Piece piece(Usage usage, Days days, Stretch stretch) {
        Tariff tariff = stretch.price().tariff();
        if (usage instanceof Span span && tariff instanceof Tariff.Flat flat) {
            return flat(span, flat, days, stretch);
        }
        if (usage instanceof Span span && tariff instanceof Tariff.Rack rack) {
            return rack(span, rack, days, stretch);
        }
        if (usage instanceof Traffic traffic && tariff instanceof Tariff.Bandwidth terms) {
            return bandwidth(traffic, terms, days, stretch);
        }
        throw new Unratable(stretch.price(), usage);
    }

    private static Piece flat(Span span, Tariff.Flat flat, Days days, Stretch stretch) {
        BigDecimal exact = days.share(stretch, flat.proration(), flat.monthly().times(span.quantity()));
        String sum = Figures.text(span.quantity()) + " x " + flat.monthly() + days.text(stretch, flat.proration());
        return new Piece(
                stretch.period(),
                stretch.price(),
                exact,
                new Piece.Quantity(span.quantity(), "units"),
                sum,
                inputs(stretch, span.quantity()));
    }

    private static Piece rack(Span span, Tariff.Rack rack, Days days, Stretch stretch) {
        BigDecimal above = Figures.max(BigDecimal.ZERO, span.quantity().subtract(rack.includedKw()));
        BigDecimal monthly = rack.monthly().amount().add(rack.perKw().times(above));
        String sum = "(" + rack.monthly() + " + max(0, " + Figures.text(span.quantity()) + " kW - "
                + Figures.text(rack.includedKw()) + " kW) x " + rack.perKw() + ")"
                + days.text(stretch, rack.proration());
        return new Piece(
                stretch.period(),
                stretch.price(),
                days.share(stretch, rack.proration(), monthly),
                new Piece.Quantity(span.quantity(), "kW"),
                sum,
                inputs(stretch, span.quantity()));
    }

    private static Piece bandwidth(Traffic traffic, Tariff.Bandwidth terms, Days days, Stretch stretch) {
        Percentiles.Found found = traffic.measure().find(terms);
        BigDecimal figure = found.billable();
        BigDecimal monthly;
        String sum;
        UnitPrice price = terms.price();
        if (terms.method() == Method.ENHANCED) {
            BigDecimal floor = terms.portCap().multiply(terms.floorPercent()).movePointLeft(2);
            monthly = price.times(Figures.max(figure, floor));
            sum = "max(" + Figures.text(figure) + ", " + Figures.text(terms.floorPercent()) + " % x "
                    + Figures.text(terms.portCap()) + ") " + traffic.unit() + " x " + price;
        } else {
            BigDecimal above = Figures.max(BigDecimal.ZERO, figure.subtract(terms.commit()));
            monthly = price.times(terms.commit()).add(terms.overage().times(above));
            sum = "(" + Figures.text(terms.commit()) + " " + traffic.unit() + " x " + price + " + max(0, "
                    + Figures.text(figure) + " - " + Figures.text(terms.commit()) + ") " + traffic.unit() + " x "
                    + terms.overage() + ")";
        }
        Map<String, String> inputs = new LinkedHashMap<>(found.inputs());
        inputs.put("figure", Figures.text(figure));
        inputs.put("days", Long.toString(stretch.days()));
        return new Piece(
                stretch.period(),
                stretch.price(),
                days.share(stretch, Proration.ACTUAL_DAYS, monthly),
                new Piece.Quantity(figure.round(new java.math.MathContext(18)), traffic.unit()),
                sum + days.text(stretch, Proration.ACTUAL_DAYS),
                inputs);
    }

    private static Map<String, String> inputs(Stretch stretch, BigDecimal quantity) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("quantity", Figures.text(quantity));
        inputs.put("days", Long.toString(stretch.days()));
        return inputs;
    }
}
