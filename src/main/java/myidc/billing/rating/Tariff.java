package myidc.billing.rating;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import myidc.shared.money.Money;
import myidc.shared.money.UnitPrice;
import org.jspecify.annotations.Nullable;

/** How usage becomes an amount. */
public sealed interface Tariff {
    /** The figure shown as "the price": of the first unit, where there are several. */
    UnitPrice first();

    /** So much per started hour and unit, never more than the cap per calendar month and unit. */
    record Hourly(UnitPrice hourly, Money monthlyCap) implements Tariff {
        public Hourly {
            if (!hourly.currency().equals(monthlyCap.currency())) {
                throw new IllegalArgumentException("hourly and monthlyCap must be in one currency");
            }
            if (monthlyCap.signum() < 0) {
                throw new IllegalArgumentException("monthlyCap must be at least 0");
            }
        }

        @Override
        public UnitPrice first() {
            return hourly;
        }
    }

    /** So much per month and unit (U, port, GB, address); part months by days. */
    record Flat(UnitPrice monthly, Proration proration) implements Tariff {
        @Override
        public UnitPrice first() {
            return monthly;
        }
    }

    /** A whole rack with so much power in its price; every kW that is committed above it costs extra. */
    record Rack(UnitPrice monthly, BigDecimal includedKw, UnitPrice perKw, Proration proration) implements Tariff {
        @Override
        public UnitPrice first() {
            return monthly;
        }
    }

    /** A metered quantity; the free units of a month are taken off first. */
    record PerUnit(UnitPrice price, BigDecimal free) implements Tariff {
        @Override
        public UnitPrice first() {
            return price;
        }
    }

    /** Each unit at the price of the tier it falls into. */
    record Graduated(List<Tier> tiers, BigDecimal free) implements Tariff {
        public Graduated {
            tiers = Tier.checked(tiers);
        }

        @Override
        public UnitPrice first() {
            return tiers.getFirst().price();
        }
    }

    /** All units at the price of the tier that the month's whole quantity reaches. */
    record Volume(List<Tier> tiers, BigDecimal free) implements Tariff {
        public Volume {
            tiers = Tier.checked(tiers);
        }

        @Override
        public UnitPrice first() {
            return tiers.getFirst().price();
        }
    }

    /** Whole packages of so many units; a package that was begun counts. */
    record Packages(UnitPrice perPackage, BigDecimal size, BigDecimal free) implements Tariff {
        public Packages {
            if (size.signum() <= 0) {
                throw new IllegalArgumentException("size must be above 0");
            }
        }

        @Override
        public UnitPrice first() {
            return perPackage;
        }
    }

    /**
     * Bandwidth or amperes by a percentile or a peak: commit x price, and what is above it at the overage price.
     *
     * @param floorPercent least that is billed, in percent of {@code portCap}; used by {@link Method#ENHANCED}
     * @param portCap what the port can carry, in the unit of the usage
     */
    record Bandwidth(
            Method method,
            Direction direction,
            Missing missing,
            BigDecimal commit,
            UnitPrice price,
            UnitPrice overage,
            BigDecimal floorPercent,
            BigDecimal portCap)
            implements Tariff {
        @Override
        public UnitPrice first() {
            return price;
        }
    }

    /** Energy by band of local time, times the contract's power usage effectiveness. */
    record Energy(List<Band> bands, Map<String, UnitPrice> prices, BigDecimal pue) implements Tariff {
        public Energy {
            bands = Band.checked(bands);
            prices = Map.copyOf(prices);
            for (Band band : bands) {
                if (!prices.containsKey(band.name())) {
                    throw new IllegalArgumentException("band " + band.name() + " has no price");
                }
            }
        }

        public UnitPrice price(String band) {
            UnitPrice price = prices.get(band);
            if (price == null) {
                throw new IllegalArgumentException("there is no band " + band);
            }
            return price;
        }

        @Override
        public UnitPrice first() {
            return price(bands.getFirst().name());
        }
    }

