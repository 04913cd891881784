package myidc.billing.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.billing.rating.Metered.Increment;
import myidc.billing.rating.Tariff.Band;
import myidc.billing.rating.Tariff.Tier;
import myidc.shared.money.UnitPrice;
import myidc.shared.time.BillingMonth;
import myidc.shared.time.Period;

/**
 * Rates metered quantities. An increment belongs to the price in force when it began; where a price changed, each stretch
 * owes what the month's running total costs at its end less what it cost at its start, by the stretch's own price.
 */
final class ByQuantity {
    private final Prices prices;
    private final BillingMonth month;

    ByQuantity(Prices prices, BillingMonth month) {
        this.prices = prices;
        this.month = month;
    }

    List<Piece> pieces(Metered usage, Period present) {
        List<Stretch> stretches = stretches(usage, present);
        BigDecimal total = Figures.sum(stretches.stream().map(Stretch::quantity).toList());
        List<Piece> pieces = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (Stretch stretch : stretches) {
            if (stretch.price().tariff() instanceof Tariff.Energy energy) {
                pieces.addAll(energy(usage, energy, stretch));
            } else {
                pieces.add(piece(usage, stretch, new Running(before, total)));
            }
            before = before.add(stretch.quantity());
        }
        return pieces;
    }

    /** Increments as few as rate the same: one for each price and band in a row, named by the first of them. */
    List<Increment> gathered(Metered usage, Period present) {
        List<Increment> gathered = new ArrayList<>();
        for (Stretch stretch : stretches(usage, present)) {
            Map<String, Increment> byBand = new LinkedHashMap<>();
            for (Increment increment : stretch.increments()) {
                String band =
                        stretch.price().tariff() instanceof Tariff.Energy energy ? band(energy, increment.at()) : "";
                byBand.merge(
                        band,
                        increment,
                        (sum, more) ->
                                new Increment(sum.id(), sum.at(), sum.quantity().add(more.quantity())));
            }
            gathered.addAll(byBand.values());
        }
        return gathered;
    }

    private List<Stretch> stretches(Metered usage, Period present) {
        List<Instant> cuts = new ArrayList<>(prices.changesWithin(usage.sku(), present));
        cuts.add(present.until());
        List<Stretch> stretches = new ArrayList<>();
        Instant from = present.from();
        int next = 0;
        List<Increment> all = usage.increments();
        while (next < all.size() && all.get(next).at().isBefore(from)) {
            next++;
        }
        for (Instant until : cuts) {
            int first = next;
            while (next < all.size() && all.get(next).at().isBefore(until)) {
                next++;
            }
            append(
                    stretches,
                    new Stretch(new Period(from, until), prices.at(usage.sku(), from), all.subList(first, next)));
            from = until;
        }
        return stretches;
    }

    private static void append(List<Stretch> stretches, Stretch next) {
        if (!stretches.isEmpty() && stretches.getLast().price().equals(next.price())) {
            Stretch last = stretches.removeLast();
            List<Increment> both = new ArrayList<>(last.increments());
            both.addAll(next.increments());
            stretches.addLast(
                    new Stretch(new Period(last.period().from(), next.period().until()), last.price(), both));
            return;
        }
        stretches.addLast(next);
    }

    private static Piece piece(Metered usage, Stretch stretch, Running running) {
        Tariff tariff = stretch.price().tariff();
        BigDecimal after = running.before().add(stretch.quantity());
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("quantity", Figures.text(stretch.quantity()));
        inputs.put("quantityBefore", Figures.text(running.before()));
        inputs.put("quantityOfMonth", Figures.text(running.total()));
        Cost cost = cost(tariff, running, after, new Names(stretch.price(), usage));
        return new Piece(
                stretch.period(),
                stretch.price(),
                cost.exact(),
                new Piece.Quantity(stretch.quantity(), usage.unit()),
                cost.sum(),
                inputs);
    }

    private static Cost cost(Tariff tariff, Running running, BigDecimal after, Names names) {
        BigDecimal before = running.before();
        String unit = " " + names.usage().unit();
        return switch (tariff) {
            case Tariff.PerUnit per -> {
                BigDecimal charged = above(after, per.free()).subtract(above(before, per.free()));
                yield new Cost(per.price().times(charged), Figures.text(charged) + unit + " x " + per.price());
            }
            case Tariff.Volume volume -> {
                UnitPrice price = tier(volume.tiers(), above(running.total(), volume.free()))
                        .price();
                BigDecimal charged = above(after, volume.free()).subtract(above(before, volume.free()));
                yield new Cost(
                        price.times(charged),
                        Figures.text(charged) + unit + " x " + price + " (tier of "
                                + Figures.text(above(running.total(), volume.free())) + unit + ")");
            }
            case Tariff.Graduated graduated ->
                graduated(graduated.tiers(), above(before, graduated.free()), above(after, graduated.free()), unit);
            case Tariff.Packages packages -> packages(packages, running, after, unit);
            case Tariff.Hourly any -> throw names.unratable();
            case Tariff.Flat any -> throw names.unratable();
            case Tariff.Rack any -> throw names.unratable();
            case Tariff.Bandwidth any -> throw names.unratable();
            case Tariff.Energy any -> throw names.unratable();
            case Tariff.PercentOff any -> throw names.unratable();
            case Tariff.Spend any -> throw names.unratable();
            case Tariff.Commitment any -> throw names.unratable();
        };
    }

