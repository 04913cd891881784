package myidc.billing.read;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import myidc.billing.event.MeasuredUsage;
import myidc.billing.rating.Metered;
import myidc.billing.rating.Metered.Increment;
import myidc.billing.rating.Percentiles;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Prices;
import myidc.billing.rating.Sku;
import myidc.billing.rating.Slots;
import myidc.billing.rating.Tariff;
import myidc.billing.rating.Traffic;
import myidc.billing.rating.Usage;
import myidc.billing.read.Accounts.AccountRow;
import myidc.metering.event.MeterKind;
import myidc.metering.read.MeterPoints;
import myidc.metering.read.MeterPoints.MeterPointRow;
import myidc.metering.read.Samples;
import myidc.metering.read.StoredLevels;
import myidc.metering.sample.Counters.Step;
import myidc.metering.sample.Readings;
import myidc.metering.sample.SlotRates;
import myidc.shared.id.MeterPointId;
import myidc.shared.id.TenantId;
import myidc.shared.time.Period;

/** What was measured of a tenant, as usage that can be rated; points of one bundle are one usage. */
@Singleton
public final class Measurements {
    private static final int SLOTS_PER_HOUR = 12;
    private static final long MILLI = 1_000;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    private final MeterPoints points;
    private final Samples samples;
    private final StoredLevels levels;

    Measurements(MeterPoints points, Samples samples, StoredLevels levels) {
        this.points = points;
        this.samples = samples;
        this.levels = levels;
    }

    /** Reads at once what the tenants' usage of the period will ask for. */
    void readAhead(List<TenantId> tenants, Period period) {
        List<MeterPointId> whole = points.readAhead(tenants, period).stream()
                .filter(point -> !StoredLevels.feed(point)
                        && point.within(period).filter(period::equals).isPresent())
                .map(MeterPointRow::id)
                .toList();
        if (!whole.isEmpty()) {
            samples.readAhead(whole, period);
        }
    }

    /** Usage of the period by what each price asks for: a figure of slots, or a quantity. */
    List<Usage> within(AccountRow account, Period period, Prices prices) {
        return named(account, period, prices).usages();
    }

    /** The same with what each resource is called, by its own name. */
    Named named(AccountRow account, Period period, Prices prices) {
        List<Usage> usages = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (List<MeterPointRow> bundle : bundles(account, period).values()) {
            names.put(resource(bundle.getFirst()), name(bundle));
            charged(bundle, period, prices).ifPresent(own -> usages.add(usage(bundle, own, prices, account.zone())));
        }
        return new Named(usages, names);
    }

    /**
     * The part of the period that is charged. Three meters tell the same bytes of pools in three ways, and the price book
     * chooses: where it has no price, that meter is not charged. Of anything else a missing price stops the rating.
     */
    private Optional<Period> charged(List<MeterPointRow> bundle, Period asked, Prices prices) {
        MeterPointRow like = bundle.getFirst();
        Period period = there(bundle, asked);
        Sku sku = new Sku(like.charge(), like.region(), like.contract());
        if (!StoredLevels.feed(like)) {
            return Optional.of(asked);
        }
        if (bundle.stream().allMatch(point -> levels.within(point, period).isEmpty())) {
            return Optional.empty();
        }
        if (prices.find(sku, period.from()).isPresent()) {
            return Optional.of(asked);
        }
        return prices.changesWithin(sku, period).stream()
                .filter(change -> prices.find(sku, change).isPresent())
                .findFirst()
                .map(change -> new Period(change, period.until()));
    }

    /** What each resource is called, by its own name. */
    Map<String, String> names(AccountRow account, Period period) {
        Map<String, String> names = new LinkedHashMap<>();
        bundles(account, period).values().forEach(bundle -> names.put(resource(bundle.getFirst()), name(bundle)));
        return names;
    }

    List<MeterPointRow> points(AccountRow account, Period period) {
        return points.within(account.tenantId(), period);
    }

    static String resource(MeterPointRow point) {
        return point.bundle() == null ? point.id().text() : "bundle-" + point.bundle();
    }