    /** So many percent off all charges that begin with a name; a coupon is one with a cap and an end. */
    record PercentOff(
            Selection appliesTo,
            BigDecimal percent,
            @Nullable Money cap) implements Tariff {
        public PercentOff {
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("percent must be between 0 and 100");
            }
        }

        @Override
        public UnitPrice first() {
            return appliesTo.nothing();
        }
    }

    /** Least and most that the charges that begin with a name may come to in a month. */
    record Spend(
            Selection appliesTo,
            @Nullable Money minimum,
            @Nullable Money maximum) implements Tariff {
        public Spend {
            if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
                throw new IllegalArgumentException("minimum must not be above maximum");
            }
        }

        @Override
        public UnitPrice first() {
            return appliesTo.nothing();
        }
    }

    /**
     * A monthly fee that is always due and covers so much of the charges that begin with a name; at the end of the entry,
     * what is missing from the promised total.
     *
     * @param covers value of usage that a month's fee covers
     * @param rollOver whether what was not used of it is there next month; else it expires
     * @param termTotal promised over the entry's whole time; null when nothing is
     */
    record Commitment(
            Selection appliesTo,
            Money fee,
            Money covers,
            boolean rollOver,
            @Nullable Money termTotal) implements Tariff {
        @Override
        public UnitPrice first() {
            return new UnitPrice(fee.amount(), fee.currency());
        }
    }

    /**
     * Charges by name: {@code instance} stands for {@code instance} and every {@code instance:...}, nothing for all.
     *
     * @param currency of the book that says so
     */
    record Selection(String charge, Currency currency) {
        public boolean holds(String other) {
            return charge.isEmpty() || other.equals(charge) || other.startsWith(charge + ":");
        }

        UnitPrice nothing() {
            return new UnitPrice(BigDecimal.ZERO, currency);
        }
    }

    /** By what part months are counted. */
    enum Proration {
        /** Started days of the days the month has. */
        ACTUAL_DAYS,
        /** Started days of thirty, never more than thirty. */
        THIRTY_DAYS
    }

    /** Which figure of the slots is billed. */
    enum Method {
        /** 95th percentile of all slots, nearest rank. */
        CLASSIC,
        /** Mean of the five highest daily peaks, a daily peak being the fifth highest slot; with a floor. */
        ENHANCED,
        /** Each day by its own 95th percentile. */
        DAILY,
        /** Mean of the highest slot of each day. */
        MEAN_DAILY_PEAK,
        /** The highest slot. */
        PEAK
    }

    /** What a slot of two directions counts as. */
    enum Direction {
        /** The greater of in and out, per slot. */
        MAX_PER_SLOT,
        /** The greater of the two directions' figures. */
        GREATER_FIGURE,
        IN,
        OUT
    }

    /** What a slot without a sample counts as; never something in between. */
    enum Missing {
        ZERO,
        LEFT_OUT
    }

    /**
     * A price from so many units on.
     *
     * @param above units that lie below the tier; 0 for the first
     */
    record Tier(BigDecimal above, UnitPrice price) {
        public Tier {
            above = Figures.plain(above);
        }

        static List<Tier> checked(List<Tier> tiers) {
            if (tiers.isEmpty() || tiers.getFirst().above().signum() != 0) {
                throw new IllegalArgumentException("tiers must begin at 0");
            }
            for (int index = 1; index < tiers.size(); index++) {
                if (tiers.get(index).above().compareTo(tiers.get(index - 1).above()) <= 0) {
                    throw new IllegalArgumentException("tiers must rise");
                }
            }
            return List.copyOf(tiers);
        }
    }

    /** A stretch of every local day; one that ends at or before its start runs past midnight. */
    record Band(String name, LocalTime from, LocalTime until) {
        boolean holds(LocalTime time) {
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }

        /** Bands that cover every minute of the day once. */
        static List<Band> checked(List<Band> bands) {
            for (int minute = 0; minute < 24 * 60; minute++) {
                LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
                long holders = bands.stream().filter(band -> band.holds(time)).count();
                if (holders != 1) {
                    throw new IllegalArgumentException(
                            "bands must cover the day once, and " + holders + " of them hold " + time);
                }
            }
            return List.copyOf(bands);
        }
    }
}