    private static Cost graduated(List<Tier> tiers, BigDecimal from, BigDecimal until, String unit) {
        BigDecimal exact = BigDecimal.ZERO;
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < tiers.size(); index++) {
            BigDecimal below = tiers.get(index).above();
            BigDecimal end = index + 1 < tiers.size() ? tiers.get(index + 1).above() : null;
            BigDecimal part = within(until, below, end).subtract(within(from, below, end));
            if (part.signum() != 0) {
                exact = exact.add(tiers.get(index).price().times(part));
                parts.add(Figures.text(part) + unit + " x " + tiers.get(index).price());
            }
        }
        return new Cost(exact, parts.isEmpty() ? "0" + unit : String.join(" + ", parts));
    }

    private static BigDecimal within(
            BigDecimal figure, BigDecimal below, @org.jspecify.annotations.Nullable BigDecimal end) {
        BigDecimal reached = end == null ? figure : figure.min(end);
        return Figures.max(BigDecimal.ZERO, reached.subtract(below));
    }

    private static Cost packages(Tariff.Packages packages, Running running, BigDecimal after, String unit) {
        BigDecimal charged = above(running.total(), packages.free());
        BigDecimal count = charged.divide(packages.size(), 0, RoundingMode.CEILING);
        BigDecimal whole = packages.perPackage().times(count);
        BigDecimal part = after.subtract(running.before());
        String sum = Figures.text(count) + " packages of " + Figures.text(packages.size()) + unit + " x "
                + packages.perPackage();
        if (part.compareTo(running.total()) == 0 || running.total().signum() == 0) {
            return new Cost(whole, sum);
        }
        return new Cost(
                whole.multiply(part).divide(running.total(), Figures.SHARE),
                sum + " x " + Figures.text(part) + "/" + Figures.text(running.total()));
    }

    private List<Piece> energy(Metered usage, Tariff.Energy energy, Stretch stretch) {
        Map<String, BigDecimal> byBand = new LinkedHashMap<>();
        energy.bands().forEach(band -> byBand.put(band.name(), BigDecimal.ZERO));
        for (Increment increment : stretch.increments()) {
            byBand.merge(band(energy, increment.at()), increment.quantity(), BigDecimal::add);
        }
        List<Piece> pieces = new ArrayList<>();
        byBand.forEach((band, quantity) -> {
            UnitPrice price = energy.price(band);
            if (quantity.signum() == 0) {
                return;
            }
            pieces.add(new Piece(
                    stretch.period(),
                    stretch.price(),
                    price.times(quantity.multiply(energy.pue())),
                    new Piece.Quantity(quantity, usage.unit()),
                    Figures.text(quantity) + " " + usage.unit() + " x PUE " + Figures.text(energy.pue()) + " x " + price
                            + " (" + band + ")",
                    Map.of("band", band, "quantity", Figures.text(quantity), "pue", Figures.text(energy.pue()))));
        });
        return pieces;
    }

    private String band(Tariff.Energy energy, Instant at) {
        LocalTime time = at.atZone(month.zone()).toLocalTime();
        return energy.bands().stream()
                .filter(band -> band.holds(time))
                .map(Band::name)
                .findFirst()
                .orElseThrow();
    }

    private static Tier tier(List<Tier> tiers, BigDecimal quantity) {
        Tier reached = tiers.getFirst();
        for (Tier tier : tiers) {
            if (quantity.compareTo(tier.above()) > 0) {
                reached = tier;
            }
        }
        return reached;
    }

    private static BigDecimal above(BigDecimal quantity, BigDecimal free) {
        return Figures.max(BigDecimal.ZERO, quantity.subtract(free));
    }

    private record Stretch(Period period, PriceEntry price, List<Increment> increments) {
        BigDecimal quantity() {
            return Figures.sum(increments.stream().map(Increment::quantity).toList());
        }
    }

    private record Running(BigDecimal before, BigDecimal total) {}

    private record Cost(BigDecimal exact, String sum) {}

    private record Names(PriceEntry price, Metered usage) {
        Unratable unratable() {
            return new Unratable(price, usage);
        }
    }
}