    /** Usage as a fact kept it. */
    static Usage kept(MeasuredUsage measured, ZoneId zone) {
        Sku sku = new Sku(measured.charge(), measured.region(), measured.contract());
        Period period = new Period(measured.from(), measured.until());
        if (measured.figures().isEmpty()) {
            List<Increment> increments = new ArrayList<>();
            measured.parts()
                    .forEach(part -> increments.add(
                            new Increment(part.at() + "/" + increments.size(), part.at(), part.quantity())));
            return new Metered(measured.resource(), sku, period, measured.unit(), increments, List.of());
        }
        return new Traffic(
                measured.resource(),
                sku,
                period,
                measured.unit(),
                terms -> measured.figures().stream()
                        .filter(found -> found.method().equals(terms.method().name())
                                && found.direction().equals(terms.direction().name())
                                && found.missing().equals(terms.missing().name()))
                        .map(found -> new Percentiles.Found(
                                terms.method(), found.billable(), found.expected(), found.present(), found.counted()))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException("nothing was kept for " + terms.method() + " in " + zone)),
                List.of());
    }

    private Map<String, List<MeterPointRow>> bundles(AccountRow account, Period period) {
        Map<String, List<MeterPointRow>> bundles = new TreeMap<>();
        for (MeterPointRow point : points.within(account.tenantId(), period)) {
            String key = resource(point) + " " + point.charge() + " " + point.region() + " " + point.contract();
            bundles.computeIfAbsent(key, any -> new ArrayList<>()).add(point);
        }
        return bundles;
    }

    private Usage usage(List<MeterPointRow> bundle, Period asked, Prices prices, ZoneId zone) {
        MeterPointRow like = bundle.getFirst();
        Sku sku = new Sku(like.charge(), like.region(), like.contract());
        Period period = there(bundle, asked);
        List<String> events = bundle.stream()
                .flatMap(point -> Stream.concat(point.events().stream(), told(point, period)))
                .distinct()
                .sorted()
                .toList();
        Optional<PriceEntry> price = prices.find(sku, period.from());
        if (price.filter(entry -> entry.tariff() instanceof Tariff.Bandwidth).isPresent()) {
            Slots slots = slots(bundle, period);
            Map<Tariff.Bandwidth, Percentiles.Found> found = new LinkedHashMap<>();
            return new Traffic(
                    resource(like),
                    sku,
                    period,
                    like.unit(),
                    terms -> found.computeIfAbsent(terms, any -> Percentiles.find(slots, terms, zone)),
                    events);
        }
        List<Increment> increments = new ArrayList<>();
        if (price.isPresent()) {
            bundle.forEach(
                    point -> point.within(period).ifPresent(own -> increments.addAll(increments(point, own, zone))));
        }
        return new Metered(resource(like), sku, period, like.unit(), increments, events);
    }

    private static Period there(List<MeterPointRow> bundle, Period asked) {
        Instant from = asked.until();
        Instant until = asked.from();
        for (MeterPointRow point : bundle) {
            Period own = point.within(asked).orElse(asked);
            from = own.from().isBefore(from) ? own.from() : from;
            until = own.until().isAfter(until) ? own.until() : until;
        }
        return new Period(from, until);
    }

    /** A port that is not there yet, or no longer, carries nothing; one that is there and silent is missing. */
    private Slots slots(List<MeterPointRow> bundle, Period period) {
        List<Slots> ports = new ArrayList<>();
        for (MeterPointRow point : bundle) {
            Slots port = Slots.empty(period, point.kind() == MeterKind.INTERFACE_OCTETS ? Slots.BITS_PER_MBPS : MILLI);
            Period own = point.within(period).orElse(period);
            for (int index = 0; index < port.count(); index++) {
                if (!own.contains(port.start(index))) {
                    port.set(index, 0, 0);
                }
            }
            SlotRates rates = samples.slots(point, own);
            for (int slot = 0; slot < rates.count(); slot++) {
                int index = port.indexOf(rates.start(slot));
                if (rates.in(slot) != SlotRates.MISSING && index >= 0 && index < port.count()) {
                    port.set(index, rates.in(slot), rates.out(slot));
                }
            }
            ports.add(port);
        }
        return Slots.sum(ports);
    }

    private List<Increment> increments(MeterPointRow point, Period period, ZoneId zone) {
        return switch (point.kind()) {
            case INTERFACE_OCTETS -> steps(point, period, 9);
            case ENERGY_WH -> steps(point, period, 3);
            case QUANTITY_MICRO -> readings(point, period, 6);
            case STORED_BYTES -> StoredLevels.feed(point) ? held(point, period, zone) : stored(point, period);
            case CURRENT_MA -> readings(point, period, 3);
        };
    }

    /** What was counted: octets that went out as GB, Wh as kWh; times the transformer. */
    private List<Increment> steps(MeterPointRow point, Period period, int decimals) {
        List<Increment> increments = new ArrayList<>();
        for (Step step : samples.steps(point, period)) {
            if (step.isKnown() && step.from() < period.until().getEpochSecond()) {
                long counted = point.kind() == MeterKind.INTERFACE_OCTETS ? step.second() : step.first();
                increments.add(increment(point, step.from(), scaled(counted, point.ratio(), decimals)));
            }
        }
        return increments;
    }

    private List<Increment> readings(MeterPointRow point, Period period, int decimals) {
        Readings readings = samples.readings(point.id(), period);
        List<Increment> increments = new ArrayList<>();
        for (int index = 0; index < readings.count(); index++) {
            if (readings.at(index) < period.until().getEpochSecond()) {
                increments.add(
                        increment(point, readings.at(index), scaled(readings.first(index), point.ratio(), decimals)));
            }
        }
        return increments;
    }

    /** GB-hours: the highest level of each slot for as long as the slot is; a slot without a sample holds nothing. */
    private List<Increment> stored(MeterPointRow point, Period period) {
        SlotRates levels = samples.slots(point, period);
        List<Increment> increments = new ArrayList<>();
        for (int slot = 0; slot < levels.count(); slot++) {
            if (levels.in(slot) != SlotRates.MISSING) {
                BigDecimal gigabytes = BigDecimal.valueOf(levels.in(slot)).movePointLeft(9);
                increments.add(increment(
                        point,
                        levels.start(slot),
                        gigabytes.divide(BigDecimal.valueOf(SLOTS_PER_HOUR), 12, RoundingMode.HALF_UP)));
            }
        }
        return increments;
    }

    /** GB-hours of levels that stand until the next one, cut at local days: a day belongs to the price it begins under. */
    private List<Increment> held(MeterPointRow point, Period period, ZoneId zone) {
        List<Increment> increments = new ArrayList<>();
        for (StoredLevels.Level level : levels.within(point, period)) {
            BigDecimal gigabytes = BigDecimal.valueOf(level.bytes()).movePointLeft(9);
            Instant from = level.period().from();
            while (from.isBefore(level.period().until())) {
                Instant midnight = from.atZone(zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant();
                Instant until = midnight.isBefore(level.period().until())
                        ? midnight
                        : level.period().until();
                BigDecimal seconds =
                        BigDecimal.valueOf(Duration.between(from, until).toMillis(), 3);
                increments.add(new Increment(
                        point.id().value() + "@" + from,
                        from,
                        gigabytes.multiply(seconds).divide(SECONDS_PER_HOUR, 12, RoundingMode.HALF_UP)));
                from = until;
            }
        }
        return increments;
    }

    /** The facts behind the levels of a point that pools' sketches feed. */
    private Stream<String> told(MeterPointRow point, Period period) {
        return levels.within(point, period).stream().map(StoredLevels.Level::event);
    }

    private static BigDecimal scaled(long counted, int ratio, int decimals) {
        return BigDecimal.valueOf(counted).multiply(BigDecimal.valueOf(ratio)).movePointLeft(decimals);
    }

    private static Increment increment(MeterPointRow point, long at, BigDecimal quantity) {
        return new Increment(point.id().value() + "@" + at, Instant.ofEpochSecond(at), quantity);
    }

    /** Usage, and what its resources are called. */
    record Named(List<Usage> usages, Map<String, String> names) {}

    private static String name(List<MeterPointRow> bundle) {
        MeterPointRow like = bundle.getFirst();
        return like.bundle() == null ? like.measures() : like.bundle();
    }
}
