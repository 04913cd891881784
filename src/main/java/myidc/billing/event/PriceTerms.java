package myidc.billing.event;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a price reckons: a model, and the figures and choices that the model asks for, by name. Amounts are in the currency
 * of the book.
 */
public record PriceTerms(
        Model model,
        Map<String, BigDecimal> figures,
        Map<String, String> choices,
        List<TierTerms> tiers,
        List<BandTerms> bands) {
    public PriceTerms {
        figures = Map.copyOf(figures);
        choices = Map.copyOf(choices);
        tiers = List.copyOf(tiers);
        bands = List.copyOf(bands);
    }

    /** What a price can be. */
    public enum Model {
        /** {@code price} per started hour and unit, at most {@code cap} per unit and calendar month. */
        HOURLY,
        /** {@code price} per unit and month; {@code proration} ACTUAL_DAYS or THIRTY_DAYS. */
        FLAT,
        /** {@code price} per rack and month with {@code includedKw}; {@code perKw} for each kW above them. */
        RACK,
        /** {@code price} per metered unit, the first {@code free} ones of a month for nothing. */
        PER_UNIT,
        /** Each metered unit at the price of its tier. */
        GRADUATED,
        /** All metered units at the price of the tier the month reaches. */
        VOLUME,
        /** {@code price} per begun package of {@code size} units. */
        PACKAGE,
        /**
         * {@code commit} x {@code price}, and what the figure of the month passes it by at {@code overage}; the figure by
         * {@code method}, {@code direction} and {@code missing}; with ENHANCED at least {@code floorPercent} of
         * {@code portCap}.
         */
        BANDWIDTH,
        /** kWh at the price of their band of local time, times {@code pue}. */
        ENERGY,
        /** {@code percent} off the charges that {@code appliesTo} names, at most {@code cap} a month. */
        PERCENT_OFF,
        /** At least {@code minimum} and at most {@code maximum} a month for the charges that {@code appliesTo} names. */
        SPEND,
        /** {@code fee} a month that covers usage worth {@code covers}; {@code rollOver}; {@code termTotal} promised. */
        COMMITMENT
    }

    /** A price from so many units on; the first tier lies above 0. */
    public record TierTerms(BigDecimal above, BigDecimal price) {}

    /**
     * A price of a stretch of every local day.
     *
     * @param from as in 07:00; a band that ends at or before its start runs past midnight
     * @param until as in 23:00
     */
    public record BandTerms(String name, String from, String until, BigDecimal price) {}

    /** A figure by name. */
    public @Nullable BigDecimal figure(String name) {
        return figures.get(name);
    }
}
